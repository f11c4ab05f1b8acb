import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import type { CustomerSummary } from "perdura/clv/mod.ts";
import { checkSummary } from "perdura/clv/check_summary.ts";

const good: CustomerSummary = {
  customerId: ["a", "b", "c"],
  frequency: Float64Array.of(0, 2, 1),
  recency: Float64Array.of(0, 5, 9),
  T: Float64Array.of(9, 8, 9),
};

Deno.test("checkSummary takes what the models are for", () => {
  assertEquals(checkSummary(good), undefined);
  assertEquals(checkSummary({ ...good, weight: Float64Array.of(0, 1, 2.5) }), undefined);
});

const bad: [what: string, change: Partial<CustomerSummary>, message: string][] = [
  ["columns of unequal length", { T: Float64Array.of(9, 8) }, "2 (T) rows"],
  [
    "half a purchase",
    { frequency: Float64Array.of(0, 2.5, 1) },
    'row 2 of the customer summary (customer "b")',
  ],
  ["fewer than no purchases", { frequency: Float64Array.of(0, -1, 1) }, "frequency is -1"],
  [
    "a last purchase after the end",
    { recency: Float64Array.of(0, 8.5, 9) },
    "recency is 8.5 and T is 8",
  ],
  ["a time that is no number", { T: Float64Array.of(9, NaN, 9) }, "T is NaN"],
  ["observation without end", { T: Float64Array.of(9, Infinity, 9) }, "T is Infinity"],
  [
    "a repeat purchase at time 0",
    { recency: Float64Array.of(0, 5, 0) },
    "count purchases of one day",
  ],
  [
    "a last repeat purchase without one",
    { recency: Float64Array.of(1, 5, 9) },
    "frequency is 0 but",
  ],
  ["a negative weight", { weight: Float64Array.of(1, -1, 1) }, "weight is -1"],
  [
    "covariates for other customers",
    { covariates: { dropout: { rows: 2, columns: 1, values: Float64Array.of(1, 2) } } },
    "dropout covariates: they have 2 rows",
  ],
  [
    "a covariate that is missing",
    { covariates: { purchase: { rows: 3, columns: 1, values: Float64Array.of(1, NaN, 2) } } },
    'customer "b"): a purchase covariate is NaN',
  ],
];
for (const [what, change, message] of bad) {
  Deno.test(`checkSummary refuses ${what}`, () => {
    assertThrows(() => checkSummary({ ...good, ...change }), InputError, message);
  });
}
