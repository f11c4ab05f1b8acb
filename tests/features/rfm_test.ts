import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { rfm } from "perdura/features/mod.ts";
import { day, transactionsTable } from "./_transactions.ts";

Deno.test("rfm sums up what a customer bought, and when last", () => {
  const table = rfm(
    transactionsTable([
      { invoice: "1", at: "2010-01-01T09:00", sales: 10, category: "Party", country: "France" },
      { invoice: "1", at: "2010-01-01T09:00", sales: 20, category: "Party", country: "France" },
      { invoice: "2", at: "2010-01-03T09:00", sales: 5, category: "Garden", country: "Spain" },
      { invoice: "3", at: "2010-01-03T18:00", sales: 9, category: "Toys", country: "Spain" },
      { invoice: "3", at: "2010-01-03T18:00", sales: 1, category: "Bags", country: null },
      { invoice: "3", at: "2010-01-03T18:00", sales: 0, category: null, country: null },
      { invoice: "4", at: "2010-01-06T00:00", sales: 99 }, // not before the as-of date
      { invoice: "5", at: "2010-01-05T23:59", customer: null },
      { invoice: "6", at: "2010-01-05T23:59", customer: "leo", category: null, country: null },
    ]),
    { asOf: day("2010-01-06") },
  );
  assertEquals(table.drop("first_purchase", "last_purchase").toRecords(), [
    {
      customer_id: "ana",
      days_since_last: 3,
      order_count: 3,
      revenue: 45,
      mean_basket: 15,
      favourite_categories: "Party; Toys; Garden", // two lines; then by revenue
      country: "Spain", // as many lines as France, bought from later
      r_score: 2,
      f_score: 4,
      m_score: 4,
      currency: "EUR",
    },
    {
      customer_id: "leo",
      days_since_last: 1,
      order_count: 1,
      revenue: 10,
      mean_basket: 10,
      favourite_categories: null,
      country: null,
      r_score: 4,
      f_score: 2,
      m_score: 2,
      currency: "EUR",
    },
  ]);
});

Deno.test("rfm looks at everything up to the last transaction by default", () => {
  const table = rfm(transactionsTable([{ at: "2010-01-01" }, { at: "2010-01-05T23:59" }]));
  assertEquals(table.getColumn("days_since_last").toArray(), [1]);
});

Deno.test("rfm scores fifths of the customers, the best with 5", () => {
  const table = rfm(transactionsTable(
    Array.from({ length: 10 }, (_, i) => ({
      customer: `c${i}`,
      at: `2010-01-${String(10 + i).padStart(2, "0")}`,
      sales: i,
    })),
  ));
  const fifths = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
  assertEquals(table.getColumn("r_score").toArray(), fifths);
  assertEquals(table.getColumn("m_score").toArray(), fifths);
  assertEquals(table.getColumn("f_score").toArray(), fifths.map(() => 3)); // all equal: the middle
});

Deno.test("rfm gives equal scores to equal values and never less to more", () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(amounts, (amounts) => {
      const table = rfm(transactionsTable(
        amounts.map((sales, i) => ({ customer: `c${i}`, at: "2010-01-01", sales })),
      ));
      const scored = table.select("revenue", "m_score").rows()
        .sort(([a], [b]) => a - b) as [number, number][];
      scored.forEach(([revenue, score], i) => {
        const [before, lower] = scored[i - 1] ?? [-1, 1];
        assertEquals(revenue === before ? score === lower : score >= lower, true);
        assertEquals(score >= 1 && score <= 5, true);
      });
    }),
    { numRuns: 30 },
  );
});
