import { seededRandom } from "perdura/core/mod.ts";
import {
  bootstrapInterval,
  calibrate,
  compareProbabilities,
  LogisticRegression,
  orderedProbabilities,
  rocAuc,
} from "perdura/learn/mod.ts";
import { sampleNormal } from "perdura/stats/mod.ts";

const rows = 100_000;
const random = seededRandom(1);
const columns = Array.from(
  { length: 30 },
  () => Float64Array.from({ length: rows }, () => sampleNormal(random)),
);
const features = { names: columns.map((_, j) => `x${j}`), columns };
const p = columns[0]!.map((x, i) => 1 / (1 + Math.exp(2 - x - 0.5 * columns[1]![i]!)));
const outcome = p.map((value) => random.next() < value ? 1 : 0);
const groups = Array.from(outcome, () => random.integer(20_000));
const ordered = orderedProbabilities(p);
const million = Float64Array.from({ length: 1_000_000 }, () => random.next());

Deno.bench("ROC-AUC, 100,000 rows in order", () => {
  rocAuc(ordered, outcome);
});

Deno.bench("ROC-AUC with its interval, 100,000 rows of 20,000 customers, 200 replicates", () => {
  bootstrapInterval((weight) => rocAuc(ordered, outcome, weight), {
    groups,
    random: seededRandom(2),
  });
});

Deno.bench("all measures of two forecasts with intervals, 100,000 rows, 200 replicates", () => {
  compareProbabilities({ outcome, forecasts: { p, noise: columns[2]! }, groups }, seededRandom(2));
});

Deno.bench("logistic regression, 100,000 rows of 30 features", () => {
  LogisticRegression.fit(features, outcome);
});

Deno.bench("isotonic calibration, 100,000 rows learnt and 1,000,000 put right", () => {
  calibrate(p, outcome, { method: "isotonic" }).apply(million);
});
