import type { Random } from "perdura/core/mod.ts";
import {
  categoricalSampler,
  poissonSampler,
  sampleBeta,
  sampleExponential,
  sampleGamma,
  samplePoisson,
} from "perdura/stats/samplers.ts";
import { productsOf } from "../catalogue.ts";
import {
  drawRepurchase,
  logHazard,
  type OrderFacts,
  repurchaseDays,
  repurchaseProbability,
  type TrafficSource,
} from "./repurchase.ts";
import { shopProducts } from "./shop_products.ts";

/** Seconds of a day: moments of the web shop are in seconds from the start of the history. */
export const secondsPerDay = 86_400;

/** An order of the web shop. */
export interface WebOrder {
  readonly at: number;
  readonly status: "Complete" | "Shipped" | "Processing" | "Cancelled" | "Returned";
  readonly shippedAt?: number;
  readonly deliveredAt?: number;
  readonly returnedAt?: number;
  /** Indices in {@linkcode shopProducts}. */
  readonly items: readonly number[];
  /** What is true of a completed order: the facts that tables show of it, and its probability. */
  readonly truth?: { readonly facts: OrderFacts; readonly p60: number };
}

/** What a visitor did at a moment. */
export interface WebEvent {
  readonly at: number;
  readonly type: "home" | "department" | "product" | "cart" | "purchase" | "cancel";
  /** Index in {@linkcode shopProducts}. */
  readonly product: number;
}

/** One visit: what was done in it, in order of time. */
export interface WebVisit {
  readonly source: string;
  readonly events: readonly WebEvent[];
}

/** A user of the web shop, and what the user did there. */
export interface WebUser {
  readonly signedUp: number;
  readonly source: TrafficSource;
  /** In order of time. */
  readonly orders: readonly WebOrder[];
  /** In order of time. */
  readonly visits: readonly WebVisit[];
}

/** Orders and visits of a user, in any order. */
interface Doings {
  readonly orders: WebOrder[];
  readonly visits: WebVisit[];
}

const waiting = { status: "Processing" } as const;
const sources: readonly [source: TrafficSource, weight: number][] = [
  ["Search", 40],
  ["Organic", 20],
  ["Facebook", 14],
  ["Email", 14],
  ["Display", 12],
];
const visitSources = ["Adwords", "Email", "Facebook", "YouTube", "Organic"];
const drawSource = categoricalSampler(sources.map(([, weight]) => weight));
const drawVisitSource = categoricalSampler([30, 40, 10, 10, 10]);
const drawItems = categoricalSampler([0, 62, 24, 9, 5]);
const visitsBefore = poissonSampler(1.4);

/** How often things happen. */
const rates = {
  everOrders: 0.9,
  daysToFirstOrder: 30,
  daysToLaterOrder: 110,
  visitsPerYear: 3,
  returnedPerYear: 0.5,
  cancelledPerYear: 0.3,
};

/**
 * Simulates what a user does in the web shop between signing up and the end of the history.
 *
 * Completed orders follow each other: after each a repurchase within 60 days is drawn with its
 * hazard, else the next order comes some time after the 60 days. Visits by themselves and orders
 * that are cancelled or sent back come at random, and so do visits in the month before an order, as
 * far as they are later than the completed order before it. So nothing that can be seen on the day
 * of a delivery tells more of a repurchase than its probability does.
 *
 * @param signedUp in seconds from the start
 * @param end of the history, in seconds
 * @param favourite the range of products that the user likes best
 */
export function simulateUser(
  signedUp: number,
  end: number,
  favourite: number,
  random: Random,
): WebUser {
  const source = sources[drawSource(random)]![0];
  const years = (end - signedUp) / secondsPerDay / 365;
  const anyTime = () => signedUp + 1 + Math.floor(random.next() * (end - signedUp - 1));
  const doings: Doings = { orders: [], visits: [] };
  const { orders, visits } = doings;
  const browsing = sampleGamma(random, 1.2, 1.2 / rates.visitsPerYear);
  for (let left = samplePoisson(random, browsing * years); left > 0; left--) {
    visits.push(browse(anyTime(), random));
  }
  for (let left = samplePoisson(random, rates.cancelledPerYear * years); left > 0; left--) {
    const order = { at: anyTime(), status: "Cancelled", items: basket(favourite, random) } as const;
    place(doings, order, random);
  }
  for (let left = samplePoisson(random, rates.returnedPerYear * years); left > 0; left--) {
    const at = anyTime();
    const sent = parcel(at, random);
    const returnedAt = sent.deliveredAt + Math.floor((1 + 14 * random.next()) * secondsPerDay);
    if (returnedAt > end) continue;
    const items = basket(favourite, random);
    place(doings, { at, status: "Returned", ...sent, returnedAt, items }, random);
  }
  if (random.next() < rates.everOrders) {
    const wait = sampleExponential(random, 1 / rates.daysToFirstOrder) * secondsPerDay;
    const first = signedUp + 1 + Math.floor(wait);
    buyOn(doings, { signedUp, first, end, favourite, source }, random);
  }
  orders.sort((a, b) => a.at - b.at);
  visits.sort((a, b) => a.events[0]!.at - b.events[0]!.at);
  return { signedUp, source, orders, visits };
}

