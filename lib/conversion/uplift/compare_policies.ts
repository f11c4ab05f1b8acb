import { InputError, type Random } from "perdura/core/mod.ts";
import {
  type Estimate,
  percentileInterval,
  resample,
} from "perdura/learn/metrics/bootstrap_interval.ts";
import { ascendingOrder } from "perdura/stats/mod.ts";
import type { UpliftRows } from "./uplift_ranking.ts";

/** What a message costs and a response is worth. */
export interface PolicyTerms {
  /** Of one message, in money. */
  readonly cost: number;
  /** Of one response, in money. */
  readonly responseValue: number;
}

/** What it brings to write to some customers rather than to nobody. */
export interface ComparedPolicy {
  readonly name: string;
  /** Share of the customers who get a message. */
  readonly share: number;
  /** Responses gained for each customer there is, written to or not. */
  readonly gained: Estimate;
  /** Money gained for each customer there is, the messages paid. */
  readonly profit: Estimate;
  /** Its profit minus that of the first policy; absent for the first itself. */
  readonly difference?: Estimate;
}

/**
 * Measures rules of whom to write to beside each other and beside writing to nobody, on customers
 * for whom chance decided who got the message; with 95 % intervals over customers.
 *
 * The response rate of customers to whom the rule writes, with the message minus without, times
 * their number, is what the rule gains. The same customers are drawn for all rules.
 *
 * @param policies how probable it is that each rule writes to each customer, n values of 0 to 1, by
 * the rule's name: 1 for everybody, 0.3 for a random 30 %
 * @param random where the resampled customers come from
 * @param replicates number of resampled sets of customers, default 200
 * @returns one entry per rule, in the order given
 * @throws {InputError} where a rule has a different number of customers
 *
 * @example
 * ```ts
 * import { comparePolicies } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = { treatment: Uint8Array.of(1, 0, 1, 0), outcome: Float64Array.of(1, 0, 0, 0) };
 * const [chosen, all] = comparePolicies(rows, {
 *   chosen: Float64Array.of(1, 1, 0, 0),
 *   everybody: Float64Array.of(1, 1, 1, 1),
 * }, { cost: 1, responseValue: 10 }, seededRandom(1));
 * assertEquals([chosen!.profit.estimate, all!.profit.estimate], [4.5, 4]);
 * ```
 *
 * Source: Hitsch, Misra and Zhang, "Heterogeneous treatment effects and optimal targeting policy
 * evaluation", Quantitative Marketing and Economics 22 (2024).
 */
export function comparePolicies(
  rows: UpliftRows,
  policies: Readonly<Record<string, Float64Array>>,
  { cost, responseValue }: PolicyTerms,
  random: Random,
  replicates = 200,
): ComparedPolicy[] {
  const n = rows.outcome.length;
  for (const [name, writes] of Object.entries(policies)) {
    if (writes.length === n) continue;
    throw new InputError(
      `Compare rules for the same customers: "${name}" has ${writes.length} and there are ${n}`,
    );
  }
  const resultsOf = (weight?: Float64Array) =>
    Object.values(policies).map((writes) => {
      const { share, gained } = gainOf(rows, writes, weight);
      return { share, gained, profit: responseValue * gained - cost * share };
    });
  const observed = resultsOf();
  const draws = resample(resultsOf, { groups: rows.groups ?? n, random, replicates });
  const estimate = (of: (results: typeof observed) => number) =>
    percentileInterval(of(observed), draws.map(of));
  return Object.keys(policies).map((name, place) => ({
    name,
    share: observed[place]!.share,
    gained: estimate((results) => results[place]!.gained),
    profit: estimate((results) => results[place]!.profit),
    ...(place > 0 && {
      difference: estimate((results) => results[place]!.profit - results[0]!.profit),
    }),
  }));
}

/** 1 for customers whose message is expected to bring more than it costs, 0 for the others. */
export function writeWhereItPays(
  uplift: Float64Array,
  { cost, responseValue }: PolicyTerms,
): Float64Array {
  return uplift.map((value) => value * responseValue > cost ? 1 : 0);
}

/**
 * 1 for a share of the customers, those with the highest scores; of those with the score at which
 * the share is full, each is written to with the probability that fills it.
 *
 * @param score n values, any
 * @param share of the customers, 0 to 1
 *
 * @example
 * ```ts
 * import { writeToShare } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(writeToShare(Float64Array.of(3, 1, 1, 0), 0.5), Float64Array.of(1, 0.5, 0.5, 0));
 * ```
 */
export function writeToShare(score: Float64Array, share: number): Float64Array {
  const n = score.length;
  const order = ascendingOrder(score).toReversed();
  const writes = new Float64Array(n);
  let left = share * n;
  for (let from = 0, to = 0; from < n && left > 0; from = to) {
    while (to < n && score[order[to]!] === score[order[from]!]) to++;
    const each = Math.min(1, left / (to - from));
    for (const row of order.subarray(from, to)) writes[row] = each;
    left -= to - from;
  }
  return writes;
}

/** Share written to, and responses gained per customer there is. */
function gainOf(
  { treatment, outcome }: UpliftRows,
  writes: Float64Array,
  weight?: Float64Array,
): { share: number; gained: number } {
  let all = 0, treated = 0, treatedYes = 0, control = 0, controlYes = 0;
  for (let row = 0; row < writes.length; row++) {
    const w = weight?.[row] ?? 1, written = w * writes[row]!;
    all += w;
    if (treatment[row] === 1) {
      treated += written;
      treatedYes += written * outcome[row]!;
    } else {
      control += written;
      controlYes += written * outcome[row]!;
    }
  }
  const share = (treated + control) / all;
  const uplift = treated === 0 || control === 0 ? 0 : treatedYes / treated - controlYes / control;
  return { share, gained: share * uplift };
}
