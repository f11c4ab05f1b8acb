import pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";

const day = 86_400_000;
/** The first day of the shop. */
export const opening = Date.parse("2010-01-01");

/** Lines of a small shop; what a test does not say is ordinary. */
export interface ShopLine {
  customer?: string | null;
  /** ISO date, with or without time. */
  at: string | number;
  invoice?: string;
  product?: string | null;
  quantity?: number;
  sales?: number;
  country?: string | null;
  category?: string | null;
  /** Of a rejected line. */
  rule?: string;
  detail?: string | null;
}

/** `stage/transactions.parquet`, or `stage/rejected.parquet` where lines have a rule. */
export function shopTable(lines: readonly ShopLine[]): pl.DataFrame {
  const text = (name: string, value: (line: ShopLine, i: number) => string | null) =>
    pl.Series(name, lines.map(value) as string[], pl.Utf8);
  const or = <Value>(value: Value | undefined, usual: Value) => value === undefined ? usual : value;
  const moment = ({ at }: ShopLine) =>
    typeof at === "number" ? at : Date.parse(at.includes("T") ? `${at}Z` : at);
  return pl.DataFrame([
    text("customer_id", ({ customer }) => or(customer, "ana")),
    text("invoice", ({ invoice }, i) => invoice ?? `${i}`),
    text("product", ({ product }) => or(product, "cup")),
    pl.Series("timestamp", lines.map(moment), pl.Float64).cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.Series("quantity", lines.map(({ quantity }) => quantity ?? 1), pl.Float64),
    pl.Series("sales", lines.map(({ sales }) => sales ?? 10), pl.Float64),
    text("country", ({ country }) => or(country, "France")),
    text("category", ({ category }) => or(category, "Tableware")),
    text("rule", ({ rule }) => rule ?? null),
    text("detail", ({ detail }) => detail ?? null),
  ]);
}

/** Lines of some customers over some days, with a few credit notes. */
export function busyShop(
  { customers, days, seed }: { customers: number; days: number; seed: number },
): { transactions: ShopLine[]; rejected: ShopLine[] } {
  const random = seededRandom(seed);
  const transactions: ShopLine[] = [], rejected: ShopLine[] = [];
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
        product: pick(["cup", "bowl", "lamp", "card", "bag"]),
        category: pick(["Tableware", "Lighting", "Paper"]),
        quantity: 1 + random.integer(5),
        sales: (1 + random.integer(4_000)) / 100,
      }));
      if (random.next() > 0.05) {
        transactions.push(...lines);
        continue;
      }
      const credit = `C${common.invoice}`;
      rejected.push(...lines.map((line) => (
        { ...line, rule: "cancelled_purchase", detail: `returned with invoice "${credit}"` }
      )));
      const back = common.at + (1 + random.integer(40)) * day;
      rejected.push(...lines.map((line) => (
        { ...line, invoice: credit, at: back, quantity: -line.quantity, rule: "cancellation" }
      )));
    }
  }
  return { transactions, rejected };
}
