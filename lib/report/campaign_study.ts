import {
  choosingPays,
  compareAssignments,
  type ComparedPolicy,
  compareRankings,
  qiniBand,
  type QiniBandPoint,
  qiniCurve,
  type SendList,
  sendList,
  type TargetingAtCost,
  targetingByCost,
  type UpliftBin,
  upliftByDecile,
  type UpliftCurve,
  upliftRanking,
} from "perdura/conversion/uplift/mod.ts";
import {
  formatNumber,
  percent,
  plural,
  type Progress,
  type Random,
  silent,
} from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import type { SendListFacts } from "perdura/pipeline/conversion/write_send_list.ts";
import type { MessageFacts } from "perdura/pipeline/conversion/write_uplift.ts";
import { treatedArm } from "perdura/sources/campaign_source.ts";
import type { CampaignResults } from "./campaign_results.ts";

/** What a message costs, and what all of them may cost. */
export interface StudyTerms {
  /** Of one message, in the money of the campaign. */
  readonly cost: number;
  /** No limit where absent. */
  readonly budget?: number;
}

/** Whom a message changes, and whether it pays to tell them apart. */
export interface MessageStudy extends MessageFacts {
  /** Rows with this message or none. */
  readonly rows: number;
  /** Qini of the response probability minus that of the predicted uplift. */
  readonly overUplift: Estimate;
  readonly bins: readonly UpliftBin[];
  readonly band: readonly QiniBandPoint[];
  /** The Qini curve of the response probability. */
  readonly usual: UpliftCurve;
  /** At the cost asked for, and at parts of the cost at which the average customer just pays. */
  readonly byCost: readonly TargetingAtCost[];
}

/** Costs that are studied, as parts of what the message brings on the average customer. */
const partsOfEffect = [0.5, 0.75, 1, 1.25, 1.5];

/** Studies each message of a campaign with a control group; none for a campaign without. */
export function studyMessages(
  { facts, sendList, uplift }: Pick<CampaignResults, "facts" | "sendList" | "uplift">,
  { cost }: StudyTerms,
  random: Random,
  progress: Progress = silent,
): MessageStudy[] {
  const responseValue = sendList?.responseValue;
  return uplift.map((rows, at) => {
    progress.update("studying the messages", at, uplift.length, "messages");
    const { comparison, message, place, probabilityPlace } = rows;
    const own = facts.uplift!.find((one) => one.message === message)!;
    const [, probability] = compareRankings(
      comparison,
      { uplift: place, probability: probabilityPlace },
      random.fork(message),
    );
    const even = breakEvenCost(own, responseValue ?? 0).estimate;
    const costs = [...new Set([cost, ...partsOfEffect.map((part) => part * even)])];
    const ranking = upliftRanking(place, comparison);
    return {
      ...own,
      rows: place.length,
      overUplift: probability!.difference!.qini,
      bins: upliftByDecile(ranking, { random: random.fork(message) }),
      band: qiniBand(ranking, { random: random.fork(message) }),
      usual: qiniCurve(upliftRanking(probabilityPlace, comparison)),
      byCost: responseValue === undefined || even <= 0 ? [] : targetingByCost(
        { ...rows, usual: probabilityPlace },
        { costs: costs.toSorted((a, b) => a - b), responseValue },
        random.fork(message),
      ),
    };
  });
}

/**
 * What a message may cost so that writing to everybody just pays: what it brings on the average
 * customer.
 *
 * @param responseValue of one response; taken as known, so that the interval is that of the effect
 */
export function breakEvenCost(
  { effect: { estimate, lower, upper } }: Pick<MessageFacts, "effect">,
  responseValue: number,
): Estimate {
  return {
    estimate: estimate * responseValue,
    lower: lower * responseValue,
    upper: upper * responseValue,
  };
}

/**
 * Each customer's best message beside one message for all, at no cost: responses gained per customer.
 *
 * @returns the rule of the best messages first
 */
export function studyAssignments(
  { rows, uplift }: Pick<CampaignResults, "rows" | "uplift">,
  random: Random,
): ComparedPolicy[] {
  const best = rows.arm!.map((_, row) =>
    uplift.reduce((best, next) => next.upliftOfAll[row]! > best.upliftOfAll[row]! ? next : best)
      .message
  );
  return compareAssignments(
    { arm: rows.arm!, outcome: rows.label, groups: rows.customerId },
    {
      "each customer’s own": best,
      ...Object.fromEntries(uplift.map(({ message }) => [message, rows.arm!.map(() => message)])),
    },
    { cost: 0, responseValue: 1 },
    random,
  );
}

/** A send list with who is on it. */
export interface NamedSendList extends SendList {
  readonly customerId: readonly string[];
  readonly message: readonly (string | null)[];
  /** Customers whom it was chosen from. */
  readonly customers: number;
}

