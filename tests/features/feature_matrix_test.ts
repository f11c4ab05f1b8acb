import { assertEquals } from "@std/assert";
import { rowsOf, takeRows } from "perdura/features/mod.ts";

Deno.test("takeRows takes the same rows of every column, in the order given and as often as asked", () => {
  const matrix = {
    names: ["age", "orders"],
    columns: [Float64Array.of(31, 52, NaN), Float64Array.of(1, 2, 3)],
  };
  const taken = takeRows(matrix, Uint32Array.of(2, 0, 2));
  assertEquals(taken.names, ["age", "orders"]);
  assertEquals(taken.columns, [Float64Array.of(NaN, 31, NaN), Float64Array.of(3, 1, 3)]);
});

Deno.test("rowsOf counts rows, also where there are no columns", () => {
  assertEquals(rowsOf({ names: ["a"], columns: [new Float64Array(4)] }), 4);
  assertEquals(rowsOf({ names: [], columns: [] }), 0);
});
