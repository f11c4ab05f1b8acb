import { InputError, type Random } from "perdura/core/mod.ts";
import { groupFolds } from "../group_folds.ts";
import type { RowGroups } from "../row_groups.ts";

/** In which fold each row is: said, or dealt out by group, for example by customer. */
export type OutOfFold =
  | { readonly folds: Uint8Array }
  | {
    /** Number of folds, default 5. */
    readonly folds?: number;
    /** What each row belongs to: all its rows are in one fold. */
    readonly groups: RowGroups;
    readonly random: Random;
  };

/** The fold of each row. */
export function foldsOf(options: OutOfFold, rows: number): Uint8Array {
  const each = "groups" in options ? groupFolds(options.groups, options) : options.folds;
  if (each.length === rows) return each;
  throw new InputError(
    `Give the fold or group of every row: there are ${each.length}, and ${rows} rows`,
  );
}

/** What is known of the outcome in each bin of a column. */
export interface BinSums {
  readonly rows: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** What rows get that are encoded from rows alone that are in another fold. */
export interface EncodedBins {
  /** The number of each bin, from all rows. */
  readonly table: Float64Array;
  /** The number of each row's bin, from the rows of the other folds. */
  readonly values: Float64Array;
}

/** The outcome summed up by bin. */
export function sumByBin(codes: Uint32Array, bins: number, outcome: Float64Array): BinSums {
  const sums = emptySums(bins);
  for (let i = 0; i < codes.length; i++) add(sums, codes[i]!, outcome[i]!);
  return sums;
}

/**
 * Encodes the bins of a column from the outcome, each row without the rows of its own fold.
 *
 * @param encode the number of each bin, given its sums; a bin may have no rows
 */
export function encodeOutOfFold(
  codes: Uint32Array,
  bins: number,
  outcome: Float64Array,
  folds: Uint8Array,
  encode: (sums: BinSums) => Float64Array,
): EncodedBins {
  const all = sumByBin(codes, bins, outcome);
  const inFold = Array.from(
    { length: folds.reduce((a, b) => Math.max(a, b), 0) + 1 },
    () => emptySums(bins),
  );
  for (let i = 0; i < codes.length; i++) add(inFold[folds[i]!]!, codes[i]!, outcome[i]!);
  const tables = inFold.map((sums) => encode(without(all, sums)));
  const values = Float64Array.from(codes, (code, i) => tables[folds[i]!]![code]!);
  return { table: encode(all), values };
}

function emptySums(bins: number): BinSums {
  return {
    rows: new Float64Array(bins),
    sum: new Float64Array(bins),
    squares: new Float64Array(bins),
  };
}

function add({ rows, sum, squares }: BinSums, bin: number, outcome: number): void {
  rows[bin]!++;
  sum[bin]! += outcome;
  squares[bin]! += outcome * outcome;
}

function without(all: BinSums, some: BinSums): BinSums {
  const minus = (a: Float64Array, b: Float64Array) => a.map((value, bin) => value - b[bin]!);
  return {
    rows: minus(all.rows, some.rows),
    sum: minus(all.sum, some.sum),
    squares: minus(all.squares, some.squares),
  };
}
