import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { customerDays, customerSummary } from "perdura/features/mod.ts";
import { day, transactionsTable } from "./_transactions.ts";

const transactions = transactionsTable([
  { at: "2011-01-10T18:00:00" },
  { at: "2011-01-03T09:00:00" },
  { at: "2011-01-10T08:00:00" },
  { at: "2011-02-20" },
  { at: "2011-01-01", customer: "leo" },
]);

Deno.test("customerDays() knows on each day what was known then", () => {
  const { days, purchases, summary } = customerDays(transactions, {
    customer: "ana",
    observationEnd: day("2011-01-17"),
    unit: "day",
    every: 5,
  });
  assertEquals(days.map((date) => date.getUTCDate()), [3, 8, 10, 13, 17]);
  assertEquals(purchases, [day("2011-01-03"), day("2011-01-10")]);
  assertEquals(summary.frequency, Float64Array.of(0, 0, 1, 1, 1));
  assertEquals(summary.recency, Float64Array.of(0, 0, 7, 7, 7));
  assertEquals(summary.T, Float64Array.of(0, 5, 7, 10, 14));
});

Deno.test("customerDays() ends with the customer's row of the summary", () => {
  const observationEnd = day("2011-03-01");
  const { summary } = customerDays(transactions, { customer: "ana", observationEnd });
  const [row] = customerSummary(transactions, { observationEnd }).toRecords();
  assertEquals(
    [summary.frequency.at(-1), summary.recency.at(-1), summary.T.at(-1)],
    [row!["frequency"], row!["recency"], row!["T"]],
  );
});

Deno.test("customerDays() refuses a customer who has not bought yet", () => {
  assertThrows(
    () => customerDays(transactions, { customer: "eva", observationEnd: day("2011-03-01") }),
    InputError,
    'Cannot follow the customer "eva"',
  );
});
