import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { unknownCustomer } from "perdura/clean/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { customerSummary, toCustomerSummary } from "perdura/features/mod.ts";
import { day, type TestPurchase, transactionsTable } from "./_transactions.ts";

const rows = (summary: pl.DataFrame) =>
  summary.drop("first_purchase", "log_intervals", "currency").rows();

Deno.test("customerSummary counts days with purchases, the first one apart", () => {
  const summary = customerSummary(
    transactionsTable([
      { at: "2010-01-01T23:59", sales: 100 },
      { at: "2010-01-01T00:00", sales: 1 },
      { at: "2010-01-15T08:00", sales: 20 },
      { at: "2010-01-15T18:00", sales: 30 },
      { at: "2010-01-20", sales: 10 },
      { customer: "leo", at: "2010-01-03", sales: 7 },
    ]),
    { unit: "day", observationEnd: day("2010-01-31") },
  );
  assertEquals(rows(summary), [["ana", 2, 19, 30, 30], ["leo", 0, 0, 28, null]]);
  assertEquals(summary.columns, [
    "customer_id",
    "first_purchase",
    "frequency",
    "recency",
    "T",
    "monetary_value",
    "log_intervals",
    "currency",
  ]);
  assertEquals(summary.select(pl.col("first_purchase").cast(pl.Utf8)).rows(), [
    ["2010-01-01"],
    ["2010-01-03"],
  ]);
});

Deno.test("customerSummary counts in weeks unless told otherwise, to the last transaction", () => {
  const table = transactionsTable([{ at: "2010-01-01" }, { at: "2010-01-08" }, {
    customer: "leo",
    at: "2010-01-11T23:59",
  }]);
  assertEquals(rows(customerSummary(table)), [["ana", 1, 1, 10 / 7, 10], ["leo", 0, 0, 0, null]]);
});

Deno.test("customerSummary includes the last day and leaves out those who came after it", () => {
  const table = transactionsTable([
    { at: "2010-01-01" },
    { at: "2010-01-08T23:59" },
    { at: "2010-01-09T00:00" },
    { customer: "leo", at: "2010-01-09" },
  ]);
  const summary = customerSummary(table, { unit: "day", observationEnd: day("2010-01-08") });
  assertEquals(rows(summary), [["ana", 1, 7, 7, 10]]);
});

Deno.test("customerSummary leaves out customers whom nobody knows", () => {
  const table = transactionsTable([
    { customer: null, at: "2010-01-01" },
    { customer: unknownCustomer, at: "2010-01-01" },
    { at: "2010-01-01" },
  ]);
  assertEquals(rows(customerSummary(table)), [["ana", 0, 0, 0, null]]);
});

Deno.test("customerSummary sums the logarithms of the times between purchase days", () => {
  const table = transactionsTable([
    { at: "2010-01-01" },
    { at: "2010-01-15T10:00" },
    { at: "2010-01-15T18:00" },
    { at: "2010-01-18" },
    { customer: "leo", at: "2010-01-02" },
  ]);
  const logs = (unit: "day" | "week") =>
    customerSummary(table, { unit }).getColumn("log_intervals").toArray() as number[];
  assertAlmostEquals(logs("day")[0]!, Math.log(14 * 3), 1e-12);
  assertAlmostEquals(logs("week")[0]!, Math.log(2 * 3 / 7), 1e-12);
  assertEquals([logs("day")[1], logs("week")[1]], [0, 0]);
});

Deno.test("customerSummary keeps a repeat purchase that cost nothing", () => {
  const table = transactionsTable([{ at: "2010-01-01" }, { at: "2010-01-08", sales: 0 }]);
  assertEquals(rows(customerSummary(table)), [["ana", 1, 1, 1, 0]]);
});

Deno.test("customerSummary says so where there is no transaction", () => {
  assertThrows(
    () => customerSummary(transactionsTable([])),
    InputError,
    "at least one transaction",
  );
  assertEquals(
    customerSummary(transactionsTable([]), { observationEnd: day("2010-01-01") }).height,
    0,
  );
});

Deno.test("toCustomerSummary gives arrays, NaN where there is no repeat purchase", () => {
  const summary = toCustomerSummary(customerSummary(transactionsTable([
    { at: "2010-01-01" },
    { at: "2010-01-08", sales: 30 },
    { customer: "leo", at: "2010-01-15" },
  ])));
  assertEquals(summary, {
    customerId: ["ana", "leo"],
    frequency: Float64Array.of(1, 0),
    recency: Float64Array.of(1, 0),
    T: Float64Array.of(2, 0),
    monetaryValue: Float64Array.of(30, NaN),
    logIntervals: Float64Array.of(0, 0),
  });
});

const purchase: fc.Arbitrary<TestPurchase> = fc.record({
  customer: fc.constantFrom("ana", "leo", "eva", null),
  at: fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 })).map((
    [date, hour],
  ) => `2010-02-${String(date).padStart(2, "0")}T${String(hour).padStart(2, "0")}:30`),
  sales: fc.integer({ min: 0, max: 50_000 }).map((pence) => pence / 100),
});
const purchases = fc.array(purchase, { maxLength: 25 });
const observationEnd = day("2010-02-20");
const options = { unit: "day", observationEnd } as const;

function assertSame(actual: pl.DataFrame, expected: pl.DataFrame): void {
  const [a, b] = [rows(actual), rows(expected)];
  assertEquals(a.length, b.length);
  a.forEach((row, i) =>
    row.forEach((value: unknown, j: number) => {
      const other = b[i]![j];
      if (typeof value === "number") assertAlmostEquals(value, other, 1e-9);
      else assertEquals(value, other);
    })
  );
}

Deno.test("customerSummary keeps 0 ≤ recency ≤ T, and recency and value only with repeats", () => {
  fc.assert(
    fc.property(purchases, (purchases) => {
      for (const row of customerSummary(transactionsTable(purchases), options).toRecords()) {
        const { frequency, recency, T, monetary_value } = row as Record<string, number | null>;
        assert(0 <= recency! && recency! <= T! && frequency! <= recency!);
        assertEquals(recency! > 0, frequency! > 0);
        assertEquals(monetary_value === null, frequency === 0);
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("customerSummary does not depend on the order of rows", () => {
  const shuffled = purchases.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
  );
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      assertSame(
        customerSummary(transactionsTable(other), options),
        customerSummary(transactionsTable(all), options),
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("customerSummary does not notice a row that is split into two of the same day", () => {
  fc.assert(
    fc.property(purchases, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const split = all.flatMap((row) => [
        { ...row, sales: row.sales! * share },
        { ...row, sales: row.sales! * (1 - share), at: `${row.at.slice(0, 10)}T05:00` },
      ]);
      assertSame(
        customerSummary(transactionsTable(split), options),
        customerSummary(transactionsTable(all), options),
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("customerSummary does not look into the future", () => {
  fc.assert(
    fc.property(purchases, (all) => {
      const past = all.filter(({ at }) => at < "2010-02-21");
      assertSame(
        customerSummary(transactionsTable(all), options),
        customerSummary(transactionsTable(past), options),
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("customerSummary in weeks is the one in days, times divided by seven", () => {
  fc.assert(
    fc.property(purchases, (all) => {
      const days = customerSummary(transactionsTable(all), options);
      assertSame(
        customerSummary(transactionsTable(all), { observationEnd }),
        days.withColumns(pl.col("recency").div(pl.lit(7)), pl.col("T").div(pl.lit(7))),
      );
    }),
    { numRuns: 50 },
  );
});
