import type { Random } from "perdura/core/mod.ts";
import { shopCalendar } from "./calendar.ts";
import { demoCsv } from "./csv.ts";
import { type Invoice, invoicesByDay, type Shop } from "./invoices.ts";
import { type DemoOptions, settleDemo } from "./options.ts";
import { drawOrders } from "./orders.ts";
import { drawPopulation } from "./population.ts";
import { Tally } from "./tally.ts";
import { demoTruth } from "./truth.ts";

/** A simulated shop: its customers, its orders, and the files that tell of them. */
export interface DemoShop extends Shop {
  /** The transactions in the layout of Online Retail II, in chunks; returns what they consist of. */
  csv(): Generator<string, Tally>;
  /** The invoices that the transactions are made of, day after day. */
  invoices(): Generator<{ day: number; invoices: Invoice[] }>;
  /** What is true of the shop, as JSON in chunks. */
  truth(tally: Tally): Generator<string>;
}

/**
 * Simulates a gift shop whose customers behave as the models assume, with parameters that are known,
 * and whose file is as dirty as real ones are.
 *
 * Purchases are Pareto/NBD: a customer is acquired, buys in a Poisson process with a rate λ of the
 * customer's own, drops out after an exponential lifetime with a rate μ. The time of the Poisson
 * process runs faster on busy days (1 on average over a year, 8 % more in November), lifetimes know
 * no season; the season of the shop is mainly one of new customers. The value of an order is
 * Gamma-Gamma. What a model finds after cleaning bends away from the parameters by less than a
 * standard error of 5,000 customers: by the season, by cancelled orders (0.3 % of repeat purchases)
 * and by returned lines (in 2.5 % of orders).
 *
 * The same options and seed give the same bytes. Whoever needs more of this population (a campaign,
 * a web shop) takes it from {@linkcode DemoShop.population} and draws from a fork of its own.
 *
 * @example
 * ```ts
 * import { simulateDemo } from "perdura/sources/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shop = simulateDemo({ customers: 100 }, seededRandom(42));
 * const [header] = shop.csv();
 * assertEquals(header?.split(",")[0], "Invoice");
 * ```
 */
export function simulateDemo(options: DemoOptions, random: Random): DemoShop {
  const settings = settleDemo(options);
  const calendar = shopCalendar(settings);
  const population = drawPopulation(settings, calendar, random.fork("population"));
  const orders = drawOrders(population, calendar, random.fork("orders"));
  const shop = { settings, calendar, population, orders };
  return {
    ...shop,
    csv: () => demoCsv(shop, random.fork("invoices")),
    invoices: () => invoicesByDay(shop, random.fork("invoices"), new Tally()),
    truth: (tally) => demoTruth(shop, tally),
  };
}
