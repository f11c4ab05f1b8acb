import type { Random } from "perdura/core/mod.ts";
import { drawPeople } from "../people.ts";
import type { DemoShop } from "../simulate.ts";
import { campaignCsv, type CampaignTally } from "./campaign_csv.ts";
import { campaignTruth } from "./campaign_truth.ts";
import { mailings } from "./mailings.ts";
import { schedule } from "./schedule.ts";

/** Rows per customer where nobody asks for a number. */
const rowsPerCustomer = 4;

/** Which campaign history to simulate. */
export interface CampaignOptions {
  /** Mailings, default four per customer; there are as many campaigns as it takes. */
  readonly rows?: number;
}

/** A simulated campaign history: its file and what is true of it. */
export interface DemoCampaign {
  readonly rows: number;
  /** The day of each campaign, from the start of the history. */
  readonly days: readonly number[];
  /** The campaign file, in chunks; returns what it consists of. */
  csv(): Generator<string, CampaignTally>;
  /** What is true of the file, as JSON in chunks. */
  truth(tally: CampaignTally): Generator<string>;
}

/**
 * Simulates e-mail campaigns to the customers of the demo shop, with the probability of every
 * response known.
 *
 * Recency, frequency and monetary value are those of the shop's transactions before the day of the
 * campaign; age, gender and place are the same in the web shop. Half of the recipients get the
 * message, at random; the others are the control. How likely a response is follows from the file's
 * columns alone (`responseTo`): about 12 % respond, the best possible ROC-AUC is near 0.78, the
 * message helps some a lot, most a little, and annoys a few. Responses happen outside the
 * transactions. In one row of two hundred something breaks the contract of the file.
 *
 * @param random the stream that the shop was simulated with; the campaigns use a fork of their own
 * @throws {InputError} where there are too few customers and days for so many rows
 *
 * @example
 * ```ts
 * import { simulateCampaign, simulateDemo } from "perdura/sources/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const random = seededRandom(42);
 * const campaign = simulateCampaign(simulateDemo({ customers: 100 }, random), {}, random);
 * const lines = [...campaign.csv()].join("").trimEnd().split("\n");
 * assertEquals(lines[0]?.split(",").slice(0, 2), ["customer_id", "recency"]);
 * ```
 */
export function simulateCampaign(
  shop: DemoShop,
  options: CampaignOptions,
  random: Random,
): DemoCampaign {
  const rows = options.rows ?? rowsPerCustomer * shop.settings.customers;
  const plan = schedule(shop, rows);
  const people = drawPeople(shop.population, random.fork("people"));
  const stream = random.fork("campaign");
  return {
    rows,
    days: plan.days,
    csv: () =>
      campaignCsv(
        mailings(shop, people, plan, rows, stream),
        rows,
        shop.calendar,
        stream.fork("faults"),
      ),
    truth: (tally) => campaignTruth(tally, plan.days, shop.calendar),
  };
}
