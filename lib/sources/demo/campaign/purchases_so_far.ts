import { products } from "../catalogue.ts";
import type { Invoice, Shop } from "../invoices.ts";

/** What is sold; everything else on an invoice is a service. */
const goods = new Set(products.map(({ code }) => code));
const daysPerYear = 365;

/**
 * What the till knows of every customer on the morning of a day: it moves through the invoices with
 * the days and keeps no more than a few columns.
 */
export class PurchasesSoFar {
  readonly #shop: Shop;
  readonly #days: Iterator<{ day: number; invoices: readonly Invoice[] }>;
  #next: IteratorResult<{ day: number; invoices: readonly Invoice[] }>;
  readonly #lastOrder: Int32Array;
  readonly #ordersLastYear: Uint16Array;
  readonly #pence: Float64Array;
  /** The year before the morning begins on this day. */
  #yearFrom = 0;
  #morning = 0;

  /** @param days the invoices of the shop, day after day */
  constructor(
    shop: Shop,
    days: Iterable<{ day: number; invoices: readonly Invoice[] }>,
  ) {
    const { count } = shop.population;
    this.#shop = shop;
    this.#days = days[Symbol.iterator]();
    this.#next = this.#days.next();
    this.#lastOrder = new Int32Array(count);
    this.#ordersLastYear = new Uint16Array(count);
    this.#pence = new Float64Array(count);
  }

  /** Moves on to the morning of a day, not before the one it is at. */
  moveTo(day: number): void {
    while (!this.#next.done && this.#next.value.day < day) {
      this.#take(this.#next.value.invoices);
      this.#next = this.#days.next();
    }
    const { customer, startOf } = this.#shop.orders;
    for (let order = startOf[this.#morning]!; order < startOf[day]!; order++) {
      this.#ordersLastYear[customer[order]!]!++;
    }
    for (; this.#morning < day; this.#morning++) {
      const [from, to] = [startOf[this.#morning]!, startOf[this.#morning + 1]!];
      for (let order = from; order < to; order++) this.#lastOrder[customer[order]!] = this.#morning;
    }
    for (; this.#yearFrom < day - daysPerYear; this.#yearFrom++) {
      const [from, to] = [startOf[this.#yearFrom]!, startOf[this.#yearFrom + 1]!];
      for (let order = from; order < to; order++) this.#ordersLastYear[customer[order]!]!--;
    }
  }

  /** Days since the customer's last order. */
  recency(customer: number): number {
    return this.#morning - this.#lastOrder[customer]!;
  }

  /** Orders of the customer in the last 365 days, also those that were cancelled later. */
  frequency(customer: number): number {
    return this.#ordersLastYear[customer]!;
  }

  /** Goods that the customer bought, less those returned so far, in pence. */
  pence(customer: number): number {
    return this.#pence[customer]!;
  }

  #take(invoices: readonly Invoice[]): void {
    for (const { customer, lines } of invoices) {
      if (customer === undefined) continue;
      for (const { code, quantity, pence } of lines) {
        if (goods.has(code.toUpperCase())) this.#pence[customer]! += quantity * pence;
      }
    }
  }
}
