import { readModelJson } from "perdura/features/read_model_json.ts";
import { ascendingOrder } from "perdura/stats/mod.ts";
import { z } from "zod";
import type { Calibrator } from "./calibrator.ts";

/** What the values may not exceed. */
export interface IsotonicOptions {
  /** How many times each row counts; default 1. Rows of weight 0 are not there. */
  readonly weight?: Float64Array;
  /** Lowest value, default −Infinity. */
  readonly lowest?: number;
  /** Highest value, default Infinity. */
  readonly highest?: number;
}

const shape = z.object({
  method: z.literal("isotonic"),
  from: z.array(z.number()).min(1),
  to: z.array(z.number()),
}).refine(({ from, to }) => from.length === to.length, { message: "a value for each probability" });

/** Probabilities nearer to each other than this are the same. */
const resolution = 1e-15;

/**
 * Isotonic calibration: the ascending steps that are nearest to the outcomes, joined by lines.
 *
 * Takes any shape and needs many positives for it. Below the lowest probability that was fitted and
 * above the highest, the value is that of the end. Ties may come of it: rank by the probabilities
 * before.
 *
 * Source: Ayer and others, "An empirical distribution function for sampling with incomplete
 * information", Annals of Mathematical Statistics 26 (1955), pool adjacent violators; Zadrozny and
 * Elkan, "Transforming classifier scores into accurate multiclass probability estimates", KDD (2002).
 */
export class IsotonicCalibrator implements Calibrator {
  readonly method = "isotonic";

  /**
   * @param from probabilities, ascending
   * @param to the value of each, ascending
   */
  constructor(readonly from: Float64Array, readonly to: Float64Array) {}

  /** @param outcome n values; rows of equal probability count as their mean */
  static fit(
    p: Float64Array,
    outcome: Float64Array,
    { weight, lowest = -Infinity, highest = Infinity }: IsotonicOptions = {},
  ): IsotonicCalibrator {
    const points = withoutTies(p, outcome, weight);
    const fitted = pooled(points.mean, points.weight)
      .map((value) => Math.min(highest, Math.max(lowest, value)));
    // Inside a step nothing changes: its ends say all.
    const kept = Uint32Array.from(fitted, (_, k) => k).filter((k) =>
      k === 0 || k === fitted.length - 1 ||
      fitted[k] !== fitted[k - 1] || fitted[k] !== fitted[k + 1]
    );
    return new IsotonicCalibrator(
      Float64Array.from(kept, (k) => points.at[k]!),
      Float64Array.from(kept, (k) => fitted[k]!),
    );
  }

  /** The calibrator that `toJSON` wrote. */
  static fromJSON(json: unknown): IsotonicCalibrator {
    const { from, to } = readModelJson(json, shape, "isotonic calibrator");
    return new IsotonicCalibrator(Float64Array.from(from), Float64Array.from(to));
  }

  apply(p: Float64Array): Float64Array {
    const { from, to } = this;
    const last = from.length - 1;
    return p.map((value) => {
      if (Number.isNaN(value)) return NaN;
      if (value <= from[0]!) return to[0]!;
      if (value >= from[last]!) return to[last]!;
      let low = 0, high = last;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (from[middle]! <= value) low = middle;
        else high = middle;
      }
      const share = (value - from[low]!) / (from[high]! - from[low]!);
      return to[low]! + share * (to[high]! - to[low]!);
    });
  }

  toJSON(): z.infer<typeof shape> {
    return { method: this.method, from: [...this.from], to: [...this.to] };
  }
}

/** The different probabilities, ascending, with the mean outcome and the weight of each. */
function withoutTies(
  p: Float64Array,
  outcome: Float64Array,
  weight?: Float64Array,
): { at: Float64Array; mean: Float64Array; weight: Float64Array } {
  const n = p.length;
  const at = new Float64Array(n), mean = new Float64Array(n), total = new Float64Array(n);
  let points = 0;
  for (const i of ascendingOrder(p)) {
    const w = weight?.[i] ?? 1;
    if (w === 0) continue;
    if (points === 0 || p[i]! - at[points - 1]! >= resolution) at[points++] = p[i]!;
    mean[points - 1]! += w * outcome[i]!;
    total[points - 1]! += w;
  }
  for (let k = 0; k < points; k++) mean[k]! /= total[k]!;
  return {
    at: at.subarray(0, points),
    mean: mean.subarray(0, points),
    weight: total.subarray(0, points),
  };
}

/** The ascending values nearest to the given ones: neighbours in the wrong order share their mean. */
function pooled(values: Float64Array, weight: Float64Array): Float64Array {
  const sum = new Float64Array(values.length), total = new Float64Array(values.length);
  const end = new Uint32Array(values.length);
  let blocks = 0;
  for (let k = 0; k < values.length; k++) {
    sum[blocks] = values[k]! * weight[k]!;
    total[blocks] = weight[k]!;
    end[blocks++] = k + 1;
    while (
      blocks > 1 && sum[blocks - 2]! * total[blocks - 1]! >= sum[blocks - 1]! * total[blocks - 2]!
    ) {
      blocks--;
      sum[blocks - 1]! += sum[blocks]!;
      total[blocks - 1]! += total[blocks]!;
      end[blocks - 1] = end[blocks]!;
    }
  }
  const result = new Float64Array(values.length);
  for (let block = 0, start = 0; block < blocks; block++) {
    result.fill(sum[block]! / total[block]!, start, end[block]!);
    start = end[block]!;
  }
  return result;
}
