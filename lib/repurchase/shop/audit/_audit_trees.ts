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
 * Trees are grown twice: to count how many are enough, and then that many of all rows of training;
 * once where these are the same rows. Small categories become their share of repurchases in rows of
 * training that belong to something else, large ones in all rows of training.
 */
export async function fitAndPredict(
  { belongsTo, rows }: WayToJudge,
  { count, test, train }: AuditSplit,
  random: Random,
): Promise<Float64Array> {
  const grow = async (learn: Uint32Array, trees: number, stop?: Uint32Array) => {
    const outcome = takeValues(rows.repurchase, learn);
    const { encoder, features } = OrderEncoder.fitTransform(
      takeRawRows(rows.columns, learn),
      outcome,
      { groups: Array.from(learn, (row) => belongsTo[row]!), random: random.fork("encoder") },
    );
    const encoded = (of: Uint32Array) => encoder.transform(takeRawRows(rows.columns, of));
    const { patience, ...settings } = auditTrees;
    const forest = await GradientBoosting.fit(features, outcome, {
      ...settings,
      trees,
      random: random.fork("trees"),
      ...(stop && {
        patience,
        validation: { features: encoded(stop), outcome: takeValues(rows.repurchase, stop) },
      }),
    });
    return { encoded, forest };
  };
  const counted = await grow(count.learn, auditTrees.trees, count.stop);
  const { encoded, forest } = count.learn === train
    ? counted
    : await grow(train, counted.forest.trees);
  return forest.predict(encoded(test));
}
