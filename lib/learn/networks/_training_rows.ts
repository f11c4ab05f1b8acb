import { count, InputError } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import type { FullOptions } from "./_options.ts";
import { type DenseRows, denseRows } from "./_rows.ts";
import type { NetworkRows } from "./network_options.ts";

/** Rows with their outcomes and weights, as a training step reads them. */
export interface Batch extends DenseRows {
  /** One value per row for each head. */
  readonly outcomes: readonly Float32Array[];
  /** One value per row for each head; their mean over all rows of the set is 1. */
  readonly weights: readonly Float32Array[];
}

/** All rows of a set. */
export interface TrainingRows extends Batch {
  /** Σ weight, the mean over heads. */
  readonly weight: number;
  /** Some of the rows; in memory that the next call uses again. */
  take(rows: Uint32Array): Batch;
}

/**
 * Rows as a training step reads them.
 *
 * @throws {InputError} where there are none or columns do not go together
 */
export function trainingRows(
  { features, outcomes, weight }: NetworkRows,
  { heads, classWeights }: Pick<FullOptions, "heads" | "classWeights">,
): TrainingRows {
  check(features, outcomes, heads, weight);
  const dense = denseRows(features);
  const yes = outcomes.map((values) => Float32Array.from(values));
  const weights = outcomes.map((values) => rowWeights(values, weight, classWeights));
  const all = { ...dense, outcomes: yes, weights };
  const sums = weights.map((values) => values.reduce((sum, value) => sum + value, 0));
  return {
    ...all,
    weight: sums.reduce((sum, value) => sum + value) / heads,
    take: taker(all),
  };
}

function check(
  features: FeatureMatrix,
  outcomes: readonly Float64Array[],
  heads: number,
  weight?: Float64Array,
): void {
  const rows = rowsOf(features);
  if (rows === 0) throw new InputError("Give a network rows to learn from: there are none");
  if (outcomes.length !== heads) {
    throw new InputError(
      `Give a network as many outcomes as it has heads: ${outcomes.length} and ${heads}`,
    );
  }
  for (const column of weight ? [...outcomes, weight] : outcomes) {
    if (column.length === rows) continue;
    throw new InputError(
      `Give a network an outcome and a weight for each row: there are ${count(rows)} rows and ` +
        `${count(column.length)} values`,
    );
  }
  const odd = outcomes.flatMap((values) => values.find((y) => y !== 0 && y !== 1) ?? []);
  if (odd.length > 0) {
    throw new InputError(`Give a network outcomes of 0 and 1: there is a ${odd[0]}`);
  }
  if (weight && !(weight.every((w) => w >= 0 && w < Infinity) && weight.some((w) => w > 0))) {
    throw new InputError(
      "Give the rows of a network weights of 0 or more, not all 0: at least one is not",
    );
  }
}

/** Weight of each row times that of its class, divided by their mean. */
function rowWeights(
  outcome: Float64Array,
  weight: Float64Array | undefined,
  classWeights: FullOptions["classWeights"],
): Float32Array {
  const weights = weight?.slice() ?? new Float64Array(outcome.length).fill(1);
  if (classWeights) {
    const [no, yes] = classWeights === "balanced" ? balance(outcome, weights) : classWeights;
    for (let i = 0; i < weights.length; i++) weights[i]! *= outcome[i] === 1 ? yes : no;
  }
  const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length;
  return Float32Array.from(weights, (value) => value / mean);
}

/** Weights that give no and yes as much weight; 1 where one of them is absent. */
function balance(outcome: Float64Array, weights: Float64Array): readonly [number, number] {
  const all = weights.reduce((sum, value) => sum + value, 0);
  const yes = weights.reduce((sum, value, i) => sum + value * outcome[i]!, 0);
  return yes > 0 && yes < all ? [all / (all - yes), all / yes] : [1, 1];
}

function taker(all: Batch): TrainingRows["take"] {
  const { width } = all;
  let memory = new Float32Array(0);
  const pick = (values: Float32Array, rows: Uint32Array) => {
    const picked = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
    return picked;
  };
  return (rows) => {
    if (memory.length < rows.length * width) memory = new Float32Array(rows.length * width);
    for (let i = 0, at = 0; i < rows.length; i++) {
      const from = rows[i]! * width;
      for (let feature = 0; feature < width; feature++) memory[at++] = all.values[from + feature]!;
    }
    return {
      values: memory.subarray(0, rows.length * width),
      rows: rows.length,
      width,
      outcomes: all.outcomes.map((values) => pick(values, rows)),
      weights: all.weights.map((values) => pick(values, rows)),
    };
  };
}
