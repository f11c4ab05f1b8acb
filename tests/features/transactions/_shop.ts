import pl from "nodejs-polars";
import { type Cleaned, cleanTransactions } from "perdura/clean/mod.ts";
import { seededRandom } from "perdura/core/mod.ts";
import { customerHistory, type CustomerTables, type History } from "perdura/features/mod.ts";

const day = 86_400_000;
/** The first day of the shop. */
export const opening = Date.parse("2010-01-01");

/** A line of a small shop as it comes in; what a test does not say is ordinary. */
export interface ShopLine {
  customer?: string | null;
  /** ISO date, with or without time. */
  at: string | number;
  /** Of a return: begins with C. */
  invoice?: string;
  product?: string | null;
  description?: string | null;
  /** Of a return: below 0. */
  quantity?: number;
  sales?: number;
  country?: string | null;
  category?: string | null;
}

/** What cleaning makes of the lines: sales that stay, what was rejected, and what was returned. */
export function cleaned(lines: readonly ShopLine[]): Cleaned {
  const text = (name: string, value: (line: ShopLine, i: number) => string | null) =>
    pl.Series(name, lines.map(value) as string[], pl.Utf8);
  const numbers = (name: string, value: (line: ShopLine) => number) =>
    pl.Series(name, lines.map(value), pl.Float64);
  const or = <Value>(value: Value | undefined, usual: Value) => value === undefined ? usual : value;
  const moment = ({ at }: ShopLine) =>
    typeof at === "number" ? at : Date.parse(at.includes("T") ? `${at}Z` : at);
  const quantityOf = ({ quantity }: ShopLine) => quantity ?? 1;
  const salesOf = (line: ShopLine) => line.sales ?? 10 * quantityOf(line);
  const canonical = pl.DataFrame([
    text("invoice", ({ invoice }, i) => invoice ?? `${i}`),
    text("product", ({ product }) => or(product, "CUP")),
    text("description", ({ description }) => description ?? null),
    numbers("quantity", quantityOf),
    numbers("timestamp", moment).cast(pl.Int64).cast(pl.Datetime("ms")),
    numbers("unit_price", (line) => salesOf(line) / quantityOf(line)),
    text("customer_id", ({ customer }) => or(customer, "ana")),
    text("country", ({ country }) => or(country, "France")),
    text("category", ({ category }) => or(category, "Tableware")),
    numbers("sales", salesOf),
    text("currency", () => "GBP"),
    text("source_file", () => "shop.csv"),
    pl.Series("source_row", lines.map((_, i) => i + 1), pl.Float64).cast(pl.Int64),
    text("problem", () => null),
    text("problem_detail", () => null),
  ]);
  return cleanTransactions(canonical, {
    rules: ["cancellation", "missing_customer", "cancelled_purchase"],
  });
}

/** What known customers of the shop have bought and sent back. */
export function historyOf(lines: readonly ShopLine[]): History<CustomerTables> {
  return customerHistory(cleaned(lines));
}

/** Lines of some customers over some days; some orders are sent back, as a whole or in parts. */
export function busyShop(
  { customers, days, seed }: { customers: number; days: number; seed: number },
): ShopLine[] {
  const random = seededRandom(seed);
  const shop: ShopLine[] = [];
  const pick = (values: readonly string[]) => values[random.integer(values.length)]!;
  for (let customer = 0; customer < customers; customer++) {
    const mean = 5 + random.integer(120);
    let at = random.integer(days) + random.next();
    for (let order = 0; at < days; order++, at += -Math.log(1 - random.next()) * mean) {
      const common = {
        customer: `c${String(customer).padStart(4, "0")}`,
        at: opening + Math.floor(at * day),
        invoice: `${customer}-${order}`,
        country: customer % 9 === 0 ? "Spain" : "France",
      };
      const lines = Array.from({ length: 1 + random.integer(3) }, () => ({
        ...common,
        product: pick(["CUP", "BOWL", "LAMP", "CARD", "BAG"]),
        category: pick(["Tableware", "Lighting", "Paper"]),
        quantity: 1 + random.integer(5),
        sales: (1 + random.integer(4_000)) / 100,
      }));
      shop.push(...lines);
      const fate = random.next();
      if (fate > 0.1) continue;
      const back = common.at + (1 + random.integer(40)) * day;
      for (const line of lines) {
        const parts = fate < 0.05 ? [line.quantity] : [1, 1 + random.integer(4)];
        parts.forEach((units, nth) =>
          shop.push({
            ...line,
            invoice: `C${common.invoice}-${nth}`,
            at: back + nth * 9 * day,
            quantity: -units,
            sales: -line.sales * units / line.quantity,
          })
        );
      }
    }
  }
  return shop;
}
