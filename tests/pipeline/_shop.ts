import { seededRandom } from "perdura/core/mod.ts";

const day = 86_400_000;
const start = Date.parse("2020-01-06");

/** A sale of a shop that exists in tests only. */
export interface Sale {
  readonly customer: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly amount: number;
}

/** Sales of a small shop, by time: the same ones each time. */
export function sales(customers = 60, days = 300): Sale[] {
  const random = seededRandom(customers);
  const found: Sale[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const spend = 5 + 40 * random.next();
    const gap = 10 + 80 * random.next();
    const lifetime = days * Math.sqrt(random.next());
    let at = days / 2 * random.next();
    const end = Math.min(at + lifetime, days);
    while (at < end) {
      found.push({
        customer: `c${customer}`,
        time: start + Math.floor(at * 86_400) * 1000,
        amount: Math.round(100 * spend * (0.5 + random.next())) / 100,
      });
      at -= gap * Math.log(1 - random.next());
    }
  }
  return found.sort((a, b) => a.time - b.time);
}

/** Sales as a text file with a header that needs no map. */
export function csv(sales: readonly Sale[], header = "customer_id,date,amount"): string {
  return [header, ...sales.map(line)].map((text) => `${text}\n`).join("");
}

/** A sale as a line of {@linkcode csv}. */
export function line({ customer, time, amount }: Sale): string {
  return `${customer},${moment(time)},${amount}`;
}

/** Sales by the month they fall into, as the texts of files named after it. */
export function monthly(sales: readonly Sale[]): Map<string, string> {
  const months = Map.groupBy(sales, ({ time }) => moment(time).slice(0, 7));
  return new Map([...months].map(([month, sales]) => [`${month}.csv`, csv(sales)]));
}

/** Sales that all fall on the day of the first. */
export function onOneDay(sales: readonly Sale[]): Sale[] {
  return sales.map((sale) => ({ ...sale, time: start + sale.time % day }));
}

function moment(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}