/** The completed orders of a user, one after the other, and the visits that lead to them. */
function buyOn(
  doings: Doings,
  { signedUp, first, ...user }: {
    readonly signedUp: number;
    readonly first: number;
    readonly end: number;
    readonly favourite: number;
    readonly source: TrafficSource;
  },
  random: Random,
): void {
  const { orders, visits } = doings;
  for (let before = signedUp, at = first; at < user.end;) {
    for (let left = visitsBefore(random); left > 0; left--) {
      const when = at - Math.floor((0.02 + 30 * random.next() ** 1.5) * secondsPerDay);
      const visit = browse(when, random);
      if (when > before && visit.events.at(-1)!.at < at) visits.push(visit);
    }
    const items = basket(user.favourite, random);
    const sent = parcel(at, random);
    if (sent.deliveredAt > user.end) {
      const isShipped = sent.shippedAt <= user.end;
      const { shippedAt } = sent;
      const state = isShipped ? { status: "Shipped", shippedAt } as const : waiting;
      place(doings, { at, ...state, items }, random);
      return;
    }
    const order: WebOrder = { at, status: "Complete", ...sent, items };
    visits.push(ownVisit(order, random));
    const facts = factsOf(order, user.source, orders, visits);
    const eta = logHazard(facts);
    orders.push({ ...order, truth: { facts, p60: repurchaseProbability(eta) } });
    const days = drawRepurchase(eta, facts.deliveryDays, random) ??
      repurchaseDays + sampleExponential(random, 1 / rates.daysToLaterOrder);
    before = at;
    // A whole second beyond the 60 days where there is no repurchase in them.
    at += days > repurchaseDays
      ? Math.ceil(days * secondsPerDay) + 1
      : Math.floor(days * secondsPerDay);
  }
}

/** What the tables will show of an order on the day it is delivered. */
function factsOf(
  { at, deliveredAt, items }: WebOrder,
  trafficSource: TrafficSource,
  orders: readonly WebOrder[],
  visits: readonly WebVisit[],
): OrderFacts {
  const events = (days: number): number => {
    let sum = 0;
    for (const visit of visits) {
      for (const event of visit.events) {
        if (event.at < at && event.at >= at - days * secondsPerDay) sum++;
      }
    }
    return sum;
  };
  const dearest = items.map((item) => shopProducts[item]!).reduce((a, b) =>
    b.price > a.price ? b : a
  );
  let returns = 0, purchases = 0, sameCategory = 0;
  for (const order of orders) {
    if (order.at >= at) continue;
    if (order.returnedAt !== undefined && order.returnedAt < at) returns++;
    else if (order.deliveredAt !== undefined && order.deliveredAt < at) purchases++;
    for (const item of order.items) {
      if (shopProducts[item]!.category === dearest.category) sameCategory++;
    }
  }
  return {
    events7: events(7),
    events14: events(14),
    events30: events(30),
    deliveryDays: (deliveredAt! - at) / secondsPerDay,
    returns,
    purchases,
    sameCategory,
    attraction: dearest.attraction,
    dearest: dearest.price,
    trafficSource,
  };
}

/** An order with the visit in which it was placed. */
function place({ orders, visits }: Doings, order: WebOrder, random: Random): void {
  orders.push(order);
  visits.push(ownVisit(order, random));
}

/** The visit in which an order is placed: as many events for every order. */
function ownVisit({ at, status, items }: WebOrder, random: Random): WebVisit {
  const product = items[0]!;
  const events: WebEvent[] = [
    { at: at - 420, type: "product", product },
    { at: at - 65, type: "cart", product },
    { at, type: "purchase", product },
  ];
  if (status === "Cancelled") events.push({ at: at + 1_800, type: "cancel", product });
  return { source: visitSources[drawVisitSource(random)]!, events };
}

/** A visit of which nothing comes: one to four pages. */
function browse(at: number, random: Random): WebVisit {
  const product = random.integer(shopProducts.length);
  const pages: WebEvent["type"][] = random.next() < 0.4 ? ["home"] : [];
  if (random.next() < 0.4) pages.push("department");
  if (pages.length === 0 || random.next() < 0.7) pages.push("product");
  if (pages.at(-1) === "product" && random.next() < 0.25) pages.push("cart");
  let moment = at;
  const events = pages.map((type) => {
    const event = { at: moment, type, product };
    moment += 20 + random.integer(240);
    return event;
  });
  return { source: visitSources[drawVisitSource(random)]!, events };
}

/** Products of different prices, so that one of them is the dearest. */
function basket(favourite: number, random: Random): number[] {
  const items: number[] = [];
  for (let left = drawItems(random); left > 0; left--) {
    const shelf = productsOf[favourite]!;
    const item = random.next() < 0.45
      ? shelf[random.integer(shelf.length)]!
      : random.integer(shopProducts.length);
    const isNew = items.every((other) => shopProducts[other]!.price !== shopProducts[item]!.price);
    if (isNew) items.push(item);
  }
  return items;
}

/** When the goods of an order leave and arrive: within three days, and one to seven more. */
function parcel(at: number, random: Random): { shippedAt: number; deliveredAt: number } {
  const shippedAt = at + Math.floor((0.1 + 2.7 * random.next()) * secondsPerDay);
  const days = 1 + 6.1 * sampleBeta(random, 1.2, 1.8);
  return { shippedAt, deliveredAt: shippedAt + Math.floor(days * secondsPerDay) };
}
