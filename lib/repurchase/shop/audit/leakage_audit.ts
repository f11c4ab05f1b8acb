import { type Progress, type Random, silent } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { type AuditInput, auditRows } from "./_audit_rows.ts";
import { auditSplits } from "./_audit_splits.ts";
import { fitAndPredict } from "./_audit_trees.ts";
import { type FoldTest, scoreByFold } from "./_score_by_fold.ts";
import { waysToJudge, type WayToJudge } from "./_ways_to_judge.ts";
import { takeOrders } from "../order_rows.ts";

export type { AuditInput } from "./_audit_rows.ts";

/** One way to judge the trees, and how good they look under it. */
export interface AuditStep extends Pick<WayToJudge, "name" | "change"> {
  /** Rows of the test, and how many of them are repurchases. */
  readonly rows: number;
  readonly repurchases: number;
  readonly rocAuc: Estimate;
  readonly prAuc: Estimate;
  readonly logLoss: Estimate;
}

/**
 * The same trees on the same columns, fitted in the same way, first judged as they were published,
 * then with one leak after the other closed.
 *
 * Rows are in five folds (two are enough of many rows). A fold is judged by trees that learn from the
 * other rows, and of which there are as many as 15 % of these say, or, as published, as the test
 * itself says. A step changes one thing: what chooses the number of trees, what a row is,
 * which rows are kept on one side, which orders are asked about, or what is known of earlier orders.
 * Rows that are kept on one side are kept together in the fit as well, where categories are encoded;
 * who is in which fold changes with nothing else.
 *
 * The last two steps divide by time: the test is what is in a fold of the latest quarter of the
 * orders, and trees learn from what is in the other folds and older by the time that an answer takes,
 * which is less. The first of them keeps orders on one side where the step before kept users: it
 * opens that leak again, to show a division by time alone, and the last step closes it.
 *
 * @param input both tables, of the same orders
 * @param options what the folds, trees and intervals are drawn from; `replicates`: resampled sets of
 *   users for the intervals, default 200
 * @returns a step per way to judge, from "as published" to "honest"; rows are ranked within folds
 * @throws {InputError} where users or repurchases are too few to learn from in folds
 */
export async function leakageAudit(
  input: AuditInput,
  { progress = silent, random, replicates = 200 }: {
    readonly random: Random;
    readonly progress?: Progress;
    readonly replicates?: number;
  },
): Promise<AuditStep[]> {
  const ways = waysToJudge(auditRows(input, random.fork("time")));
  const steps: AuditStep[] = [];
  for (const way of ways) {
    const folds: FoldTest[] = [];
    for (const [k, split] of auditSplits(way, random.fork("sides")).entries()) {
      const { repurchase, userId } = takeOrders(way.rows, split.test);
      const probability = await fitAndPredict(way, split, random.fork(`trees of ${k}`));
      folds.push({ userId, outcome: repurchase, probability });
    }
    steps.push({
      name: way.name,
      change: way.change,
      rows: sum(folds.map(({ outcome }) => outcome.length)),
      repurchases: sum(folds.flatMap(({ outcome }) => [...outcome])),
      ...scoreByFold(folds, { random: random.fork("intervals"), replicates }),
    });
    progress.update("auditing for leaks", steps.length, ways.length, "ways to judge");
  }
  return steps;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
