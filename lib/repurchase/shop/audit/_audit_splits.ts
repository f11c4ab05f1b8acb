import type { Random } from "perdura/core/mod.ts";
import { groupFolds, rowsOfFold, splitByGroup } from "perdura/learn/mod.ts";

/** How rows are divided to judge trees on some that learnt from others. */
export interface Division {
  /** What each of the n rows belongs to; all rows of the same are on one side. */
  readonly belongsTo: readonly string[];
  /** Whether trees may learn from a row. */
  readonly canLearn: (row: number) => boolean;
  /** Whether trees may be judged on a row. */
  readonly canJudge: (row: number) => boolean;
  /** Whether the rows of the test also choose the number of trees, as they never should. */
  readonly isStoppedByTest: boolean;
}

/** Rows of one fold's trees, ascending. */
export interface AuditSplit {
  readonly train: Uint32Array;
  /** How many trees are enough: of those that learn from some rows, as other rows say. */
  readonly count: { readonly learn: Uint32Array; readonly stop: Uint32Array };
  readonly test: Uint32Array;
}

/** Above this number of rows to learn from, two of the five folds say enough. */
const manyRows = 14_000;

/**
 * Divides rows into five folds: each is tested by trees that learn from the other four. How many are
 * enough is known from 15 % of these, by trees that learn from the remaining 85 %.
 *
 * The sides depend on what rows belong to and on the seed alone: divisions that differ in the rows
 * that can learn or be judged have each row on the same side.
 */
export function auditSplits(
  { belongsTo, canJudge, canLearn, isStoppedByTest }: Division,
  random: Random,
): AuditSplit[] {
  const fold = groupFolds(belongsTo, { folds: 5, random: random.fork("folds") });
  const learnable = fold.reduce((sum, _, row) => sum + (canLearn(row) ? 1 : 0), 0);
  return Array.from({ length: learnable > manyRows ? 2 : 5 }, (_, k) => {
    const { inside, outside } = rowsOfFold(fold, k);
    const [most, rest] = splitByGroup(Array.from(outside, (row) => belongsTo[row]!), {
      shares: [0.85, 0.15],
      random: random.fork(`rest of ${k}`),
    }).map((part) => part.map((at) => outside[at]!).filter(canLearn));
    const test = inside.filter(canJudge);
    const train = outside.filter(canLearn);
    const count = isStoppedByTest ? { learn: train, stop: test } : { learn: most!, stop: rest! };
    return { train, count, test };
  });
}
