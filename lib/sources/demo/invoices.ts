import type { Random } from "perdura/core/mod.ts";
import { categoricalSampler, sampleGamma, samplePoisson } from "perdura/stats/samplers.ts";
import { type BasketLine, fillBasket } from "./basket.ts";
import type { ShopCalendar } from "./calendar.ts";
import { products } from "./catalogue.ts";
import type { DemoSettings } from "./options.ts";
import type { Orders } from "./orders.ts";
import { countries, type Population } from "./population.ts";
import type { Fate, Tally } from "./tally.ts";

/** A line of an invoice. */
export interface InvoiceLine {
  readonly code: string;
  readonly description: string | null;
  readonly quantity: number;
  readonly pence: number;
  readonly fate: Fate;
}

/** A paper of the shop: an order, a credit note, a correction of the stock. */
export interface Invoice {
  /** Minute of the day. */
  readonly minute: number;
  /** `C` for credit notes, `A` for write-offs. */
  readonly prefix: "" | "A" | "C";
  /** Number of the customer from 0; undefined where none is known. */
  readonly customer: number | undefined;
  readonly country: string;
  readonly lines: readonly InvoiceLine[];
}

/** How often things go other than by the book, per order unless it says otherwise. */
const rates = {
  guest: 0.13,
  cancelledOrder: 0.003,
  returnedLine: 0.025,
  freeGift: 0.003,
  manual: 0.0015,
  adjustment: 0.02,
  postageAbroad: 0.7,
  guestPostage: 0.3,
  lowerCaseCode: 0.01, // per line
  missingDescription: 0.0005, // per line
};
const stockRemarks = [null, "damaged", "check", "lost", "wet/rusty", "found", "?", null];
const home = countries[0]![0];

/** Minutes of the day at which people order: on Sundays later and shorter. */
const hours = [1, 4, 8, 12, 13, 16, 14, 12, 11, 7, 4, 2, 1.5];
const hourFrom7 = categoricalSampler(hours);
const sundayHourFrom10 = categoricalSampler([3, 8, 9, 8, 6, 3]);

/** All that a day of the shop needs to know. */
export interface Shop {
  readonly settings: DemoSettings;
  readonly calendar: ShopCalendar;
  readonly population: Population;
  readonly orders: Orders;
}

/**
 * Writes the invoices of the shop, day after day.
 *
 * @param tally counts orders, and purchases that are taken back
 * @returns the invoices of each day in order of time
 */
export function* invoicesByDay(
  shop: Shop,
  random: Random,
  tally: Tally,
): Generator<{ day: number; invoices: Invoice[] }> {
  const { calendar, orders } = shop;
  const streams = { basket: random.fork("basket"), dirt: random.fork("dirt") };
  const country = categoricalSampler(countries.map(([, weight]) => weight));
  const creditNotes = new Map<number, Invoice[]>();
  let month = -1;
  for (let day = 0; day < calendar.days; day++) {
    if (calendar.openFrom(day) !== day) continue;
    const minute = () => minuteOfDay(calendar.dateOf(day), streams.dirt);
    const invoices: Invoice[] = creditNotes.get(day) ?? [];
    creditNotes.delete(day);
    const [from, to] = [orders.startOf[day]!, orders.startOf[day + 1]!];
    for (let order = from; order < to; order++) {
      const invoice = customerOrder(shop, order, day, minute(), streams);
      invoices.push(invoice);
      tally.customerOrders++;
      planCreditNote(shop, order, day, invoice, streams.dirt, tally, creditNotes);
    }
    for (
      let guests = samplePoisson(streams.dirt, rates.guest * (to - from));
      guests > 0;
      guests--
    ) {
      const where = countries[country(streams.dirt)]![0];
      invoices.push(guestOrder(shop, day, where, minute(), streams));
      tally.guestOrders++;
    }
    const corrections = samplePoisson(streams.dirt, rates.adjustment * (to - from));
    for (let i = 0; i < corrections; i++) invoices.push(stockCorrection(minute(), streams.dirt));
    if (calendar.month[day] !== month) {
      month = calendar.month[day]!;
      invoices.push(...monthlyPapers(month, minute()));
    }
    yield { day, invoices: invoices.sort((a, b) => a.minute - b.minute) };
  }
}

type Streams = { readonly basket: Random; readonly dirt: Random };

function customerOrder(
  { settings, calendar, population, orders }: Shop,
  order: number,
  day: number,
  minute: number,
  { basket, dirt }: Streams,
): Invoice {
  const customer = orders.customer[order]!;
  const { p } = settings.spend;
  const value = sampleGamma(basket, p, p / population.meanSpend[customer]!);
  const goods = fillBasket(
    Math.max(30, Math.round(100 * value)),
    population.favourite[customer]!,
    calendar.month[day]!,
    basket,
  );
  const country = countries[population.country[customer]!]![0];
  const lines = goods.map((line) => goodsLine(line, "kept", dirt));
  if (dirt.next() < rates.freeGift) lines.push(freeGift(goods, dirt));
  if (country !== home && dirt.next() < rates.postageAbroad) {
    lines.push(service("POST", "POSTAGE", 1 + dirt.integer(3), 1800));
  }
  if (dirt.next() < rates.manual) lines.push(service("M", "Manual", 1, 50 + dirt.integer(4000)));
  return { minute, prefix: "", customer, country, lines };
}

