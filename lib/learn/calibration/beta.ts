import { readModelJson } from "perdura/features/read_model_json.ts";
import { z } from "zod";
import { sigmoid } from "../_newton.ts";
import { LogisticRegression } from "../logistic_regression.ts";
import { inside } from "./_logit.ts";
import type { Calibrator } from "./calibrator.ts";

const shape = z.object({
  method: z.literal("beta"),
  a: z.number().min(0),
  b: z.number().min(0),
  c: z.number(),
});

/**
 * Beta calibration: logit(q) = a ln p − b ln(1 − p) + c, with a and b at least 0.
 *
 * Bends each end on its own, which Platt's cannot, and contains what needs no calibration (a = b = 1,
 * c = 0).
 *
 * Source: Kull, Silva Filho and Flach, "Beta calibration: a well-founded and easily implemented
 * improvement on logistic calibration for binary classifiers", AISTATS (2017).
 */
export class BetaCalibrator implements Calibrator {
  readonly method = "beta";

  constructor(readonly a: number, readonly b: number, readonly c: number) {}

  /**
   * @param weight how many times each row counts; default 1
   * @throws {InputError} where all outcomes are alike
   */
  static fit(p: Float64Array, outcome: Float64Array, weight?: Float64Array): BetaCalibrator {
    const columns = {
      a: p.map((value) => Math.log(inside(value))),
      b: p.map((value) => -Math.log(1 - inside(value))),
    };
    const fitOn = (...names: ("a" | "b")[]) => {
      const features = { names, columns: names.map((name) => columns[name]) };
      const { coefficients, intercept } = LogisticRegression.fit(features, outcome, {
        l2: 0,
        ...weight && { weight },
      });
      return { a: coefficients["a"] ?? 0, b: coefficients["b"] ?? 0, c: intercept };
    };
    let fitted = fitOn("a", "b");
    if (fitted.a < 0) fitted = fitOn("b");
    else if (fitted.b < 0) fitted = fitOn("a");
    // A slope that is below 0 by itself: the order of p says nothing, and all get the base rate.
    const { a, b, c } = fitted.a < 0 || fitted.b < 0 ? baseRate(outcome, weight) : fitted;
    return new BetaCalibrator(a, b, c);
  }

  /** The calibrator that `toJSON` wrote. */
  static fromJSON(json: unknown): BetaCalibrator {
    const { a, b, c } = readModelJson(json, shape, "beta calibrator");
    return new BetaCalibrator(a, b, c);
  }

  apply(p: Float64Array): Float64Array {
    const { a, b, c } = this;
    return p.map((value) => {
      const q = inside(value);
      return sigmoid(a * Math.log(q) - b * Math.log(1 - q) + c);
    });
  }

  toJSON(): z.infer<typeof shape> {
    return { method: this.method, a: this.a, b: this.b, c: this.c };
  }
}

function baseRate(outcome: Float64Array, weight?: Float64Array): { a: 0; b: 0; c: number } {
  let yes = 0, no = 0;
  outcome.forEach((y, i) => {
    yes += y * (weight?.[i] ?? 1);
    no += (1 - y) * (weight?.[i] ?? 1);
  });
  return { a: 0, b: 0, c: Math.log(yes / no) };
}
