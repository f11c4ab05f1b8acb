import { weightedMean } from "./_weighted_mean.ts";
import { brierScore } from "./brier_score.ts";
import type { Probabilities } from "./ordered_probabilities.ts";

/** What skill is measured against. */
export interface BrierSkillOptions {
  /** The probability that is given to everybody; default the share of yeses in these rows. */
  readonly baseRate?: number;
  /** How many times each row counts; default 1. */
  readonly weight?: Float64Array;
}

/**
 * Brier skill: 1 − Brier score / Brier score of the base rate.
 *
 * 1 at best, 0 for a forecast no better than the base rate, below 0 for a worse one.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @returns skill; NaN where the base rate makes no mistake
 *
 * @example
 * ```ts
 * import { brierSkill } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(brierSkill(Float64Array.of(0.25, 0.75), Float64Array.of(0, 1)), 0.75);
 * ```
 *
 * Source: Murphy, "Skill scores based on the mean square error", Monthly Weather Review 116 (1988).
 */
export function brierSkill(
  probabilities: Probabilities,
  outcome: Float64Array,
  { weight, baseRate }: BrierSkillOptions = {},
): number {
  const actual = weightedMean(outcome, weight);
  return skillOf(
    brierScore(probabilities, outcome, weight),
    baseRateBrier(actual, baseRate ?? actual),
  );
}

/** The Brier score of giving everybody one probability, where a share of them are yeses. */
export function baseRateBrier(actual: number, given = actual): number {
  return actual * (1 - given) ** 2 + (1 - actual) * given ** 2;
}

/** NaN where the base rate makes no mistake. */
export function skillOf(brier: number, reference: number): number {
  return reference === 0 ? NaN : 1 - brier / reference;
}
