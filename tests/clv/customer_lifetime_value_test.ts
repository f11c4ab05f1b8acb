import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import {
  acquisitionReturn,
  continuousRate,
  customerLifetimeValue,
  type CustomerSummary,
  fitGammaGamma,
  fitParetoNbd,
  GammaGamma,
  newCustomer,
  ParetoNbd,
  revenueForecast,
} from "perdura/clv/mod.ts";
import { sumOf } from "perdura/stats/mod.ts";
import { simulateParetoBase } from "./_simulate.ts";

const purchases = ParetoNbd.fromParams({
  r: 0.55327704685318,
  alpha: 10.5776834633023,
  s: 0.606239989127826,
  beta: 11.668735288855,
});
const spend = GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 });
const summary: CustomerSummary = {
  customerId: ["A", "B", "Z"],
  frequency: Float64Array.of(2, 26, 0),
  recency: Float64Array.of(213 / 7, 216 / 7, 0),
  T: Float64Array.of(272 / 7, 217 / 7, 39),
  monetaryValue: Float64Array.of(40, 73.74, NaN),
};

Deno.test("customerLifetimeValue is margin × expected value × discounted transactions", () => {
  const values = customerLifetimeValue({
    purchases,
    spend,
    summary,
    horizon: Infinity,
    discountRate: 0.0027,
    margin: 0.3,
  });
  // DERT of A and Z (mpmath, clv.md 2.3) and E[M | 2, 40], E[M] (2.3, at these parameters)
  assertAlmostEquals(values[0]!, 0.3 * 6.4824025764768 * 39.14041994751, 1e-8);
  assertAlmostEquals(values[2]!, 0.3 * 0.47476358923463 * 35.21897810219, 1e-8);
  const year = customerLifetimeValue({
    purchases,
    spend,
    summary,
    horizon: 52,
    discountRate: 0.0027,
  });
  assertAlmostEquals(year[0]!, 1.7354359546733 * 39.14041994751, 1e-8);
});

Deno.test("customerLifetimeValue is 0 for nobody and nothing, not NaN, and infinite where it is", () => {
  const heavyTail = GammaGamma.fromParams({ p: 6, q: 0.9, v: 15 });
  const options = { purchases, summary, discountRate: 0.0027 };
  const none = customerLifetimeValue({ ...options, spend: heavyTail, horizon: 0 });
  assertEquals(none, Float64Array.of(0, 0, 0));
  const some = customerLifetimeValue({ ...options, spend: heavyTail, horizon: 52 });
  assert(some[0]! > 0 && some[1]! > 0 && some[2] === Infinity);
});

Deno.test("customerLifetimeValue refuses a sum without end", () => {
  const options = { purchases, spend, summary };
  assertThrows(
    () => customerLifetimeValue({ ...options, horizon: Infinity, discountRate: 0 }),
    InputError,
    "discount rate above 0 or a horizon",
  );
  assertThrows(
    () => customerLifetimeValue({ ...options, horizon: 52, discountRate: 0.1, margin: NaN }),
    InputError,
    "margin",
  );
});

Deno.test("continuousRate discounts a year by the annual rate", () => {
  const perWeek = continuousRate(0.15, 365.25 / 7);
  assertAlmostEquals(Math.exp(-perWeek * 365.25 / 7), 1 / 1.15, 1e-15);
  assertThrows(() => continuousRate(-0.1, 52), InputError);
});

Deno.test("acquisitionReturn finds the first period in which a customer has paid for itself", () => {
  const options = {
    purchases,
    spend,
    summary,
    horizon: 104,
    discountRate: 0.0027,
    margin: 0.3,
    acquisitionCost: 15,
    period: 4,
  };
  const { value, ratio, payback } = acquisitionReturn(options);
  const valueAt = (horizon: number): Float64Array => customerLifetimeValue({ ...options, horizon });
  assertEquals(value, valueAt(104));
  payback.forEach((time, i) => {
    assertAlmostEquals(ratio[i]!, value[i]! / 15, 1e-12);
    if (time === Infinity) assert(value[i]! < 15);
    else {
      assertEquals(time % 4, 0);
      assert(valueAt(time)[i]! >= 15 && valueAt(time - 4)[i]! < 15);
    }
  });
  assertEquals(payback[2], Infinity);
  assert(payback[1]! <= payback[0]!);
});

