import { InputError, type Random } from "perdura/core/mod.ts";
import { groupFolds } from "../group_folds.ts";
import { numberGroups, type RowGroups } from "../row_groups.ts";

/** In which fold each row is: said, or dealt out by group, for example by customer. */
export type OutOfFold =
  & (
    | { readonly folds: Uint8Array }
    | {
      /** Number of folds, default 5. */
      readonly folds?: number;
      /** What each row belongs to: all its rows are in one fold. */
      readonly groups: RowGroups;
      readonly random: Random;
    }
  )
  & {
    /**
     * Rows of a category with fewer groups (rows, where no groups are given) are encoded out of fold,
     * those of a larger one as all others are; default 300.
     *
     * Among 300, one group moves the number of its category by about a 300th of the share of yeses, no
     * more than it would move a model with a column of 0 and 1 for the category. Out of fold, on the
     * other hand, rows of one category differ by their fold alone: the more yeses it has, the fewer
     * have the others. Of a large category, trees learn that instead of anything that holds of others.
     */
    readonly outOfFoldBelow?: number;
  };

/** How rows are kept from their own outcomes. */
export interface Apart {
  /** The fold of each row. */
  readonly folds: Uint8Array;
  /** The group of each row. */
  readonly group: ArrayLike<number>;
  /** Bins with fewer groups are encoded out of fold. */
  readonly below: number;
}

/** Folds and groups of some rows. */
export function apartOf(options: OutOfFold, rows: number): Apart {
  const { outOfFoldBelow: below = 300 } = options;
  const folds = "groups" in options ? groupFolds(options.groups, options) : options.folds;
  if (folds.length !== rows) {
    throw new InputError(
      `Give the fold or group of every row: there are ${folds.length}, and ${rows} rows`,
    );
  }
  const group = "groups" in options
    ? numberGroups(options.groups).group
    : Uint32Array.from(folds.keys());
  return { folds, group, below };
}

/** What is known of the outcome in each bin of a column. */
export interface BinSums {
  readonly rows: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** Bins by the outcome. */
export interface EncodedBins {
  /** The number of each bin, from all rows. */
  readonly table: Float64Array;
  /** The number of each row: that of its bin, of a small one from the rows of the other folds. */
  readonly values: Float64Array;
}

/** The outcome summed up by bin. */
export function sumByBin(codes: Uint32Array, bins: number, outcome: Float64Array): BinSums {
  const sums = emptySums(bins);
  for (let i = 0; i < codes.length; i++) add(sums, codes[i]!, outcome[i]!);
  return sums;
}

/**
 * Encodes the bins of a column from the outcome, rows of small bins without those of their own fold.
 *
 * @param encode the number of each bin, given its sums; a bin may have no rows
 */
export function encodeOutOfFold(
  codes: Uint32Array,
  bins: number,
  outcome: Float64Array,
  apart: Apart,
  encode: (sums: BinSums) => Float64Array,
): EncodedBins {
  const { folds } = apart;
  const all = sumByBin(codes, bins, outcome), table = encode(all);
  const inFold = Array.from(
    { length: folds.reduce((a, b) => Math.max(a, b), 0) + 1 },
    () => emptySums(bins),
  );
  for (let i = 0; i < codes.length; i++) add(inFold[folds[i]!]!, codes[i]!, outcome[i]!);
  const isLarge = largeBins(codes, all.rows, apart);
  const tables = inFold.map((sums) =>
    encode(without(all, sums)).map((value, bin) => isLarge[bin] ? table[bin]! : value)
  );
  const values = Float64Array.from(codes, (code, i) => tables[folds[i]!]![code]!);
  return { table, values };
}

/** Which bins have enough groups, 1 or 0. */
function largeBins(codes: Uint32Array, rows: Float64Array, { group, below }: Apart): Uint8Array {
  const groups = new Float64Array(rows.length), seen = new Set<number>();
  for (let i = 0; i < codes.length; i++) {
    const bin = codes[i]!;
    // A bin with fewer rows has fewer groups, and of one that has enough no more need be counted.
    if (rows[bin]! < below || groups[bin]! >= below) continue;
    const pair = group[i]! * rows.length + bin;
    if (!seen.has(pair)) groups[bin]!++;
    seen.add(pair);
  }
  return Uint8Array.from(groups, (count) => Number(count >= below));
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
