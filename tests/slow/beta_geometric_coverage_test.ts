import { assert } from "@std/assert";
import { BgNbd, fitBgNbd, fitMbgNbd, MbgNbd, predictionIntervals } from "perdura/clv/mod.ts";
import { sumOf } from "perdura/stats/mod.ts";
import { simulateBase } from "../clv/_simulate.ts";

const truth = { r: 0.9, alpha: 5, a: 0.8, b: 2.5 };
const bases = 400;
// A share of 0.95 of 400 varies by 0.011; delta intervals of 1,000 customers are a little off too.
const expected = { least: 0.91, most: 0.985 };

for (
  const [name, modified, fit, at] of [
    ["fitBgNbd", false, fitBgNbd, BgNbd.fromParams(truth)],
    ["fitMbgNbd", true, fitMbgNbd, MbgNbd.fromParams(truth)],
  ] as const
) {
  Deno.test(`${name}: 95 % intervals contain the truth in 95 % of simulated bases`, () => {
    const hits: Record<string, number> = { r: 0, alpha: 0, a: 0, b: 0, purchases: 0 };
    for (let seed = 0; seed < bases; seed++) {
      const summary = simulateBase({ ...truth, customers: 1000, modified, seed: 1000 + seed });
      const model = fit(summary);
      const intervals = model.parameterIntervals();
      for (const parameter of ["r", "alpha", "a", "b"] as const) {
        const { lower, upper } = intervals[parameter]!;
        if (lower <= truth[parameter] && truth[parameter] <= upper) hits[parameter]!++;
      }
      const { total } = predictionIntervals(
        [model as BgNbd],
        (m) => m.conditionalExpectedPurchases(26, summary),
      );
      const purchases = sumOf(at.conditionalExpectedPurchases(26, summary));
      if (total.lower <= purchases && purchases <= total.upper) hits.purchases!++;
    }
    for (const [what, count] of Object.entries(hits)) {
      const share = count / bases;
      assert(share >= expected.least && share <= expected.most, `${what}: ${share}`);
    }
  });
}
