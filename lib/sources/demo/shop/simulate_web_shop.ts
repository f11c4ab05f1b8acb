import type { Random } from "perdura/core/mod.ts";
import type { Shop } from "../invoices.ts";
import { drawPeople } from "../people.ts";
import { momentText } from "./moment_text.ts";
import { shopHeaders, ShopRows, type WebShopText } from "./shop_rows.ts";
import { distributionCenters, shopProducts } from "./shop_products.ts";
import { shopTruth, type WebShopTally } from "./shop_truth.ts";
import { secondsPerDay, simulateUser } from "./shop_user.ts";

/** Users whose rows are made at a time. */
export const usersPerChunk = 256;

/** A simulated web shop: the files of its tables and what is true of them. */
export interface DemoWebShop {
  readonly users: number;
  /** Text of the tables, in chunks to be appended to each; returns what is known of the orders. */
  tables(): Generator<WebShopText, WebShopTally>;
  /** What is true of the shop, as JSON in chunks. */
  truth(tally: WebShopTally): Generator<string>;
}

/**
 * Simulates a web shop with the seven tables of theLook, in which the probability of every
 * repurchase within 60 days is known.
 *
 * Its users are the customers of the demo shop, with the same ids, ages, genders and favourite
 * products; each signs up on the day of the first purchase at the till. Orders of the web shop are
 * others than those of the till. Of the completed orders about one in ten is followed by another
 * within 60 days. The hazard depends on visits in the 7, 14 and 30 days before, the days to
 * delivery, returns and purchases before, the products and what brought the user (`logHazard`), and
 * on a heterogeneity of every order that no column shows; no repurchase comes before the delivery.
 * The best possible ROC-AUC is near 0.75. Age, gender, place, browser, brand, department and
 * distribution centre mean nothing.
 *
 * States are those at the end of the history: the last orders are still on their way.
 *
 * @param random the stream that the shop was simulated with; the web shop uses a fork of its own
 *
 * @example
 * ```ts
 * import { simulateDemo, simulateWebShop } from "perdura/sources/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const random = seededRandom(42);
 * const shop = simulateWebShop(simulateDemo({ customers: 10 }, random), random);
 * const [first] = shop.tables();
 * assertEquals(first?.orders.split(",")[0], "order_id");
 * ```
 */
export function simulateWebShop(
  { settings, calendar, population }: Shop,
  random: Random,
): DemoWebShop {
  const people = drawPeople(population, random.fork("people"));
  const end = calendar.days * secondsPerDay;
  const stream = random.fork("shop");
  return {
    users: population.count,
    truth: shopTruth,
    *tables() {
      const streams = { users: stream.fork("users"), rows: stream.fork("rows") };
      const rows = new ShopRows(people, momentText(settings.start));
      const completed = new Completed();
      let text = shopHeaders();
      for (let customer = 0; customer < population.count; customer++) {
        const signedUp = Math.floor(population.acquired[customer]! * secondsPerDay);
        const favourite = population.favourite[customer]!;
        const user = simulateUser(signedUp, end, favourite, streams.users);
        let isFirst = true;
        rows.add(customer, user, text, streams.rows, ({ at, truth }, id) => {
          completed.lastOrder = Math.max(completed.lastOrder, at);
          if (truth === undefined) return;
          completed.add(id, truth.p60, at, isFirst);
          isFirst = false;
        });
        if (customer % usersPerChunk !== usersPerChunk - 1) continue;
        yield text;
        text = noText();
      }
      yield text;
      const { orders, order_items, events } = rows.counts;
      return completed.tally({
        distribution_centers: distributionCenters.length,
        products: shopProducts.length,
        users: population.count,
        orders,
        order_items,
        inventory_items: order_items,
        events,
      });
    },
  };
}

/** Completed orders, as many as there come. */
class Completed {
  lastOrder = 0;
  readonly #orderId: number[] = [];
  readonly #p60: number[] = [];
  readonly #at: number[] = [];
  readonly #isFirst: number[] = [];

  add(id: number, p60: number, at: number, isFirst: boolean): void {
    this.#orderId.push(id);
    this.#p60.push(p60);
    this.#at.push(at);
    this.#isFirst.push(isFirst ? 1 : 0);
  }

  tally(rows: Record<string, number>): WebShopTally {
    return {
      rows,
      completed: this.#at.length,
      orderId: Float64Array.from(this.#orderId),
      p60: Float64Array.from(this.#p60),
      at: Float64Array.from(this.#at),
      isFirst: Uint8Array.from(this.#isFirst),
      lastOrder: this.lastOrder,
    };
  }
}

function noText(): WebShopText {
  return {
    distribution_centers: "",
    products: "",
    users: "",
    orders: "",
    order_items: "",
    inventory_items: "",
    events: "",
  };
}
