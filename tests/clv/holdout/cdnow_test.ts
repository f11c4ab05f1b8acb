import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { BgNbd, chooseModel, MbgNbd, ParetoNbd, validateHoldout } from "perdura/clv/mod.ts";
import { realData, withoutRealData } from "../../_data.ts";
import { readCdnow } from "../_cdnow.ts";

const sample = realData("cdnow/CDNOW_sample.txt");

// Models at the maxima of their likelihoods, and what they and CDNOW's customers do in the 39 weeks
// of the holdout: shared/research/clv.md, sections 2.2 and 2.3 (mpmath).
const models = [
  ParetoNbd.fromParams({
    r: 0.55327704685318,
    alpha: 10.5776834633023,
    s: 0.606239989127826,
    beta: 11.668735288855,
  }),
  BgNbd.fromParams({
    r: 0.242594522430157,
    alpha: 4.4136020190135,
    a: 0.792922017225598,
    b: 2.42590677682633,
  }),
  MbgNbd.fromParams({
    r: 0.524843159106298,
    alpha: 6.183085279576,
    a: 0.891359390732216,
    b: 1.61400224017034,
  }),
];

Deno.test({
  name: `validateHoldout reproduces what is known of CDNOW${withoutRealData(sample)}`,
  ignore: sample === undefined,
  fn() {
    const { summary, purchases, spend, length, history } = readCdnow(sample!);
    const report = validateHoldout(
      {
        summary,
        purchases,
        length,
        history,
        spend: { actual: spend, valuePerPurchase: new Float64Array(purchases.length).fill(35) },
      },
      models,
      { random: seededRandom(1997), replicates: 200 },
    );
    assertEquals(report.customers, 2357);
    const totals = [1665.51310721, 1653.408697943, 1576.728301896];
    totals.forEach((total, m) => {
      const score = report.scores[m]!;
      assertEquals(score.actualTotal, 1882);
      assertAlmostEquals(score.expectedTotal, total, 1e-7);
      assertAlmostEquals(score.relativeError, total / 1882 - 1, 1e-9);
      assertAlmostEquals(score.bias, (total - 1882) / 2357, 1e-9);
      assertEquals(score.floored, 0);
    });
    const byFrequency = [
      // customers, actual, Pareto/NBD, BG/NBD
      [1411, 0.237, 0.138446897, 0.2250873261],
      [439, 0.697, 0.5994706734, 0.5231311734],
      [214, 1.393, 1.195836719, 1.044134122],
      [100, 1.56, 1.713843366, 1.520279513],
      [62, 2.532, 2.398308199, 2.163865799],
      [38, 2.947, 2.907207712, 2.653845885],
      [29, 3.862, 3.818559312, 3.504042299],
      [64, 6.359, 6.403067096, 6.157190508],
    ] as const;
    byFrequency.forEach(([customers, actual, pareto, bg], x) => {
      const bin = report.byFrequency[x]!;
      assertEquals(bin.customers, customers);
      assertAlmostEquals(bin.actual, actual, 5e-4);
      assertAlmostEquals(bin.expected["pareto-nbd"]!, pareto, 1e-8);
      assertAlmostEquals(bin.expected["bg-nbd"]!, bg, 1e-8);
    });
    const inBins = report.byRecency.reduce((sum, bin) => sum + bin.customers, 0);
    assertEquals([report.byRecency[0]!.customers, inBins], [1411, 2357]);

    const { tracking } = report;
    assertEquals(tracking!.end.length, 78);
    assertEquals(tracking!.actual.cumulative[77], 4339);
    assertAlmostEquals(tracking!.expected["pareto-nbd"]!.cumulative[77]!, 4275.388264, 1e-6);
    assertAlmostEquals(tracking!.expected["bg-nbd"]!.cumulative[38]!, 2501.526199, 1e-6);
    assertAlmostEquals(tracking!.expected["bg-nbd"]!.cumulative[77]!, 4165.663765, 1e-6);

    // Every model beats the naive rules in what the mean is judged by.
    const rmse = report.scores.map((score) => score.rootMeanSquareError);
    assert(Math.max(...rmse.slice(0, 3)) < Math.min(...rmse.slice(3)), `${rmse}`);
    assertEquals(chooseModel(report, "pareto-nbd").name, "pareto-nbd");
  },
});
