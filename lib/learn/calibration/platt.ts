import { readModelJson } from "perdura/features/read_model_json.ts";
import { z } from "zod";
import { sigmoid } from "../_newton.ts";
import { LogisticRegression } from "../logistic_regression.ts";
import { logit, smoothedOutcomes } from "./_logit.ts";
import type { Calibrator } from "./calibrator.ts";

const shape = z.object({ method: z.literal("platt"), slope: z.number(), intercept: z.number() });

/**
 * Platt's calibration: logit(q) = slope × logit(p) + intercept.
 *
 * Two numbers, so that few positives are enough. Outcomes are smoothed as Platt has it, so that no
 * probability becomes 0 or 1. A slope below 0 would turn the order of the model round: where it is
 * the best, the model knows nothing, and all get the share of yeses, smoothed.
 *
 * Source: Platt, "Probabilistic outputs for support vector machines" (1999), on the logit of p.
 */
export class PlattCalibrator implements Calibrator {
  readonly method = "platt";

  constructor(readonly slope: number, readonly intercept: number) {}

  /** @param weight how many times each row counts; default 1 */
  static fit(p: Float64Array, outcome: Float64Array, weight?: Float64Array): PlattCalibrator {
    const { yes, no } = smoothedOutcomes(outcome, weight);
    const smoothed = outcome.map((y) => y === 1 ? yes : no);
    const { coefficients, intercept } = LogisticRegression.fit(
      { names: ["logit"], columns: [p.map(logit)] },
      smoothed,
      { l2: 0, ...weight && { weight } },
    );
    const slope = coefficients["logit"]!;
    return slope >= 0 ? new PlattCalibrator(slope, intercept) : atMean(smoothed, weight);
  }

  /** The calibrator that `toJSON` wrote. */
  static fromJSON(json: unknown): PlattCalibrator {
    const { slope, intercept } = readModelJson(json, shape, "Platt calibrator");
    return new PlattCalibrator(slope, intercept);
  }

  apply(p: Float64Array): Float64Array {
    return p.map((value) => sigmoid(this.slope * logit(value) + this.intercept));
  }

  toJSON(): z.infer<typeof shape> {
    return { method: this.method, slope: this.slope, intercept: this.intercept };
  }
}

function atMean(smoothed: Float64Array, weight?: Float64Array): PlattCalibrator {
  let sum = 0, all = 0;
  smoothed.forEach((y, i) => {
    sum += y * (weight?.[i] ?? 1);
    all += weight?.[i] ?? 1;
  });
  return new PlattCalibrator(0, logit(sum / all));
}
