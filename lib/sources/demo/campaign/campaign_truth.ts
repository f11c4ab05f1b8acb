import { brief, jsonColumns } from "../_json_columns.ts";
import type { ShopCalendar } from "../calendar.ts";
import { expectedSkill } from "../expected_skill.ts";
import { customerId } from "../population.ts";
import { campaignId, type CampaignTally } from "./campaign_csv.ts";
import { treatedShare } from "./mailings.ts";

/**
 * Writes what is true of a campaign file as JSON: what it consists of, how good forecasts and
 * rankings can be, and under `per_row` the true probabilities.
 *
 * The columns of `per_row` have an entry for each row that keeps the contract, in the order of the
 * file: `p0` is the probability of a response without, `p1` with the message. `attainable.response`
 * is of forecasts that do not know who got the message, of (p0 + p1) / 2; `attainable.response_in_arm`
 * of those that do. `attainable.uplift.qini` is the area between the curve of the extra responses
 * per customer, those with the largest p1 − p0 first, and the straight line.
 *
 * @param days the day of each campaign
 */
export function* campaignTruth(
  tally: CampaignTally,
  days: readonly number[],
  { dateOf }: Pick<ShopCalendar, "dateOf">,
): Generator<string> {
  const p0 = tally.p0.subarray(0, tally.kept);
  const p1 = tally.p1.subarray(0, tally.kept);
  const { rows, kept, rejected } = tally;
  const head = {
    about: "What is true of the simulated campaign history. A row's customer responds with " +
      "probability p0 without the message and p1 with it; both follow from the columns recency, " +
      "frequency, monetary, open_rate, ctr and age of the row and from nothing else.",
    version: 1,
    rows: { in: rows, kept, rejected },
    treated_share: treatedShare,
    campaigns: {
      campaign_id: days.map((_, campaign) => campaignId(campaign)),
      date: days.map(dateOf),
    },
    columns_without_meaning: ["gender", "region"],
    attainable: {
      response: brieflyAll(expectedSkill(mixtureOf(p0, p1))),
      response_in_arm: brieflyAll(skillInArms(p0, p1)),
      uplift: brieflyAll(expectedUplift(p0, p1)),
    },
  };
  const entries = Object.entries(head).map(([name, value]) =>
    ` "${name}": ${JSON.stringify(value)},\n`
  );
  yield `{\n${entries.join("")} "per_row": {`;
  yield* jsonColumns([
    ["customer_id", (row) => `${customerId(tally.customer[row]!)}`],
    ["campaign_id", (row) => campaignId(tally.campaign[row]!)],
    ["p0", (row) => brief(p0[row]!)],
    ["p1", (row) => brief(p1[row]!)],
  ], kept);
  yield "\n }\n}\n";
}

/** The probability of a response of somebody of whom is not known whether the message reached them. */
function mixtureOf(p0: Float64Array, p1: Float64Array): Float64Array {
  return p0.map((p, row) => (1 - treatedShare) * p + treatedShare * p1[row]!);
}

/** Half of the rows in each arm, in expectation: every row once in both. */
function skillInArms(p0: Float64Array, p1: Float64Array) {
  const both = new Float64Array(2 * p0.length);
  both.set(p0);
  both.set(p1, p0.length);
  return expectedSkill(both);
}

interface ExpectedUplift {
  /** Mean of p1 − p0. */
  readonly mean: number;
  /** Share of rows that the message makes less likely to respond. */
  readonly negative_share: number;
  /** Area between the curve of extra responses per customer and the straight line. */
  readonly qini: number;
}

function expectedUplift(p0: Float64Array, p1: Float64Array): ExpectedUplift {
  const ascending = p1.map((p, row) => p - p0[row]!).sort();
  const n = ascending.length;
  let gained = 0, area = 0, negative = 0;
  for (let i = n - 1; i >= 0; i--) {
    const uplift = ascending[i]!;
    area += gained + uplift / 2;
    gained += uplift;
    if (uplift < 0) negative++;
  }
  return {
    mean: gained / n,
    negative_share: negative / n,
    qini: area / n / n - gained / n / 2,
  };
}

function brieflyAll<Numbers extends object>(numbers: Numbers): Record<keyof Numbers, number> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, brief(value)]),
  ) as Record<keyof Numbers, number>;
}
