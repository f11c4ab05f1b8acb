import type { Random } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { comparePolicies, writeToShare, writeWhereItPays } from "./compare_policies.ts";
import type { UpliftRows } from "./uplift_ranking.ts";

/** Customers with and without a message, and what was predicted of them without knowing them. */
export interface TargetingRows {
  readonly comparison: UpliftRows;
  /** n differences of probabilities. */
  readonly uplift: Float64Array;
  /** n scores by which customers are ranked the usual way, for example response probabilities. */
  readonly usual: Float64Array;
}

/** What it brings to write to those whose message pays, at one cost of a message. */
export interface TargetingAtCost {
  /** Of one message, in money. */
  readonly cost: number;
  /** Share of the customers whose predicted uplift pays for the message. */
  readonly share: number;
  /** Money gained for each customer there is, compared with writing to nobody. */
  readonly profit: Estimate;
  /** The same of writing to everybody. */
  readonly everybody: Estimate;
  /** The profit minus that of writing to everybody. */
  readonly overEverybody: Estimate;
  /** The profit minus that of as many customers, those ranked first the usual way. */
  readonly overUsual: Estimate;
  /** The profit minus that of as many customers, chosen by chance. */
  readonly overChance: Estimate;
}

/**
 * Whether it pays to choose customers by predicted uplift, at different costs of a message: beside
 * everybody, nobody, as many by another ranking and as many by chance, with paired 95 % intervals.
 *
 * @param costs of one message, in money
 * @param responseValue what one response is worth, in money
 *
 * @example
 * ```ts
 * import { targetingByCost } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [at] = targetingByCost({
 *   comparison: { treatment: Uint8Array.of(1, 0, 1, 0), outcome: Float64Array.of(1, 0, 0, 0) },
 *   uplift: Float64Array.of(0.5, 0.5, 0, 0),
 *   usual: Float64Array.of(0, 0, 1, 1),
 * }, { costs: [1], responseValue: 10 }, seededRandom(1));
 * assertEquals([at!.share, at!.profit.estimate, at!.overEverybody.estimate], [0.5, 4.5, 0.5]);
 * assertEquals([at!.overUsual.estimate, at!.overChance.estimate], [5, 2.5]);
 * ```
 */
export function targetingByCost(
  { comparison, uplift, usual }: TargetingRows,
  { costs, responseValue }: { readonly costs: readonly number[]; readonly responseValue: number },
  random: Random,
): TargetingAtCost[] {
  const n = uplift.length;
  return costs.map((cost) => {
    const targeted = writeWhereItPays(uplift, { cost, responseValue });
    const share = targeted.reduce((sum, writes) => sum + writes, 0) / n;
    const [own, everybody, ranked, chance] = comparePolicies(
      comparison,
      {
        targeted,
        everybody: new Float64Array(n).fill(1),
        usual: writeToShare(usual, share),
        chance: new Float64Array(n).fill(share),
      },
      { cost, responseValue },
      random,
    );
    const over = ({ difference }: { readonly difference?: Estimate }) => turned(difference!);
    return {
      cost,
      share,
      profit: own!.profit,
      everybody: everybody!.profit,
      overEverybody: over(everybody!),
      overUsual: over(ranked!),
      overChance: over(chance!),
    };
  });
}

/** The better of the two rules that need no model, and the profit of choosing minus its own. */
export function overBestRule(
  { everybody, overEverybody, profit }: TargetingAtCost,
): { readonly rule: "everybody" | "nobody"; readonly difference: Estimate } {
  return everybody.estimate > 0
    ? { rule: "everybody", difference: overEverybody }
    : { rule: "nobody", difference: profit };
}

/**
 * Whether choosing customers is known to pay: more than writing to everybody, and more than writing
 * to nobody.
 */
export function choosingPays({ overEverybody, profit }: TargetingAtCost): boolean {
  return overEverybody.lower > 0 && profit.lower > 0;
}

/** The difference the other way round. */
function turned({ estimate, lower, upper }: Estimate): Estimate {
  // 0 has no sign.
  return { estimate: 0 - estimate, lower: 0 - upper, upper: 0 - lower };
}
