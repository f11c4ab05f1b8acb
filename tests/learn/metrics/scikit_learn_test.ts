import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  brierDecomposition,
  brierScore,
  brierSkill,
  calibrationError,
  classificationReport,
  confusionMatrix,
  logLoss,
  prAuc,
  prCurve,
  rocAuc,
  rocCurve,
} from "perdura/learn/mod.ts";
import fixture from "../../fixtures/learn/metrics.json" with { type: "json" };

/** Written by tests/fixtures/learn/make_metrics.py; null for NaN. */
type Number = number | null | "Infinity";
const toNumber = (value: Number) => value === null ? NaN : Number(value);

function assertClose(actual: Iterable<number>, expected: readonly Number[]): void {
  const values = [...actual];
  assertEquals(values.length, expected.length);
  values.forEach((value, i) => {
    const wanted = toNumber(expected[i]!);
    if (Number.isFinite(wanted)) assertAlmostEquals(value, wanted, 1e-9);
    else assertEquals(value, wanted);
  });
}

for (const { name, expected, threshold, bins, ...columns } of fixture.cases) {
  const p = Float64Array.from(columns.p), y = Float64Array.from(columns.y);
  const weight = columns.weight === null ? undefined : Float64Array.from(columns.weight);

  Deno.test(`measures of probabilities equal scikit-learn's: ${name}`, () => {
    assertClose(
      [rocAuc(p, y, weight), prAuc(p, y, weight), logLoss(p, y, weight), brierScore(p, y, weight)],
      [expected.rocAuc, expected.prAuc, expected.logLoss, expected.brier],
    );
    assertClose([brierSkill(p, y, weight && { weight })], [expected.brierSkill]);
  });

  Deno.test(`ROC and precision-recall curves equal scikit-learn's: ${name}`, () => {
    const roc = rocCurve(p, y, weight), [fpr, tpr, rocThreshold] = expected.rocCurve;
    assertClose(roc.falsePositiveRate, fpr as Number[]);
    assertClose(roc.truePositiveRate, tpr as Number[]);
    assertClose(roc.threshold, rocThreshold as Number[]);
    const pr = prCurve(p, y, weight), [precision, recall, prThreshold] = expected.prCurve;
    assertClose(pr.precision, precision!);
    assertClose(pr.recall, recall!);
    assertClose(pr.threshold, prThreshold!);
  });

  Deno.test(`confusion matrix and classification report equal scikit-learn's: ${name}`, () => {
    assertClose(Object.values(confusionMatrix(p, y, threshold, weight)), expected.confusion);
    const report = classificationReport(p, y, threshold, weight);
    assertEquals(report.map(({ label }) => label), [
      "0",
      "1",
      "accuracy",
      "macro avg",
      "weighted avg",
    ]);
    for (const { label, ...row } of report) {
      if (label === "accuracy") {
        assertClose([row["f1-score"]], [expected.report.accuracy]);
        continue;
      }
      const wanted = expected.report[label];
      assertClose(
        [row.precision!, row.recall!, row["f1-score"], row.support],
        [wanted.precision, wanted.recall, wanted["f1-score"], wanted.support],
      );
    }
  });

  if (bins === null) continue;
  Deno.test(`calibration error and parts of the Brier score equal numpy's: ${name}`, () => {
    const parts = brierDecomposition(p, y, bins);
    assertClose(
      [calibrationError(p, y, bins), parts.reliability, parts.resolution, parts.uncertainty],
      [
        expected.calibrationError!,
        expected.reliability!,
        expected.resolution!,
        expected.uncertainty!,
      ],
    );
    assertClose([parts.brier], [expected.brier]);
  });
}