/** An order of somebody whose number the shop does not know. */
function guestOrder(
  { settings, calendar }: Shop,
  day: number,
  country: string,
  minute: number,
  { basket, dirt }: Streams,
): Invoice {
  const { p, q, v } = settings.spend;
  const value = sampleGamma(basket, p, sampleGamma(basket, q, v));
  const favourite = basket.integer(4);
  const pence = Math.max(30, Math.round(100 * value));
  const lines = fillBasket(pence, favourite, calendar.month[day]!, basket)
    .map((line) => goodsLine(line, "missing_customer", dirt));
  if (dirt.next() < rates.guestPostage) {
    lines.push(service("DOT", "DOTCOM POSTAGE", 1, 295 + 50 * dirt.integer(8)));
  }
  return { minute, prefix: "", customer: undefined, country, lines };
}

function goodsLine(line: BasketLine, fate: Fate, dirt: Random): InvoiceLine {
  const { code, description } = products[line.product]!;
  const isLower = dirt.next() < rates.lowerCaseCode;
  return {
    code: isLower ? code.toLowerCase() : code,
    description: dirt.next() < rates.missingDescription ? null : description,
    quantity: line.quantity,
    pence: line.pence,
    fate,
  };
}

function freeGift(goods: readonly BasketLine[], dirt: Random): InvoiceLine {
  const free = products.filter((_, product) => goods.every((line) => line.product !== product));
  const { code, description } = free[dirt.integer(free.length)]!;
  return { code, description, quantity: 1, pence: 0, fate: "non_positive_price" };
}

function service(code: string, description: string, quantity: number, pence: number): InvoiceLine {
  return { code, description, quantity, pence, fate: "non_product" };
}

/**
 * Now and then an order is cancelled as a whole (never a customer's first) or some of it returned
 * (never all), a few days later and before the customer's next order: so it is certain which
 * purchase the credit note belongs to.
 */
function planCreditNote(
  { calendar, orders }: Shop,
  order: number,
  day: number,
  invoice: Invoice,
  dirt: Random,
  tally: Tally,
  creditNotes: Map<number, Invoice[]>,
): void {
  const goods = invoice.lines.filter((line) => line.fate === "kept");
  const u = dirt.next();
  const isCancelled = u < rates.cancelledOrder && orders.isFirst[order] === 0;
  const isReturned = !isCancelled && u < rates.cancelledOrder + rates.returnedLine &&
    goods.length > 1;
  if (!isCancelled && !isReturned) return;
  const when = calendar.openFrom(day + 1 + dirt.integer(isCancelled ? 3 : 14));
  if (when >= calendar.days || when >= orders.nextDay[order]!) return;

  const line = goods[dirt.integer(goods.length)]!;
  const pieces = dirt.next() < 0.5 ? line.quantity : 1 + dirt.integer(line.quantity);
  const back = isCancelled ? invoice.lines : [{ ...line, quantity: pieces }];
  if (isCancelled) tally.cancelledOrders++;
  for (const { fate, quantity, pence } of back) {
    if (fate !== "kept") continue;
    tally.takeBack(quantity, pence, isCancelled || quantity === line.quantity);
  }
  const note: Invoice = {
    ...invoice,
    minute: minuteOfDay(calendar.dateOf(when), dirt),
    prefix: "C",
    lines: back.map((returned) => ({
      ...returned,
      code: returned.code.toUpperCase(),
      quantity: -returned.quantity,
      fate: "cancellation",
    })),
  };
  creditNotes.set(when, [...creditNotes.get(when) ?? [], note]);
}

/** Goods that broke, got lost or turned up again: no price, no customer. */
function stockCorrection(minute: number, dirt: Random): Invoice {
  const { code } = products[dirt.integer(products.length)]!;
  const isFound = dirt.next() < 0.25;
  return {
    minute,
    prefix: "",
    customer: undefined,
    country: home,
    lines: [{
      code,
      description: stockRemarks[dirt.integer(stockRemarks.length)]!,
      quantity: (isFound ? 1 : -1) * (1 + dirt.integer(60)),
      pence: 0,
      fate: isFound ? "non_positive_price" : "negative_quantity",
    }],
  };
}

/** What the bank takes every month, and in June and December what was never paid. */
function monthlyPapers(month: number, minute: number): Invoice[] {
  const paper = (prefix: "" | "A", ...lines: InvoiceLine[]): Invoice => (
    { minute, prefix, customer: undefined, country: home, lines }
  );
  const charges = paper("", service("BANK CHARGES", "Bank Charges", 1, 1500));
  if (month % 6 !== 5) return [charges];
  const debt = (pence: number): InvoiceLine => (
    { code: "B", description: "Adjust bad debt", quantity: 1, pence, fate: "bad_debt" }
  );
  return [charges, paper("A", debt(-124_310)), paper("A", debt(38_245))];
}

function minuteOfDay(date: string, random: Random): number {
  const isSunday = new Date(date).getUTCDay() === 0;
  const hour = isSunday ? 10 + sundayHourFrom10(random) : 7 + hourFrom7(random);
  return 60 * hour + random.integer(60);
}
