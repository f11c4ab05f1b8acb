import { assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import type { RawColumn } from "perdura/features/mod.ts";
import { OrderEncoder } from "perdura/repurchase/shop/order_encoder.ts";

const random = seededRandom(5), rows = 6000;
const countries = Array.from({ length: rows }, () => `large ${random.integer(5)}`);
const outcome = Float64Array.from(countries, () => Number(random.next() < 0.2));
const rare = [100, 2000, 5000];
for (const row of rare) [countries[row], outcome[row]] = ["rare", 1];
const columns: RawColumn[] = [
  { name: "price", kind: "number", values: outcome.map((_, row) => row % 7 === 0 ? NaN : row) },
  { name: "country", kind: "category", values: countries },
];
const groups = outcome.map((_, row) => row);

Deno.test("OrderEncoder keeps numbers, and does not tell three orders their own answer", () => {
  const { features } = OrderEncoder.fitTransform(columns, outcome, { groups, random });
  assertEquals(features.names, ["price", "country"]);
  assertEquals(features.columns[0], columns[0]!.values as Float64Array);
  for (const row of rare) assertAlmostEquals(features.columns[1]![row]!, 0.2, 0.03);
});

Deno.test("OrderEncoder encodes large categories as in new orders, and is the same through JSON", () => {
  const { encoder, features } = OrderEncoder.fitTransform(columns, outcome, { groups, random });
  const again = OrderEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
  const others = again.transform(columns);
  assertEquals(others, encoder.transform(columns));
  features.columns[1]!.forEach((value, row) => {
    if (!rare.includes(row)) assertEquals(value, others.columns[1]![row]);
  });
});