Deno.test("acquisitionReturn of a new customer counts the first purchase", () => {
  const options = {
    purchases,
    spend,
    summary: newCustomer,
    horizon: 104,
    discountRate: 0.0027,
    margin: 0.3,
    period: 1,
    firstPurchase: true,
  };
  const first = 0.3 * spend.expectedValue();
  const cheap = acquisitionReturn({ ...options, acquisitionCost: first - 0.01 });
  assertEquals(cheap.payback[0], 0);
  const dear = acquisitionReturn({ ...options, acquisitionCost: first + 0.5 });
  assert(dear.payback[0]! > 0 && dear.payback[0]! < Infinity);
  const repeat = purchases.discountedExpectedTransactions(0.0027, newCustomer, 104)[0]!;
  assertAlmostEquals(dear.value[0]!, first * (1 + repeat), 1e-10);
  // Without discount, a new customer's repeat purchases are E[X(t)].
  assertAlmostEquals(
    purchases.discountedExpectedTransactions(0, newCustomer, 104)[0]!,
    purchases.expectedPurchases(104),
    1e-12,
  );
});

Deno.test("acquisitionReturn takes each customer's own cost, and refuses what is none", () => {
  const options = {
    purchases,
    spend,
    summary,
    horizon: 52,
    discountRate: 0.0027,
    period: 4,
  };
  const { ratio, value } = acquisitionReturn({
    ...options,
    acquisitionCost: Float64Array.of(1, 2, 4),
  });
  assertAlmostEquals(ratio[2]!, value[2]! / 4, 1e-12);
  assertThrows(() => acquisitionReturn({ ...options, acquisitionCost: 0 }), InputError, "above 0");
  assertThrows(
    () => acquisitionReturn({ ...options, acquisitionCost: 5, horizon: Infinity }),
    InputError,
    "finite horizon",
  );
});

const base = { customers: 600, r: 0.9, alpha: 5, s: 0.8, beta: 10 };

Deno.test("revenueForecast adds up: purchases, revenue and periods", () => {
  const data = simulateParetoBase({ ...base, seed: 12 });
  const models = { purchases: fitParetoNbd(data), spend: fitGammaGamma(data) };
  const forecast = revenueForecast({
    ...models,
    summary: data,
    periodLength: 4,
    draws: 400,
    seed: 1,
  });
  assertEquals(forecast.periods.length, 12);
  const value = models.spend.conditionalExpectedValue(data);
  const counts = models.purchases.conditionalExpectedPurchases(48, data);
  assertAlmostEquals(forecast.total.purchases, sumOf(counts), 1e-8);
  assertAlmostEquals(forecast.total.revenue, sumOf(counts, value), 1e-6);
  assertEquals([forecast.total.from, forecast.total.to], [0, 48]);
  let last = Infinity;
  forecast.periods.forEach((period, k) => {
    assertEquals([period.from, period.to], [4 * k, 4 * k + 4]);
    assert(0 <= period.lower && period.lower < period.revenue && period.revenue < period.upper);
    assert(period.revenue < last, "a base without new customers shrinks");
    last = period.revenue;
  });
  // The months share their parameters: the year is wider than independent months would be.
  const width = (period: { lower: number; upper: number }): number => period.upper - period.lower;
  const independent = Math.hypot(...forecast.periods.map(width));
  assert(width(forecast.total) > 1.1 * independent);
  const again = revenueForecast({
    ...models,
    summary: data,
    periodLength: 4,
    draws: 400,
    seed: 1,
  });
  assertEquals(again, forecast);
});

Deno.test("revenueForecast of a weighted base is that of the repeated one", () => {
  const data = simulateParetoBase({ ...base, customers: 200, seed: 13 });
  const models = { purchases: fitParetoNbd(data), spend: fitGammaGamma(data) };
  const forecast = (weight: number) =>
    revenueForecast({
      ...models,
      summary: { ...data, weight: new Float64Array(200).fill(weight) },
      periodLength: 4,
      periods: 3,
      seed: 1,
    }).total;
  const one = forecast(1), nine = forecast(9);
  assertAlmostEquals(nine.revenue, 9 * one.revenue, 1e-6);
  const relative = (total: typeof one): number => (total.upper - total.lower) / total.revenue;
  // What customers do averages out, what is not known about the parameters does not.
  assert(relative(nine) < 0.9 * relative(one) && relative(nine) > relative(one) / 3);
});

Deno.test("revenueForecast refuses periods that are none", () => {
  const data = simulateParetoBase({ ...base, customers: 50, seed: 13 });
  assertThrows(
    () => revenueForecast({ purchases, spend, summary: data, periodLength: 0, seed: 1 }),
    InputError,
    "whole number of periods",
  );
});
