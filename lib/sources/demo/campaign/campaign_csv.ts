import type { Random } from "perdura/core/mod.ts";
import type { ShopCalendar } from "../calendar.ts";
import { customerId } from "../population.ts";
import type { Mailing } from "./mailings.ts";

const header = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label," +
  "treatment,campaign_id,date,spend\n";
/** Of the rows, those that each kind of fault spoils. */
const faultRate = 0.001;
/** Rows that are turned into text at a time. */
export const rowsPerChunk = 2_048;

/** What breaks the contract of the campaign file: rule and column as cleaning reports them. */
export type CampaignFault =
  | "out_of_range open_rate"
  | "out_of_range age"
  | "unknown_value gender"
  | "missing_value label"
  | "exact_duplicate";

/** What a campaign file consists of, filled while it is written; columns by row that keeps the contract. */
export interface CampaignTally {
  /** Rows of the file. */
  rows: number;
  /** Rows of the file that keep its contract, in its order: the length used of the columns. */
  kept: number;
  readonly rejected: Record<CampaignFault, number>;
  /** Number of the customer, from 0. */
  readonly customer: Uint32Array;
  /** Number of the campaign, from 0. */
  readonly campaign: Uint16Array;
  readonly p0: Float64Array;
  readonly p1: Float64Array;
}

/**
 * Writes mailings as a campaign file, with the faults that such files have.
 *
 * @param rows how many mailings there are
 * @returns text, the header first; when all is taken, what it consists of
 */
export function* campaignCsv(
  mailings: Iterable<Mailing>,
  rows: number,
  { dateOf }: Pick<ShopCalendar, "dateOf">,
  random: Random,
): Generator<string, CampaignTally> {
  const tally = emptyTally(rows);
  let chunk = header, waiting = 0;
  for (const mailing of mailings) {
    const { fault, text } = written(mailing, dateOf(mailing.day), random);
    chunk += text;
    tally.rows++;
    if (fault === undefined || fault === "exact_duplicate") {
      const at = tally.kept++;
      tally.customer[at] = mailing.customer;
      tally.campaign[at] = mailing.campaign;
      tally.p0[at] = mailing.p0;
      tally.p1[at] = mailing.p1;
    }
    if (fault !== undefined) tally.rejected[fault]++;
    if (fault === "exact_duplicate") {
      chunk += text;
      tally.rows++;
    }
    if (++waiting < rowsPerChunk) continue;
    yield chunk;
    chunk = "";
    waiting = 0;
  }
  yield chunk;
  return tally;
}

/** The id of a campaign: `C01`. */
export function campaignId(campaign: number): string {
  return `C${`${campaign + 1}`.padStart(2, "0")}`;
}

const faults: readonly CampaignFault[] = [
  "out_of_range open_rate",
  "out_of_range age",
  "unknown_value gender",
  "missing_value label",
  "exact_duplicate",
];

function written(
  mailing: Mailing,
  date: string,
  random: Random,
): { fault: CampaignFault | undefined; text: string } {
  const { customer, recency, frequency, monetary, openRate, ctr, age } = mailing;
  const { gender, region, label, treatment, campaign, spendPence } = mailing;
  const fault = faults[Math.floor(random.next() / faultRate)];
  const cells = [
    customerId(customer),
    recency,
    frequency,
    monetary.toFixed(2),
    fault === "out_of_range open_rate" ? 1 + (1 + random.integer(99)) / 100 : openRate,
    ctr,
    fault === "out_of_range age" ? -1 : Number.isNaN(age) ? "" : age,
    fault === "unknown_value gender" ? "X" : gender,
    region,
    fault === "missing_value label" ? "" : label,
    treatment,
    campaignId(campaign),
    date,
    (spendPence / 100).toFixed(2),
  ];
  return { fault, text: `${cells.join(",")}\n` };
}

function emptyTally(rows: number): CampaignTally {
  return {
    rows: 0,
    kept: 0,
    rejected: {
      "out_of_range open_rate": 0,
      "out_of_range age": 0,
      "unknown_value gender": 0,
      "missing_value label": 0,
      exact_duplicate: 0,
    },
    customer: new Uint32Array(rows),
    campaign: new Uint16Array(rows),
    p0: new Float64Array(rows),
    p1: new Float64Array(rows),
  };
}
