import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";

/** What amounts are converted to. */
export interface CurrencyConversion {
  /** ISO 4217 code. */
  readonly to: string;
  /** Units of `to` for one unit of the source's currency. */
  readonly rate: number;
}

/**
 * The currency that all amounts of a canonical frame are in.
 *
 * @throws {InputError} where there are several, or a line does not say
 */
export function theCurrency(frame: pl.DataFrame): string {
  const found = frame.lazy().select(pl.col("currency")).unique().collectSync()
    .getColumn("currency").toArray() as (string | null)[];
  if (frame.height === 0) return "";
  if (found.length === 1 && found[0]) return found[0];
  const list = found.map((code) => code ?? "none").sort().map((code) => `"${code}"`).join(", ");
  throw new InputError(
    `Give transactions in one currency, amounts cannot be added otherwise: found ${list}`,
  );
}

/**
 * Converts unit prices and sales, and says so in the column `currency`.
 *
 * @param from the currency that the amounts are in
 * @throws {InputError} where the rate is no positive number, or the amounts are in `to` already
 */
export function convertCurrency(
  frame: pl.DataFrame,
  from: string,
  { to, rate }: CurrencyConversion,
): pl.DataFrame {
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new InputError(
      `Convert amounts to "${to}" with a positive rate: found ${rate}`,
    );
  }
  if (from === to) {
    throw new InputError(
      `Convert amounts to another currency: they are in "${to}" already`,
    );
  }
  return frame.lazy().withColumns(
    pl.col("unit_price").mul(pl.lit(rate)),
    pl.col("sales").mul(pl.lit(rate)),
    pl.lit(to).alias("currency"),
  ).collectSync();
}
