import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";

const day = 86_400_000;

/** The past as an analysis sees it. */
export interface Past {
  /** The first day that counts as the future. */
  readonly asOf: Date;
  /** The last day of the past, included. */
  readonly observationEnd: Date;
  /** Rows with a timestamp before the as-of date. */
  readonly transactions: pl.DataFrame;
}

/**
 * Takes the past out of a table of transactions.
 *
 * @param asOf `YYYY-MM-DD`; the day after the last transaction where absent
 * @throws {InputError} where nothing lies in the past
 */
export function pastOf(transactions: pl.DataFrame, asOf: string | undefined): Past {
  const stamps = transactions.select(
    pl.col("timestamp").min().cast(pl.Float64).alias("first"),
    pl.col("timestamp").max().cast(pl.Float64).alias("last"),
  ).row(0) as number[];
  const [first = NaN, last = NaN] = stamps;
  if (asOf === undefined) {
    const end = Math.floor(last / day) * day;
    return { asOf: new Date(end + day), observationEnd: new Date(end), transactions };
  }
  const start = Date.parse(asOf);
  if (!(first < start)) {
    throw new InputError(
      `Cannot look at the shop as of ${asOf}: its first transaction is of ` +
        `${new Date(first).toISOString().slice(0, 10)}; choose a later --as-of`,
    );
  }
  return {
    asOf: new Date(start),
    observationEnd: new Date(start - day),
    transactions: transactions.filter(pl.col("timestamp").cast(pl.Float64).lt(pl.lit(start))),
  };
}
