import { assertEquals } from "@std/assert";
import type { RawColumn } from "perdura/features/mod.ts";
import { reasonsInWords } from "perdura/conversion/mod.ts";

const columns: RawColumn[] = [
  { name: "orders_last_year", kind: "number", values: Float64Array.of(1, NaN, 5) },
  { name: "gender", kind: "category", values: ["F", null, "M"] },
  { name: "shoe_size", kind: "number", values: Float64Array.of(38.5, 40, 41) },
];

Deno.test("reasonsInWords says the largest effects first, those that raise before the others", () => {
  const reasons = reasonsInWords(columns, [
    Float64Array.of(-0.9, 0.2, 0.01),
    Float64Array.of(0.3, -0.1, -0.02),
    Float64Array.of(0.5, 0.3, 0.049),
  ]);
  assertEquals(reasons, [
    "higher: shoe size 38.50, gender F; lower: 1 order in the past year",
    "higher: shoe size 40, orders last year unknown; lower: gender unknown",
    "",
  ]);
});

Deno.test("reasonsInWords tells no more than was asked for", () => {
  const effects = columns.map((_, i) => Float64Array.of(i + 1, i + 1, i + 1));
  assertEquals(reasonsInWords(columns, effects, { most: 1 })[2], "higher: shoe size 41");
});
