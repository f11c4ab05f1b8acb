import { assertEquals } from "@std/assert";
import { rowsOf, takeRawRows, takeRows } from "perdura/features/mod.ts";

Deno.test("takeRows takes the same rows of every column, in the order given and as often as asked", () => {
  const matrix = {
    names: ["age", "orders"],
    columns: [Float64Array.of(31, 52, NaN), Float64Array.of(1, 2, 3)],
  };
  const taken = takeRows(matrix, Uint32Array.of(2, 0, 2));
  assertEquals(taken.names, ["age", "orders"]);
  assertEquals(taken.columns, [Float64Array.of(NaN, 31, NaN), Float64Array.of(3, 1, 3)]);
});

Deno.test("takeRawRows takes the same rows of numbers and categories, missing ones too", () => {
  const taken = takeRawRows([
    { name: "age", kind: "number", values: Float64Array.of(31, 52, NaN) },
    { name: "region", kind: "category", values: ["north", null, "south"] },
  ], Uint32Array.of(2, 1, 2));
  assertEquals(taken, [
    { name: "age", kind: "number", values: Float64Array.of(NaN, 52, NaN) },
    { name: "region", kind: "category", values: ["south", null, "south"] },
  ]);
});

Deno.test("rowsOf counts rows, also where there are no columns", () => {
  assertEquals(rowsOf({ names: ["a"], columns: [new Float64Array(4)] }), 4);
  assertEquals(rowsOf({ names: [], columns: [] }), 0);
});