/** Whom it is worth writing to on some terms; undefined where a response has no known value. */
export function campaignSendList(
  { best, predictions, sendList: known }: Pick<
    CampaignResults,
    "best" | "predictions" | "sendList"
  >,
  { cost, budget }: StudyTerms,
): NamedSendList | undefined {
  if (known === undefined) return undefined;
  const table = best ?? predictions;
  const effect = Float64Array.from(
    table.getColumn(best ? "uplift" : "probability").toArray() as number[],
  );
  const list = sendList({
    ...(best ? { uplift: effect } : { probability: effect }),
    cost,
    responseValue: known.responseValue,
    ...budget !== undefined && { budget },
  });
  const listed = (name: string) => {
    const values = table.getColumn(name).toArray();
    return Array.from(list.rows, (row) => values[row]);
  };
  return {
    ...list,
    customerId: listed("customer_id") as string[],
    message: listed("message") as (string | null)[],
    customers: table.height,
  };
}

/** What a campaign says to somebody who reads nothing else, in Markdown. */
export function campaignAnswer(
  { facts, sendList: known }: Pick<CampaignResults, "facts" | "sendList">,
  studies: readonly MessageStudy[],
  list: NamedSendList | undefined,
  { cost, budget }: StudyTerms,
): string {
  if (studies.length === 0) return answerWithoutControl(facts, list);
  const worked = studies.map(({ effect, message }) =>
    `Of 100 customers who get ${messageWords(message)}, **${points(effect.estimate)} more ` +
    `respond** than of 100 who get none (95\u00a0% interval ${points(effect.lower)} to ` +
    `${points(effect.upper)}).`
  );
  const targeting = studies.map((study) => `${capital(targetingWords(study))}.`);
  const listed = list === undefined
    ? "What a response is worth is not known, so there is no list."
    : `${capital(costWords(cost))}, and a response is worth ` +
      `${amount(known!.responseValue)}, ` +
      `**${formatNumber(list.rows.length)} of ${plural(list.customers, "customer")} are worth ` +
      `writing to**${beyondWords(list, budget)}; their messages are expected to bring ` +
      `${amount(list.profit)}${measuredWords(known!, { cost, budget })}.`;
  return [...worked, ...targeting, listed].join(" ");
}

/** How many more would be worth a message if it were not for the budget. */
function beyondWords({ beyondBudget }: NamedSendList, budget: number | undefined): string {
  if (budget === undefined || beyondBudget === 0) return "";
  return ` within the budget of ${amount(budget)}, and ${
    formatNumber(beyondBudget)
  } more beyond it`;
}

/** What was measured of the pipeline's list, where the list on these terms is that one. */
function measuredWords(
  known: SendListFacts,
  { cost, budget }: { readonly cost: number; readonly budget: number | undefined },
): string {
  const { measuredProfit } = known;
  if (measuredProfit === undefined || cost !== known.cost || budget !== known.budget) return "";
  const { estimate, lower, upper } = measuredProfit;
  return `; by what customers of the past with predictions as high did, it is ` +
    `${amount(estimate)} (95\u00a0% interval ${amount(lower)} to ${amount(upper)})`;
}

function targetingWords({ byCost, message, qini }: MessageStudy): string {
  const which = messageWords(message);
  const ranked = qini.lower > 0
    ? `whom ${which} changes most can be told better than by chance`
    : `whom ${which} changes most cannot be told from chance on this data`;
  if (byCost.length === 0) return ranked;
  const paying = byCost.filter(choosingPays).map(({ cost }) => amount(cost));
  if (paying.length === 0) {
    return `${ranked}, and at no cost that was tried is choosing customers known to pay more than ` +
      "writing to everybody or to nobody";
  }
  const [from, to] = [paying[0]!, paying.at(-1)!];
  return `${ranked}, and choosing customers pays more than writing to everybody or to nobody where ` +
    `a message costs **about ${from === to ? from : `${from} to ${to}`}**`;
}

function answerWithoutControl(
  { baseRate, model, models }: CampaignResults["facts"],
  list: NamedSendList | undefined,
): string {
  const { estimate, lower, upper } = models.find(({ name }) => name === model)!.scores.rocAuc;
  const two = (value: number) => formatNumber(value, 2);
  return `Of the customers written to, **${
    percent(baseRate, 1)
  } responded**; a model tells them from ` +
    `others with a ROC-AUC of ${two(estimate)} (95\u00a0% interval ${two(lower)} to ` +
    `${two(upper)}). **Nobody knows how many would have come without the message**: the campaign ` +
    "left nobody out by chance" +
    (list === undefined ? "" : `, so that the list of ${plural(list.rows.length, "customer")} ` +
      "counts responses that would have come anyway") +
    ". Leave out a random tenth next time.";
}

/** A message as a sentence names it: "the message" where a file only says who got one. */
export function messageWords(message: string): string {
  return message === treatedArm ? "the message" : `“${message}”`;
}

/** A condition: "if a message costs 0.55", "if a message costs nothing". */
export function costWords(cost: number): string {
  return `if a message costs ${cost === 0 ? "nothing" : amount(cost)}`;
}

/** A difference of shares in percentage points. */
function points(difference: number): string {
  return formatNumber(100 * difference, 1);
}

/** An amount of money; the campaign does not say in which currency it spends. */
function amount(value: number): string {
  return formatNumber(value, value !== 0 && Math.abs(value) < 10 ? 2 : 0);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
