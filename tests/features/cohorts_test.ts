import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { cohorts } from "perdura/features/mod.ts";
import { day, transactionsTable } from "./_transactions.ts";

Deno.test("cohorts follows the customers of a month through the months after it", () => {
  const grid = cohorts(
    transactionsTable([
      { customer: "ana", at: "2009-12-31T23:59", sales: 10, invoice: "1" },
      { customer: "ana", at: "2010-02-01T00:00", sales: 5, invoice: "2" },
      { customer: "ana", at: "2010-02-03", sales: 5, invoice: "3" },
      { customer: "ana", at: "2010-02-03", sales: 2, invoice: "3" },
      { customer: "leo", at: "2009-12-01", sales: 30, invoice: "4" },
      { customer: "eva", at: "2010-02-10", sales: 8, invoice: "5" },
      { customer: null, at: "2010-01-10" },
      { customer: "ana", at: "2010-02-21", sales: 99 }, // not before the as-of date
    ]),
    { asOf: day("2010-02-21") },
  ).withColumns(pl.col("cohort").cast(pl.Utf8), pl.col("month").cast(pl.Utf8));
  assertEquals(grid.drop("currency").rows(), [
    ["2009-12-01", 0, "2009-12-01", 2, 2, 1, 2, 40, 20, false],
    ["2009-12-01", 1, "2010-01-01", 2, 0, 0, 0, 0, 0, false],
    ["2009-12-01", 2, "2010-02-01", 2, 1, 0.5, 2, 12, 6, true],
    ["2010-02-01", 0, "2010-02-01", 1, 1, 1, 1, 8, 8, true],
  ]);
  assertEquals(grid.columns, [
    "cohort",
    "month_offset",
    "month",
    "customers",
    "active_customers",
    "retention",
    "orders",
    "revenue",
    "revenue_per_customer",
    "is_partial",
    "currency",
  ]);
  assertEquals(grid.getColumn("currency").toArray(), ["EUR", "EUR", "EUR", "EUR"]);
});

Deno.test("cohorts takes a month as complete when the observation ends with it", () => {
  const partial = (asOf: string) =>
    cohorts(transactionsTable([{ at: "2010-01-05" }]), { asOf: day(asOf) })
      .getColumn("is_partial").toArray();
  assertEquals(partial("2010-01-31"), [true]);
  assertEquals(partial("2010-02-01"), [false]);
  assertEquals(partial("2010-02-02"), [false, true]);
});

Deno.test("cohorts accounts for every customer and all revenue", () => {
  const purchase = fc.record({
    customer: fc.constantFrom("ana", "leo", "eva", "max"),
    at: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 28 }))
      .map(([month, date]) => `2010-0${month}-${date}`),
    sales: fc.integer({ min: 0, max: 99 }),
  });
  const purchases = fc.array(purchase, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(purchases, (purchases) => {
      const grid = cohorts(transactionsTable(purchases));
      const total = purchases.reduce((sum, { sales }) => sum + sales, 0);
      assertAlmostEquals(grid.getColumn("revenue").sum(), total, 1e-9);
      assertEquals(grid.getColumn("orders").sum(), purchases.length);
      const first = grid.filter(pl.col("month_offset").eq(pl.lit(0)));
      assertEquals(
        first.getColumn("customers").sum(),
        new Set(purchases.map(({ customer }) => customer)).size,
      );
      assertEquals(first.getColumn("retention").toArray(), first.rows().map(() => 1));
    }),
    { numRuns: 30 },
  );
});
