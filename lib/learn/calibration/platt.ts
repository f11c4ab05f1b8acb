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
 * probability becomes 0 or 1.
 *
 * Source: Platt, "Probabilistic outputs for support vector machines" (1999), on the logit of p.
 */
export class PlattCalibrator implements Calibrator {
  readonly method = "platt";

  constructor(readonly slope: number, readonly intercept: number) {}

  /** @param weight how many times each row counts; default 1 */
  static fit(p: Float64Array, outcome: Float64Array, weight?: Float64Array): PlattCalibrator {
    const { yes, no } = smoothedOutcomes(outcome, weight);
    const { coefficients, intercept } = LogisticRegression.fit(
      { names: ["logit"], columns: [p.map(logit)] },
      outcome.map((y) => y === 1 ? yes : no),
      { l2: 0, ...weight && { weight } },
    );
    return new PlattCalibrator(coefficients["logit"]!, intercept);
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
