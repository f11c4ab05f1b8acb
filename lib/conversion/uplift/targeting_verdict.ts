import type { Estimate } from "perdura/learn/mod.ts";

/** What may be said of targeting, and a sentence that says it. */
export interface Verdict {
  readonly verdict: "better" | "worse" | "not distinguishable";
  readonly sentence: string;
}

/**
 * What may honestly be said of one way to choose customers beside another: a difference counts only
 * where its 95 % interval leaves out 0.
 *
 * @param difference of the first way minus the second, on the same customers
 * @param words what the two are called, and how a difference is written
 *
 * @example
 * ```ts
 * import { targetingVerdict } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { sentence } = targetingVerdict({ estimate: 0.4, lower: -0.2, upper: 1 }, {
 *   targeting: "Targeting by predicted uplift",
 *   alternative: "writing to everybody",
 *   format: (value) => `${value}`,
 * });
 * assertEquals(
 *   sentence,
 *   "Targeting by predicted uplift is not distinguishable from writing to everybody on this data: " +
 *     "the difference is 0.4 (95\u00a0% interval -0.2 to 1)",
 * );
 * ```
 */
export function targetingVerdict(
  difference: Estimate,
  { targeting, alternative, format, unit }: {
    readonly targeting: string;
    readonly alternative: string;
    readonly format: (value: number) => string;
    /** What the values are of, for example "visits for 1,000 customers". */
    readonly unit?: string;
  },
): Verdict {
  const { estimate, lower, upper } = difference;
  const said =
    `the difference is ${format(estimate)}${
      unit === undefined ? "" : ` ${unit}`
    } (95\u00a0% interval ${format(lower)} to ` +
    `${format(upper)})`;
  const verdict = lower > 0 ? "better" : upper < 0 ? "worse" : "not distinguishable";
  const compared = verdict === "not distinguishable"
    ? `not distinguishable from ${alternative}`
    : `${verdict} than ${alternative}`;
  return { verdict, sentence: `${targeting} is ${compared} on this data: ${said}` };
}
