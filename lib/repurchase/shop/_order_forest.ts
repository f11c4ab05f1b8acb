import type { Random } from "perdura/core/mod.ts";
import { takeRawRows, takeValues } from "perdura/features/mod.ts";
import { GradientBoosting, type GradientBoostingOptions, splitByGroup } from "perdura/learn/mod.ts";
import { OrderEncoder } from "./order_encoder.ts";
import type { OrderRows } from "./order_rows.ts";

/** How trees of orders grow. */
export type OrderTrees = Required<
  Pick<
    GradientBoostingOptions,
    | "trees"
    | "learningRate"
    | "depth"
    | "leaves"
    | "l2"
    | "minimumChildWeight"
    | "rowShare"
    | "columnShare"
    | "patience"
  >
>;

/**
 * Trees of two questions, many of them: what an order says is little, there are few repurchases to
 * learn it from, and pairs of features are as much as they tell about.
 */
export const orderTrees: OrderTrees = {
  trees: 600,
  learningRate: 0.08,
  depth: 2,
  leaves: 4,
  l2: 5,
  minimumChildWeight: 10,
  rowShare: 0.7,
  columnShare: 0.5,
  patience: 50,
};

/** Trees, and how they read orders. */
export interface OrderForest {
  readonly encoder: OrderEncoder;
  readonly trees: GradientBoosting;
}

/** Of the users that a forest learns from, those that tell how many trees are enough. */
const shareOfStop = 0.25;

/** How {@linkcode fitOrderForest} fits. */
export interface OrderForestOptions {
  /** Whether principal components replace correlated columns. */
  readonly components: boolean;
  readonly random: Random;
  readonly trees: OrderTrees;
  /** Told after each tree, of how many there will be at most. */
  readonly onTree: (tree: number, trees: number) => void;
}

/**
 * Fits a forest twice: to most of the users, to learn from the others how many trees are enough, and
 * then with that many to all of them.
 *
 * @param which rows to learn from
 */
export async function fitOrderForest(
  rows: OrderRows,
  which: Uint32Array,
  { components, onTree, random, trees }: OrderForestOptions,
): Promise<OrderForest> {
  const grow = async (learn: Uint32Array, stop?: Uint32Array, most = trees.trees) => {
    const groups = usersOf(rows, learn);
    const outcome = takeValues(rows.repurchase, learn);
    const { encoder, features } = OrderEncoder.fitTransform(
      takeRawRows(rows.columns, learn),
      outcome,
      { components, groups, random: random.fork("encoder") },
    );
    const { patience, ...settings } = trees;
    const forest = await GradientBoosting.fit(features, outcome, {
      loss: "binary",
      ...settings,
      trees: most,
      random: random.fork("trees"),
      onTree: (tree) => onTree(tree, most),
      ...(stop && {
        patience,
        validation: {
          features: encoder.transform(takeRawRows(rows.columns, stop)),
          outcome: takeValues(rows.repurchase, stop),
        },
      }),
    });
    return { encoder, trees: forest };
  };
  const [most, rest] = splitByGroup(usersOf(rows, which), {
    shares: [1 - shareOfStop, shareOfStop],
    random: random.fork("stop"),
  }).map((part) => part.map((at) => which[at]!));
  const stopped = await grow(most!, rest!);
  return await grow(which, undefined, stopped.trees.trees);
}

function usersOf({ userId }: OrderRows, rows: Uint32Array): string[] {
  return Array.from(rows, (row) => userId[row]!);
}
