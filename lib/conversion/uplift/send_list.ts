import { InputError } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { wilsonInterval } from "perdura/stats/mod.ts";
import { averageEffect } from "./average_effect.ts";

/** What a message brings and costs, for n customers who might get it. */
export interface SendListInput {
  /**
   * How many responses more a message to each customer brings: n values. Give this where there was
   * a control group, from `UpliftModel.predict`, and {@linkcode SendListInput.probability} where not.
   */
  readonly uplift?: Float64Array;
  /** How probable a response to the message is: n values between 0 and 1. */
  readonly probability?: Float64Array;
  /** What one message costs, in money. */
  readonly cost: number;
  /** What one response is worth, in money: see {@linkcode valuePerResponse}. */
  readonly responseValue: number;
  /** The most that all messages may cost; no limit where absent. */
  readonly budget?: number;
  /**
   * Customers of a past campaign whom the model did not learn from, and what they did: says how far
   * the sum of the predictions can be trusted.
   */
  readonly heldOut?: HeldOutRows;
}

/** m customers of a past campaign with what was predicted of them and what they did. */
export interface HeldOutRows {
  /** Uplift or probability, as the list is made of. */
  readonly score: Float64Array;
  /** 1 for a response. */
  readonly outcome: Float64Array;
  /** 1 for customers who got the message, 0 for the control group; needed for uplift. */
  readonly treatment?: Uint8Array;
}

/** Whom to write to, the most profitable customer first; all columns have one value per entry. */
export interface SendList {
  /** Indices of customers in the input. */
  readonly rows: Uint32Array;
  /** Responses that the message brings: the uplift, or the probability where only that is known. */
  readonly expectedUplift: Float64Array;
  /** Money that the message brings, its cost taken off. */
  readonly expectedProfit: Float64Array;
  /** Sum of the profits down to this entry. */
  readonly cumulativeProfit: Float64Array;
  /** What all messages of the list cost. */
  readonly cost: number;
  /** The sum of the expected profits. */
  readonly profit: number;
  /**
   * What the list would bring according to held-out customers with scores as high as those of the
   * list, and the 95 % interval of it; absent where there are none.
   */
  readonly measuredProfit?: Estimate;
  /** Customers who would be worth a message if the budget reached them. */
  readonly beyondBudget: number;
  /** False where responses are counted that would come without a message too. */
  readonly isCausal: boolean;
}

/**
 * Whom it is worth writing to: customers whose message brings more than it costs, in the order of
 * what it brings, as far as the budget goes.
 *
 * The expected profit of a message is uplift × value of a response − cost. Without a control group
 * nobody knows the uplift, and the probability of a response stands in its place: an upper bound,
 * since some would respond without a message (`isCausal` is false then, and reports have to say so).
 *
 * @throws {InputError} where not exactly one of uplift and probability is given, an amount is out of
 * range, or held-out customers lack what the list is made of
 *
 * @example
 * ```ts
 * import { sendList } from "perdura/conversion/uplift/send_list.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const list = sendList({
 *   uplift: Float64Array.of(0.01, 0.25, -0.02, 0.5),
 *   cost: 1,
 *   responseValue: 20,
 * });
 * assertEquals([...list.rows], [3, 1]);
 * assertEquals([...list.cumulativeProfit], [9, 13]);
 * ```
 */
export function sendList(input: SendListInput): SendList {
  const { cost, responseValue, budget = Infinity, heldOut } = input;
  const isCausal = input.uplift !== undefined;
  const effect = input.uplift ?? input.probability;
  if (effect === undefined || (isCausal && input.probability !== undefined)) {
    throw new InputError("Make a send list of uplift or of probability: give exactly one of them");
  }
  checkAmounts(cost, responseValue, budget);
  const profitOf = (row: number) => effect[row]! * responseValue - cost;
  const worth = Uint32Array.from(effect, (_, row) => row)
    .filter((row) => profitOf(row) > 0)
    .sort((a, b) => effect[b]! - effect[a]! || a - b);
  const affordable = cost === 0 ? worth.length : Math.floor(budget / cost * (1 + 1e-12));
  const rows = worth.subarray(0, affordable);
  const expectedUplift = Float64Array.from(rows, (row) => effect[row]!);
  const expectedProfit = Float64Array.from(rows, profitOf);
  let profit = 0;
  const cumulativeProfit = expectedProfit.map((value) => profit += value);
  const measured = heldOut === undefined || rows.length === 0
    ? undefined
    : measuredEffect(heldOut, expectedUplift.at(-1)!, isCausal);
  const total = (perMessage: number) => rows.length * (perMessage * responseValue - cost);
  return {
    rows,
    expectedUplift,
    expectedProfit,
    cumulativeProfit,
    cost: rows.length * cost,
    profit,
    ...measured !== undefined && {
      measuredProfit: {
        estimate: total(measured.estimate),
        lower: total(measured.lower),
        upper: total(measured.upper),
      },
    },
    beyondBudget: worth.length - rows.length,
    isCausal,
  };
}

/**
 * What one response is worth: the mean spend of those who responded, times the share of revenue that
 * is kept.
 *
 * @param spend of each customer after the message, in money; NaN where it is not known
 * @param outcome 1 for a response
 * @param margin share of revenue that is kept, from 0 to 1
 * @throws {InputError} where nobody responded, or nobody's spend is known
 *
 * @example
 * ```ts
 * import { valuePerResponse } from "perdura/conversion/uplift/send_list.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(valuePerResponse(Float64Array.of(0, 30, 50), Float64Array.of(0, 1, 1), 0.25), 10);
 * ```
 */
export function valuePerResponse(
  spend: Float64Array,
  outcome: Float64Array,
  margin: number,
): number {
  let sum = 0, responses = 0;
  for (let row = 0; row < spend.length; row++) {
    if (outcome[row] !== 1 || Number.isNaN(spend[row])) continue;
    sum += spend[row]!;
    responses++;
  }
  if (responses > 0) return margin * sum / responses;
  throw new InputError(
    "Cannot say what a response is worth: nobody who responded has a spend; give the value itself",
  );
}

/** The mean effect among held-out customers whose score is at least that of the list's last. */
function measuredEffect(
  { score, outcome, treatment }: HeldOutRows,
  lowest: number,
  isCausal: boolean,
): Estimate | undefined {
  if (isCausal && treatment === undefined) {
    throw new InputError(
      "Cannot measure the uplift of a send list: held-out customers need their treatment",
    );
  }
  const rows = [0, 0], responses = [0, 0];
  for (let row = 0; row < score.length; row++) {
    if (!(score[row]! >= lowest)) continue;
    const arm = treatment?.[row] ?? 1;
    rows[arm]!++;
    responses[arm]! += outcome[row]!;
  }
  const withMessage = { rows: rows[1]!, responses: responses[1]! };
  if (withMessage.rows === 0) return undefined;
  if (!isCausal) {
    const [lower, upper] = wilsonInterval(withMessage.responses, withMessage.rows);
    return { estimate: withMessage.responses / withMessage.rows, lower, upper };
  }
  if (rows[0] === 0) return undefined;
  return averageEffect(withMessage, { rows: rows[0]!, responses: responses[0]! });
}

function checkAmounts(cost: number, responseValue: number, budget: number): void {
  if (cost >= 0 && responseValue > 0 && budget >= 0) return;
  throw new InputError(
    "Give a cost and a budget of 0 or more and a value above 0 for a response: they are " +
      `${cost}, ${budget} and ${responseValue}`,
  );
}
