import { assertEquals } from "@std/assert";
import { customerFeatures } from "perdura/features/mod.ts";
import { trainingRows } from "perdura/repurchase/mod.ts";
import { historyOf, type ShopLine } from "../features/transactions/_shop.ts";

function labels(
  lines: readonly ShopLine[],
  { asOf, end }: { asOf: string[]; end: string },
): unknown[] {
  const history = historyOf(lines);
  const snapshots = asOf.map((iso) => {
    const asOf = new Date(iso);
    return { asOf, features: customerFeatures.at(history, asOf) };
  });
  return trainingRows(history, { end: new Date(end), snapshots })
    .select("as_of", "customer_id", "purchases", "bought_30d", "bought_60d")
    .toRecords()
    .map(({ as_of, customer_id, purchases, bought_30d, bought_60d }) => [
      (as_of as unknown as Date).toISOString().slice(5, 10),
      customer_id,
      purchases,
      bought_30d,
      bought_60d,
    ]);
}

Deno.test("trainingRows() counts purchases from the day itself to the last of the horizon", () => {
  const lines = [
    { customer: "ana", at: "2010-01-05" },
    { customer: "ana", at: "2010-02-01T00:00" }, // the first day of the future
    { customer: "eva", at: "2010-01-05" },
    { customer: "eva", at: "2010-03-02T23:59" }, // the thirtieth
    { customer: "leo", at: "2010-01-05" },
    { customer: "leo", at: "2010-03-03" }, // the thirty-first
    { customer: "zoe", at: "2010-02-01" }, // not a customer before
  ];
  assertEquals(labels(lines, { asOf: ["2010-02-01"], end: "2010-12-01" }), [
    ["02-01", "ana", 1, 1, 1],
    ["02-01", "eva", 1, 1, 1],
    ["02-01", "leo", 1, 0, 1],
  ]);
});

Deno.test("trainingRows() has no outcome of days that are not over", () => {
  const lines = [{ at: "2010-01-05" }, { at: "2010-02-10" }];
  const asOf = ["2010-02-01", "2010-03-03", "2010-03-04"];
  assertEquals(labels(lines, { asOf, end: "2010-04-02" }), [
    ["02-01", "ana", 1, 1, 1],
    ["03-03", "ana", 2, 0, null], // 30 days are over on 2 April
    ["03-04", "ana", 2, null, null],
  ]);
});

Deno.test("trainingRows() counts purchases as they were known when the days were over", () => {
  const returned = (at: string, quantity = -1) =>
    labels([
      { at: "2010-01-05", product: "BOWL" },
      { at: "2010-02-03" },
      { at, invoice: "C2", quantity },
    ], { asOf: ["2010-02-01"], end: "2010-12-01" });
  assertEquals(returned("2010-03-02"), [["02-01", "ana", 1, 0, 0]]); // the last of the 30 days
  assertEquals(returned("2010-03-03"), [["02-01", "ana", 1, 1, 1]]);
  assertEquals(returned("2010-05-01"), [["02-01", "ana", 1, 1, 1]]);
  assertEquals(returned("2010-03-02", -0.5), [["02-01", "ana", 1, 1, 1]]); // half of it is kept
});
