import type { Random } from "perdura/core/mod.ts";
import { takeRawRows, takeValues } from "perdura/features/mod.ts";
import { GradientBoosting } from "perdura/learn/mod.ts";
import type { AuditSplit } from "./_audit_splits.ts";
import type { WayToJudge } from "./_ways_to_judge.ts";
import { OrderEncoder } from "../order_encoder.ts";

/** The trees of all steps: deep enough to learn rows by heart, as those that were published. */
const auditTrees = {
  trees: 200,
  learningRate: 0.1,
  depth: 7,
  leaves: 64,
  l2: 1,
  minimumChildWeight: 0.3,
  rowShare: 1,
  columnShare: 1,
  patience: 30,
} as const;

/**
 * Probabilities of a repurchase of the rows of a test.
 *
 * Categories become their share of repurchases in training; for the rows of training themselves,
 * that in rows which belong to something else.
 */
export async function fitAndPredict(
  { belongsTo, rows }: WayToJudge,
  { stop, test, train }: AuditSplit,
  random: Random,
): Promise<Float64Array> {
  const outcome = takeValues(rows.repurchase, train);
  const { encoder, features } = OrderEncoder.fitTransform(
    takeRawRows(rows.columns, train),
    outcome,
    { groups: Array.from(train, (row) => belongsTo[row]!), random: random.fork("encoder") },
  );
  const encoded = (at: Uint32Array) => encoder.transform(takeRawRows(rows.columns, at));
  const forest = await GradientBoosting.fit(features, outcome, {
    ...auditTrees,
    validation: { features: encoded(stop), outcome: takeValues(rows.repurchase, stop) },
    random: random.fork("trees"),
  });
  return forest.predict(encoded(test));
}
