import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import {
  organicByMonth,
  repurchasesBy,
  repurchasesByDelivery,
  repurchasesByMonth,
} from "perdura/repurchase/shop/mod.ts";

const moments = (name: string, ...days: string[]) =>
  pl.Series(name, days.map((day) => Date.parse(day)), pl.Float64).cast(pl.Int64)
    .cast(pl.Datetime("ms"));
const rows = pl.DataFrame([
  moments("order_date", "2024-01-31T23:59:59Z", "2024-01-01", "2024-02-01", "2024-05-01"),
  pl.Series("traffic_source", ["Email", null, "Email", "Email"] as string[], pl.Utf8),
  pl.Series("delivery_days", [1.99, 2, 9, 3], pl.Float64),
  pl.Series("repurchase", [1, 0, 1, null] as number[], pl.Int32),
  pl.Series("has_full_follow_up", [true, true, true, false], pl.Bool),
]);

Deno.test("repurchasesBy counts known answers only, and missing values as a group", () => {
  assertEquals(repurchasesBy(rows, "traffic_source"), [
    { name: "Email", rows: 2, yes: 2 },
    { name: "unknown", rows: 1, yes: 0 },
  ]);
});

Deno.test("repurchasesByDelivery puts days into ascending groups", () => {
  assertEquals(repurchasesByDelivery(rows), [
    { name: "less than 2 days", rows: 1, yes: 1 },
    { name: "2 to 4 days", rows: 1, yes: 0 },
    { name: "8 days or more", rows: 1, yes: 1 },
  ]);
});

Deno.test("repurchasesByMonth takes months in universal time, with Wilson's interval", () => {
  const [january, february] = repurchasesByMonth(rows);
  assertEquals([january!.month.toISOString().slice(0, 10), january!.value, january!.weight], [
    "2024-01-01",
    0.5,
    2,
  ]);
  assertEquals(february!.month.toISOString().slice(0, 10), "2024-02-01");
  // Wilson, 1 of 2: R, binom::binom.confint(1, 2, methods = "wilson").
  assertAlmostEquals(january!.lower, 0.0945, 1e-4);
  assertAlmostEquals(january!.upper, 0.9055, 1e-4);
});

Deno.test("organicByMonth gives the share of unpaid search among page views", () => {
  const traffic = pl.DataFrame([
    moments("month", "2024-01-01", "2024-01-01", "2024-02-01"),
    pl.Series("traffic_source", ["Organic", "Email", "Email"], pl.Utf8),
    pl.Series("page_views", [1, 3, 5], pl.Int32),
  ]);
  assertEquals(organicByMonth(traffic).map(({ value }) => value), [0.25, 0]);
});
