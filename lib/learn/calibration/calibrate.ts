import { InputError } from "perdura/core/mod.ts";
import { checkRows } from "../metrics/_check_rows.ts";
import { smoothedOutcomes } from "./_logit.ts";
import { BetaCalibrator } from "./beta.ts";
import type { CalibrationMethod, Calibrator } from "./calibrator.ts";
import { IsotonicCalibrator } from "./isotonic.ts";
import { PlattCalibrator } from "./platt.ts";

/** How probabilities are put right. */
export interface CalibrateOptions {
  /**
   * Default "auto", by the number of the rarer outcome: "platt" below 200, "beta" below 1,000,
   * "isotonic" from there on. "smooth" does without the last: steps give many rows the same place in
   * a list, and what is nearly right already loses by them.
   */
  readonly method?: CalibrationMethod | "auto" | "smooth";
  /** How many times each row counts; default 1. */
  readonly weight?: Float64Array;
}

const fewestForBeta = 200, fewestForIsotonic = 1000;

/**
 * Learns from rows what probabilities of a model mean.
 *
 * The rows have to be new to the model: of those it has learnt from it knows too much. No
 * probability becomes 0 or 1: of n rows alike at an end, the isotonic steps end at 1 / (n + 2) of all
 * noes or yeses, as Platt's do by themselves.
 *
 * @param probabilities n probabilities of the model
 * @param outcome n values, 1 for a yes and 0 for a no
 * @throws {InputError} where a probability is not from 0 to 1, or "beta" is to learn from outcomes
 *   that are all alike
 *
 * @example
 * ```ts
 * import { calibrate } from "perdura/learn/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const tooSure = Float64Array.from({ length: 100 }, (_, i) => i < 50 ? 0.01 : 0.99);
 * const outcome = Float64Array.from({ length: 100 }, (_, i) => i % 5 === 0 || i < 50 ? 0 : 1);
 * const calibrator = calibrate(tooSure, outcome);
 * assert(calibrator.method === "platt" && calibrator.apply(tooSure)[99]! < 0.9);
 * ```
 *
 * Source: Niculescu-Mizil and Caruana, "Predicting good probabilities with supervised learning", ICML
 * (2005): isotonic needs about 1,000 rows of either outcome.
 */
export function calibrate(
  probabilities: Float64Array,
  outcome: Float64Array,
  { method = "auto", weight }: CalibrateOptions = {},
): Calibrator {
  checkRows(probabilities, outcome, weight);
  const row = probabilities.findIndex((p) => p < 0 || p > 1);
  if (row >= 0) {
    throw new InputError(
      `Calibrate probabilities from 0 to 1: row ${row} has ${probabilities[row]}`,
    );
  }
  switch (method === "auto" || method === "smooth" ? methodFor(outcome, method) : method) {
    case "platt":
      return PlattCalibrator.fit(probabilities, outcome, weight);
    case "beta":
      return BetaCalibrator.fit(probabilities, outcome, weight);
    case "isotonic": {
      const { yes, no } = smoothedOutcomes(outcome, weight);
      return IsotonicCalibrator.fit(probabilities, outcome, {
        lowest: no,
        highest: yes,
        ...weight && { weight },
      });
    }
  }
}

function methodFor(outcome: Float64Array, choice: "auto" | "smooth"): CalibrationMethod {
  let yes = 0;
  for (const y of outcome) yes += y;
  const rarer = Math.min(yes, outcome.length - yes);
  if (rarer < fewestForBeta) return "platt";
  return choice === "smooth" || rarer < fewestForIsotonic ? "beta" : "isotonic";
}

/**
 * The calibrator that `toJSON` wrote.
 *
 * @throws {InputError} where it is something else
 *
 * @example
 * ```ts
 * import { calibratorFromJSON } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const same = calibratorFromJSON({ method: "beta", a: 1, b: 1, c: 0 });
 * assertAlmostEquals(same.apply(Float64Array.of(0.3))[0]!, 0.3, 1e-12);
 * ```
 */
export function calibratorFromJSON(json: unknown): Calibrator {
  const method = json !== null && typeof json === "object" && "method" in json && json.method;
  if (method === "platt") return PlattCalibrator.fromJSON(json);
  if (method === "beta") return BetaCalibrator.fromJSON(json);
  if (method === "isotonic") return IsotonicCalibrator.fromJSON(json);
  throw new InputError(
    `Give what "toJSON" of a calibrator wrote: its method is ${
      JSON.stringify(method)
    }, not one of ` +
      '"isotonic", "platt" and "beta"',
  );
}
