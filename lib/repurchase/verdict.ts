import type { Estimate } from "perdura/learn/mod.ts";

/** How one forecast stands to another. */
export type Standing = "better" | "worse" | "alike";

/**
 * How a forecast stands to another, by the interval of the paired difference of their scores.
 *
 * @param difference score of the other minus that of the forecast, of a score of which less is better;
 * of one of which more is better, the other way round
 *
 * @example
 * ```ts
 * import { standing } from "perdura/repurchase/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(standing({ lower: 0.004, upper: 0.02 }), "better");
 * assertEquals(standing({ lower: -0.004, upper: 0.03 }), "alike");
 * ```
 */
export function standing({ lower, upper }: Pick<Estimate, "lower" | "upper">): Standing {
  if (lower > 0) return "better";
  return upper < 0 ? "worse" : "alike";
}

/**
 * One sentence on how a forecast stands to others, good or bad, without a full stop.
 *
 * @param claim what it does, as a sentence begins: "The network tells buyers from others"
 * @param others each other forecast in words, and how the forecast stands to it
 *
 * @example
 * ```ts
 * import { verdict } from "perdura/repurchase/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   verdict("The network tells buyers from others", [
 *     ["boosted trees", "alike"],
 *     ["the base rate", "better"],
 *   ]),
 *   "The network tells buyers from others better than the base rate, and not clearly better or " +
 *     "worse than boosted trees",
 * );
 * ```
 */
export function verdict(
  claim: string,
  others: readonly (readonly [words: string, standing: Standing])[],
): string {
  const among = (wanted: Standing) =>
    listed(
      others.filter(([, standing]) => standing === wanted).map(([words]) => words),
    );
  const parts = ([
    ["worse than", among("worse")],
    ["better than", among("better")],
    ["not clearly better or worse than", among("alike")],
  ] as const).flatMap(([how, whom]) => whom === undefined ? [] : [`${how} ${whom}`]);
  const last = parts.pop();
  return `${claim} ${parts.length === 0 ? last : `${parts.join(", ")}, and ${last}`}`;
}

/** "a", "a and b", "a, b and c"; undefined of nothing. */
function listed(words: readonly string[]): string | undefined {
  if (words.length < 2) return words[0];
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
