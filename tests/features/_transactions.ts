import pl from "nodejs-polars";

/** A purchase; what a test does not say is ordinary. */
export interface TestPurchase {
  customer?: string | null;
  /** ISO date, with or without time. */
  at: string;
  sales?: number;
  invoice?: string;
  country?: string | null;
  category?: string | null;
}

/** The columns of the canonical table that features look at. */
export function transactionsTable(purchases: readonly TestPurchase[]): pl.DataFrame {
  const text = (name: string, value: (purchase: TestPurchase, i: number) => string | null) =>
    pl.Series(name, purchases.map(value) as string[], pl.Utf8);
  return pl.DataFrame([
    text("invoice", ({ invoice }, i) => invoice ?? `${i}`),
    pl.Series("timestamp", purchases.map(({ at }) => moment(at)), pl.Float64)
      .cast(pl.Int64).cast(pl.Datetime("ms")),
    text("customer_id", ({ customer }) => customer === undefined ? "ana" : customer),
    text("country", ({ country }) => country === undefined ? "France" : country),
    text("category", ({ category }) => category === undefined ? "Party" : category),
    pl.Series("sales", purchases.map(({ sales }) => sales ?? 10), pl.Float64),
    text("currency", () => "EUR"),
  ]);
}

function moment(at: string): number {
  return Date.parse(at.includes("T") ? `${at}Z` : at);
}

/** A day as a `Date`. */
export function day(iso: string): Date {
  return new Date(iso);
}
