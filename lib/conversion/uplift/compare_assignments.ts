import { InputError, type Random } from "perdura/core/mod.ts";
import type { RowGroups } from "perdura/features/row_groups.ts";
import { percentileInterval, resample } from "perdura/learn/metrics/bootstrap_interval.ts";
import { controlArm } from "perdura/sources/campaign_source.ts";
import type { ComparedPolicy, PolicyTerms } from "./compare_policies.ts";

/** n customers of a campaign with several messages, dealt out by chance. */
export interface ArmRows {
  /** The message of each, or `"control"`. */
  readonly arm: readonly string[];
  /** 1 for a response, 0 for none. */
  readonly outcome: Float64Array;
  /** What each row belongs to, for example its customer; absent where each is its own. */
  readonly groups?: RowGroups;
}

/**
 * Measures rules of who gets which message beside each other and beside no message to anybody, with
 * 95 % intervals over customers: as {@linkcode comparePolicies}, for several messages.
 *
 * @param assignments the message that each rule gives each customer, or `"control"`: n names, by the
 * rule's name
 * @param random where the resampled customers come from
 * @param replicates number of resampled sets of customers, default 200
 * @returns one entry per rule, in the order given
 * @throws {InputError} where a rule has a different number of customers
 *
 * @example
 * ```ts
 * import { compareAssignments } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = {
 *   arm: ["men", "women", "control", "men", "women", "control"],
 *   outcome: Float64Array.of(1, 0, 0, 0, 1, 0),
 * };
 * const [own, men] = compareAssignments(rows, {
 *   own: ["men", "men", "men", "women", "women", "women"],
 *   men: Array(6).fill("men"),
 * }, { cost: 0, responseValue: 1 }, seededRandom(1));
 * assertEquals([own!.gained.estimate, men!.gained.estimate], [1, 0.5]);
 * ```
 */
export function compareAssignments(
  rows: ArmRows,
  assignments: Readonly<Record<string, readonly string[]>>,
  { cost, responseValue }: PolicyTerms,
  random: Random,
  replicates = 200,
): ComparedPolicy[] {
  const n = rows.outcome.length;
  for (const [name, assigned] of Object.entries(assignments)) {
    if (assigned.length === n) continue;
    throw new InputError(
      `Compare rules for the same customers: "${name}" has ${assigned.length} and there are ${n}`,
    );
  }
  const gains = Object.values(assignments).map((assigned) => gainOf(rows, assigned));
  const resultsOf = (weight?: Float64Array) =>
    gains.map((gain) => {
      const { share, gained } = gain(weight);
      return { share, gained, profit: responseValue * gained - cost * share };
    });
  const observed = resultsOf();
  const draws = resample(resultsOf, { groups: rows.groups ?? n, random, replicates });
  const estimate = (of: (results: typeof observed) => number) =>
    percentileInterval(of(observed), draws.map(of));
  return Object.keys(assignments).map((name, place) => ({
    name,
    share: observed[place]!.share,
    gained: estimate((results) => results[place]!.gained),
    profit: estimate((results) => results[place]!.profit),
    ...(place > 0 && {
      difference: estimate((results) => results[place]!.profit - results[0]!.profit),
    }),
  }));
}

/** Prepares the share written to, and the responses gained per customer, under many weightings. */
function gainOf(
  { arm, outcome }: ArmRows,
  assigned: readonly string[],
): (weight?: Float64Array) => { share: number; gained: number } {
  const messages = [...new Set(assigned)].filter((name) => name !== controlArm);
  const message = Int32Array.from(assigned, (name) => messages.indexOf(name));
  // 1 for those who got the message that the rule gives them, 0 for the control group.
  const got = Int8Array.from(
    arm,
    (name, row) => name === controlArm ? 0 : name === assigned[row] ? 1 : -1,
  );
  return (weight) => {
    let all = 0;
    const rows = new Float64Array(messages.length);
    const counts = [0, 1].map(() => new Float64Array(messages.length));
    const yes = [0, 1].map(() => new Float64Array(messages.length));
    for (let row = 0; row < message.length; row++) {
      const w = weight?.[row] ?? 1, k = message[row]!, treated = got[row]!;
      all += w;
      if (k < 0) continue;
      rows[k]! += w;
      if (treated < 0) continue;
      counts[treated]![k]! += w;
      yes[treated]![k]! += w * outcome[row]!;
    }
    let share = 0, gained = 0;
    for (let k = 0; k < messages.length; k++) {
      share += rows[k]! / all;
      const [without, withMessage] = [0, 1].map((t) => yes[t]![k]! / counts[t]![k]!);
      const uplift = withMessage! - without!;
      if (!Number.isNaN(uplift)) gained += rows[k]! / all * uplift;
    }
    return { share, gained };
  };
}
