import type { Random } from "perdura/core/mod.ts";
import { sampleBeta, sampleBinomial, sampleGamma } from "perdura/stats/samplers.ts";
import { genders, type People, placeOf } from "../people.ts";
import type { DemoShop } from "../simulate.ts";
import { PurchasesSoFar } from "./purchases_so_far.ts";
import { type RecipientFacts, type Response, responseTo } from "./response.ts";
import type { Schedule } from "./schedule.ts";

/** The share of recipients who really get the message, at random. */
export const treatedShare = 0.5;
const unknownAge = 0.04;
const daysPerWeek = 7;

/** A row of the campaign file, as it should be. */
export interface Mailing extends RecipientFacts, Response {
  readonly customer: number;
  readonly gender: string;
  readonly region: string;
  readonly label: number;
  readonly treatment: number;
  /** Number of the campaign, from 0. */
  readonly campaign: number;
  readonly day: number;
  /** What the response was worth, in pence; 0 where there was none. */
  readonly spendPence: number;
}

/**
 * Sends the campaigns: who is in each, what the shop knew of them that morning, and what they did.
 *
 * Between campaigns the shop sends a newsletter a week, of which customers open and click as many
 * as their own habits make them; these habits show in the file as shares only.
 *
 * @param rows how many mailings
 * @param random the stream of the campaigns
 * @returns mailings by campaign, then customer
 */
export function* mailings(
  shop: DemoShop,
  people: People,
  { days, candidates, canReceive }: Schedule,
  rows: number,
  random: Random,
): Generator<Mailing> {
  const streams = {
    choice: random.fork("choice"),
    newsletters: random.fork("newsletters"),
    response: random.fork("response"),
    age: random.fork("age"),
  };
  const { count, acquired, meanSpend } = shop.population;
  const knowsAge = Uint8Array.from(
    { length: count },
    () => streams.age.next() < unknownAge ? 0 : 1,
  );
  const purchases = new PurchasesSoFar(shop, shop.invoices());
  const newsletters = new Newsletters(count, random.fork("habits"));
  let wanted = rows, left = candidates;
  for (const [campaign, day] of days.entries()) {
    purchases.moveTo(day);
    for (let customer = 0; customer < count; customer++) {
      if (!canReceive(customer, day)) continue;
      // Each of the candidates left is as likely as any other to be among those still wanted.
      if (streams.choice.next() * left-- >= wanted) continue;
      wanted--;
      const sent = Math.max(1, Math.floor((day - acquired[customer]!) / daysPerWeek));
      const facts: RecipientFacts = {
        recency: purchases.recency(customer),
        frequency: purchases.frequency(customer),
        monetary: purchases.pence(customer) / 100,
        ...newsletters.ratesAfter(sent, customer, streams.newsletters),
        age: knowsAge[customer] === 1 ? people.age[customer]! : NaN,
      };
      const { p0, p1 } = responseTo(facts);
      const treatment = streams.response.next() < treatedShare ? 1 : 0;
      const label = streams.response.next() < (treatment === 1 ? p1 : p0) ? 1 : 0;
      const value = label === 0 ? 0 : sampleGamma(
        streams.response,
        shop.settings.spend.p,
        shop.settings.spend.p / meanSpend[customer]!,
      );
      yield {
        ...facts,
        p0,
        p1,
        customer,
        gender: genders[people.gender[customer]!]!,
        region: placeOf(people, customer).region,
        label,
        treatment,
        campaign,
        day,
        spendPence: Math.round(100 * value),
      };
    }
  }
}

/** What customers did with the newsletters so far. */
class Newsletters {
  readonly #opening: Float64Array;
  readonly #clicking: Float64Array;
  readonly #sent: Uint16Array;
  readonly #opened: Uint16Array;
  readonly #clicked: Uint16Array;

  constructor(customers: number, random: Random) {
    this.#opening = Float64Array.from({ length: customers }, () => sampleBeta(random, 1.4, 2.4));
    this.#clicking = Float64Array.from({ length: customers }, () => sampleBeta(random, 1.3, 5));
    this.#sent = new Uint16Array(customers);
    this.#opened = new Uint16Array(customers);
    this.#clicked = new Uint16Array(customers);
  }

  /** Shares of the newsletters opened and clicked, to four decimals as the file has them. */
  ratesAfter(sent: number, customer: number, random: Random): { openRate: number; ctr: number } {
    const opened = sampleBinomial(random, sent - this.#sent[customer]!, this.#opening[customer]!);
    this.#clicked[customer]! += sampleBinomial(random, opened, this.#clicking[customer]!);
    this.#opened[customer]! += opened;
    this.#sent[customer] = sent;
    const share = (events: number) => Math.round(10_000 * events / sent) / 10_000;
    return { openRate: share(this.#opened[customer]!), ctr: share(this.#clicked[customer]!) };
  }
}
