import { InputError } from "perdura/core/mod.ts";

/** Where rows are divided in time. */
export interface SplitByTimeOptions {
  /** Where the second and each further part begins, ascending; in the unit of the times. */
  readonly cuts: readonly number[];
  /**
   * How long before a cut rows are left out, because their outcome was not known at it: the horizon
   * of the prediction. Default 0.
   */
  readonly gap?: number;
}

/** Rows divided in time, by their indices, ascending. */
export interface TimeSplit {
  /** From the earliest on; one more than there are cuts. */
  readonly parts: readonly Uint32Array[];
  /** Rows in a gap. */
  readonly leftOut: Uint32Array;
}

/**
 * Divides rows in time: a row is in the part before a cut only where its time and the gap after it
 * are over by then.
 *
 * @param times as-of time of each row, in any unit
 * @throws {InputError} where cuts are not ascending
 *
 * @example
 * ```ts
 * import { splitByTime } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const asOf = Float64Array.of(10, 40, 70, 100);
 * const { parts: [train, test], leftOut } = splitByTime(asOf, { cuts: [90], gap: 30 });
 * assertEquals([train, leftOut, test], [Uint32Array.of(0, 1), Uint32Array.of(2), Uint32Array.of(3)]);
 * ```
 */
export function splitByTime(
  times: ArrayLike<number>,
  { cuts, gap = 0 }: SplitByTimeOptions,
): TimeSplit {
  if (cuts.some((cut, k) => k > 0 && !(cut > cuts[k - 1]!)) || cuts.length === 0) {
    throw new InputError(`Give one or more ascending cuts: they are "${cuts.join(", ")}"`);
  }
  const parts: number[][] = [...cuts.map(() => []), []], leftOut: number[] = [];
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (Number.isNaN(time)) throw new InputError(`Give every row a time: row ${row} has none`);
    let part = 0;
    while (part < cuts.length && time >= cuts[part]!) part++;
    const isKnown = part === cuts.length || time + gap <= cuts[part]!;
    (isKnown ? parts[part]! : leftOut).push(row);
  }
  return {
    parts: parts.map((part) => Uint32Array.from(part)),
    leftOut: Uint32Array.from(leftOut),
  };
}
