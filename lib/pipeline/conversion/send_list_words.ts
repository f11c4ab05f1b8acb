import { count, formatNumber, percent, plural } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import type { SpendingResponses } from "./response_value.ts";
import type { SendListFacts } from "./write_send_list.ts";

/** What a send list was made with, besides its facts. */
export interface SendListTerms extends SpendingResponses {
  /** Whether somebody has said what a message costs; it counts as free where not. */
  readonly isCostGiven: boolean;
  /** Share of revenue that is kept. */
  readonly margin: number;
  /** What the message that brings most brings, its cost not taken off. */
  readonly best: number;
}

/** What a send list comes to, in a line. */
export function sendListLine(facts: SendListFacts, { best, isCostGiven }: SendListTerms): string {
  const { beyondBudget, budget, cost, customers, listed } = facts;
  if (listed + beyondBudget === 0) {
    const most = best > 0
      ? `the best is expected to bring only ${amount(best)}`
      : "no message is expected to bring anything";
    return `none of ${plural(customers, "customer")} is worth a message, ` +
      `${ifItCosts(cost, isCostGiven)}: ${most}`;
  }
  if (listed === 0) {
    return `the budget of ${amount(budget!)} pays for no message, ` +
      `${ifItCosts(cost, isCostGiven)}: ${count(beyondBudget)} of ` +
      `${plural(customers, "customer")} would be worth one`;
  }
  const beyond = beyondBudget > 0
    ? `, and ${count(beyondBudget)} more beyond the budget of ${amount(budget!)}`
    : "";
  return `${count(listed)} of ${plural(customers, "customer")} ${listed === 1 ? "is" : "are"} ` +
    `worth a message, ${ifItCosts(cost, isCostGiven)}${beyond}: ${profitWords(facts)}`;
}

/** What a send list assumes and how its profit was measured, a sentence for each. */
export function sendListAssumptions(facts: SendListFacts, terms: SendListTerms): string[] {
  const { budget, cost, isCausal, measuredProfit, profit } = facts;
  return [
    costSentence(cost, terms.isCostGiven),
    valueSentence(facts.responseValue, terms),
    ...budget !== undefined && cost === 0
      ? [`The budget of ${amount(budget)} limits nothing, since a message costs nothing`]
      : [],
    isCausal
      ? "Responses that come only because of a message are taken to be worth as much as the others"
      : "Responses that would have come without a message count too, since the campaign left nobody " +
        "out by chance: the profit is overstated",
    ...measuredProfit === undefined ? [] : [
      "The profit was measured on customers whose own responses the models had not seen: " +
      (isCausal
        ? "those who got a message beside those who got none"
        : "how many of those who got a message responded"),
      ...profit > measuredProfit.upper
        ? ["The models promise more than was measured: go by the measured profit"]
        : [],
    ],
  ];
}

function ifItCosts(cost: number, isGiven: boolean): string {
  if (!isGiven) return "if it is free (no --cost was given)";
  return cost === 0 ? "if it is free" : `if it costs ${amount(cost)}`;
}

function costSentence(cost: number, isGiven: boolean): string {
  if (!isGiven) {
    return "A message counts as free, since no cost was given: say with --cost COST what one costs";
  }
  return cost === 0 ? "A message is free (--cost)" : `A message costs ${amount(cost)} (--cost)`;
}

function valueSentence(value: number, { margin, responses, spending }: SendListTerms): string {
  const spend = `the mean "spend" of ${plural(responses, "response")}` +
    (spending < responses ? `, of which ${count(spending)} spent anything` : "");
  return margin === 1
    ? `A response is worth ${
      amount(value)
    }, ${spend}; all of it counts as profit (--margin SHARE ` +
      "counts a share)"
    : `A response is worth ${amount(value)}, ${percent(margin)} (--margin) of ` +
      `${amount(value / margin)}, ${spend}`;
}

function profitWords({ isCausal, measuredProfit, profit }: SendListFacts): string {
  const most = isCausal ? "" : "at most ";
  const measured = measuredProfit === undefined
    ? "not measured: too few customers outside the training have predictions as high"
    : measuredWords(measuredProfit, most);
  return `expected profit ${most}${amount(profit)}, ${measured}`;
}

function measuredWords({ estimate, lower, upper }: Estimate, most: string): string {
  const interval = `${amount(lower)} to ${amount(upper)}`;
  if (estimate < 0) {
    return `measured a loss of ${most === "" ? "" : "at least "}${amount(-estimate)} ` +
      `(95\u00a0% interval ${interval}${upper > 0 ? ", so it may be a profit" : ""})`;
  }
  return `measured ${most}${amount(estimate)} ` +
    `(95\u00a0% interval ${interval}${lower < 0 ? ", so it may be a loss" : ""})`;
}

/** An amount in the money of the campaign, which does not say in which currency it spends. */
function amount(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return formatNumber(value);
  return formatNumber(value, size >= 1 ? 2 : Math.min(20, 1 - Math.floor(Math.log10(size))));
}
