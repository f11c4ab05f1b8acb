import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";
import { fitParetoNbd } from "perdura/clv/mod.ts";
import { customerSummary, toCustomerSummary } from "perdura/features/mod.ts";
import { forecastNames, purchaseProbability, repurchaseBacktest } from "perdura/repurchase/mod.ts";
import { sampleExponential, sampleGamma } from "perdura/stats/samplers.ts";

const day = 86_400_000;
const start = Date.parse("2010-01-01");
const dateOf = (offset: number) => new Date(start + offset * day);

/** Purchases of simulated customers over 300 days; what is bought on the last 30 can be changed. */
function shop(lastDays: "as usual" | "nothing" = "as usual"): pl.DataFrame {
  const random = seededRandom(7);
  const ids: string[] = [], moments: number[] = [];
  for (let i = 0; i < 400; i++) {
    const rate = sampleGamma(random, 1, 40), death = sampleExponential(random, 1 / 200);
    const birth = 150 * random.next();
    for (let t = birth; t < Math.min(300, birth + death); t += sampleExponential(random, rate)) {
      if (lastDays === "nothing" && t >= 270) continue;
      ids.push(`c${String(i).padStart(3, "0")}`);
      moments.push(start + Math.floor(t) * day);
    }
  }
  return pl.DataFrame([
    pl.Series("customer_id", ids, pl.Utf8),
    pl.Series("timestamp", moments, pl.Float64).cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.Series("sales", ids.map(() => 10), pl.Float64),
    pl.Series("currency", ids.map(() => "EUR"), pl.Utf8),
  ]);
}
const options = { end: dateOf(299), days: 30, model: "pareto-nbd" } as const;

Deno.test("repurchaseBacktest() forecasts from what was known, and nothing else", () => {
  const usual = repurchaseBacktest(shop(), options)!;
  const quiet = repurchaseBacktest(shop("nothing"), options)!;
  assertEquals(quiet.forecasts, usual.forecasts);
  assertNotEquals(quiet.bought, usual.bought);
  assertEquals(usual.madeOn, dateOf(269));
});

Deno.test("repurchaseBacktest() fits the model to the past before the window", () => {
  const { forecasts, bought, customers } = repurchaseBacktest(shop(), options)!;
  const summary = toCustomerSummary(customerSummary(shop(), { observationEnd: dateOf(269) }));
  assertEquals([customers, bought.length], [400, 400]);
  assertEquals(
    forecasts["pareto-nbd"],
    purchaseProbability(fitParetoNbd(summary), 30 / 7, summary),
  );
});

Deno.test("repurchaseBacktest() learns its baselines from the window before", () => {
  const { forecasts } = repurchaseBacktest(shop(), options)!;
  const before = shop().filter(
    pl.col("timestamp").cast(pl.Float64).ltEq(pl.lit(dateOf(269).getTime())).and(
      pl.col("timestamp").cast(pl.Float64).gt(pl.lit(dateOf(239).getTime())),
    ),
  );
  const buyers = new Set(before.getColumn("customer_id").toArray()).size;
  // All 400 have come by day 150; one yes and one no are added.
  assertAlmostEquals(forecasts[forecastNames.baseRate]![0]!, (buyers + 1) / 402, 1e-12);
});

Deno.test("repurchaseBacktest() says nothing where the past is too short", () => {
  assertEquals(repurchaseBacktest(shop(), { ...options, days: 120 }), undefined);
});
