import type { Random } from "perdura/core/mod.ts";
import { calibrate, type Calibrator, calibratorFromJSON } from "perdura/learn/mod.ts";
import { resample } from "perdura/learn/metrics/bootstrap_interval.ts";

/** What scores of a model mean, with the uncertainty of that. */
export interface CalibrationCurveJson {
  readonly calibrator: unknown;
  /** Scores, ascending, and the ends of the 95 % interval of what they mean. */
  readonly scores: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Probabilities with the ends of their 95 % intervals. */
export interface Scores {
  readonly probability: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

const resampledCurves = 100;
const places = 100;

/**
 * What the scores of a model mean, learnt from customers whom it has not seen.
 *
 * The interval of a probability is that of the curve: 95 % of the curves of resampled customers lie
 * within it. It says how well it is known how often customers with such a score respond.
 */
export class CalibrationCurve {
  readonly #calibrator: Calibrator;
  readonly #json: CalibrationCurveJson;

  private constructor(calibrator: Calibrator, json: CalibrationCurveJson) {
    this.#calibrator = calibrator;
    this.#json = json;
  }

  /**
   * Learns the curve.
   *
   * @param scores of n rows
   * @param label 1 where the customer responded, else 0
   * @param customerId of each row
   */
  static fit(
    scores: Float64Array,
    label: Float64Array,
    customerId: readonly string[],
    random: Random,
  ): CalibrationCurve {
    const calibrator = calibrate(scores, label, { method: "smooth" });
    const ascending = scores.toSorted();
    const nodes = [
      ...new Set(Array.from(
        { length: places + 1 },
        (_, k) => ascending[Math.round(k / places * (ascending.length - 1))]!,
      )),
    ];
    const curves = resample(
      (weight) =>
        calibrate(scores, label, { method: "smooth", weight }).apply(Float64Array.from(nodes)),
      { groups: customerId, random, replicates: resampledCurves },
    );
    const ends = nodes.map((_, k) => {
      const values = Float64Array.from(curves, (curve) => curve[k]!).sort();
      const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? NaN;
      return [at(0.025), at(0.975)] as const;
    });
    return new CalibrationCurve(calibrator, {
      calibrator: calibrator.toJSON(),
      scores: nodes,
      lower: ends.map(([low]) => low),
      upper: ends.map(([, high]) => high),
    });
  }

  /** As `toJSON` gave it. */
  static fromJSON(json: CalibrationCurveJson): CalibrationCurve {
    return new CalibrationCurve(calibratorFromJSON(json.calibrator), json);
  }

  /** How the curve was learnt: "platt" or "beta". */
  get method(): string {
    return this.#calibrator.method;
  }

  /** Probabilities of scores. */
  probabilities(scores: Float64Array): Float64Array {
    return this.#calibrator.apply(scores);
  }

  /** Probabilities of scores, with intervals. */
  apply(scores: Float64Array): Scores {
    const { scores: nodes, lower, upper } = this.#json;
    const probability = this.probabilities(scores);
    return {
      probability,
      lower: scores.map((score, i) => Math.min(probability[i]!, between(nodes, lower, score))),
      upper: scores.map((score, i) => Math.max(probability[i]!, between(nodes, upper, score))),
    };
  }

  toJSON(): CalibrationCurveJson {
    return this.#json;
  }
}

/** The value at x of straight lines between points; that of the ends beyond them. */
function between(xs: readonly number[], ys: readonly number[], x: number): number {
  let low = 0, high = xs.length - 1;
  if (x <= xs[low]!) return ys[low]!;
  if (x >= xs[high]!) return ys[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! <= x) low = middle;
    else high = middle;
  }
  return ys[low]! + (ys[high]! - ys[low]!) * (x - xs[low]!) / (xs[high]! - xs[low]!);
}
