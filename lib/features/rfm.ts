import pl from "nodejs-polars";
import { dayLiteral, dayNumber, dayOf, lastDay } from "./_days.ts";
import { fifths } from "./_fifths.ts";
import { knownPurchases } from "./_known_purchases.ts";
import { steadySum } from "./_steady_sum.ts";

/** From which day {@linkcode rfm} looks back. */
export interface RfmOptions {
  /** The first day that is not looked at; the day after the last transaction by default. */
  readonly asOf?: Date;
}

/** How many categories are named as a customer's favourites. */
const favourites = 3;

/**
 * Recency, frequency and monetary value of every customer, with scores from 1 to 5.
 *
 * | column | meaning |
 * | --- | --- |
 * | `customer_id` | text |
 * | `days_since_last` | days from the last purchase to the as-of date, at least 1 |
 * | `order_count` | number of invoices; a source without invoices has one per customer and day |
 * | `revenue` | money spent |
 * | `mean_basket` | `revenue` / `order_count` |
 * | `favourite_categories` | the three that stand in most lines, the first first, between "; " |
 * | `country` | the one of most lines, of equally many the one bought from last |
 * | `first_purchase`, `last_purchase` | dates |
 * | `r_score`, `f_score`, `m_score` | 5 for the fifth of customers who bought last, most often, most |
 * | `currency` | of the amounts |
 *
 * Equal values have equal scores: a customer's place is the middle of those of all customers with
 * the same value. Customers without an id, or under the placeholder for it, are left out.
 *
 * @param transactions the canonical table, in any order
 * @returns one row per customer, sorted by `customer_id`
 * @throws {InputError} where there is no transaction and no as-of date is given
 */
export function rfm(transactions: pl.DataFrame, options: RfmOptions = {}): pl.DataFrame {
  const asOf = options.asOf ? dayNumber(options.asOf) : lastDay(transactions) + 1;
  const lines = knownPurchases(transactions).filter(pl.col("day").lt(dayLiteral(asOf)));
  const totals = lines.groupBy("customer_id").agg(
    pl.col("invoice").nUnique().cast(pl.Int32).alias("order_count"),
    steadySum(pl.col("sales")).alias("revenue"),
    pl.col("day").min().alias("first_purchase"),
    pl.col("day").max().alias("last_purchase"),
    pl.col("currency").first(),
  ).withColumns(
    pl.lit(asOf).sub(dayOf("last_purchase")).cast(pl.Int32).alias("days_since_last"),
    pl.col("revenue").div(pl.col("order_count")).alias("mean_basket"),
  );
  const table = totals
    .join(favouriteCategories(lines), { on: "customer_id", how: "left" })
    .join(usualCountry(lines), { on: "customer_id", how: "left" })
    .sort("customer_id").collectSync();
  return scored(table).select(...rfmColumns).rechunk();
}

const rfmColumns = [
  "customer_id",
  "days_since_last",
  "order_count",
  "revenue",
  "mean_basket",
  "favourite_categories",
  "country",
  "first_purchase",
  "last_purchase",
  "r_score",
  "f_score",
  "m_score",
  "currency",
];

/** The table with a score for each of the three numbers. */
function scored(table: pl.DataFrame): pl.DataFrame {
  const score = (name: string, column: string, sign: 1 | -1) => {
    const values = table.select(pl.col(column).cast(pl.Float64)).getColumn(column).toTypedArray();
    return pl.Series(name, fifths((values as Float64Array).map((value) => sign * value)));
  };
  return table.withColumns(
    score("r_score", "days_since_last", -1),
    score("f_score", "order_count", 1),
    score("m_score", "revenue", 1),
  );
}

function favouriteCategories(lines: pl.LazyDataFrame): pl.LazyDataFrame {
  return lines.filter(pl.col("category").isNotNull())
    .groupBy(["customer_id", "category"]).agg(pl.len().alias("lines"), steadySum(pl.col("sales")))
    .sort(["customer_id", "lines", "sales", "category"], [false, true, true, false])
    .groupBy("customer_id").agg(pl.col("category").head(favourites))
    .select(
      pl.col("customer_id"),
      pl.col("category").lst.join("; ").alias("favourite_categories"),
    );
}

function usualCountry(lines: pl.LazyDataFrame): pl.LazyDataFrame {
  return lines.filter(pl.col("country").isNotNull())
    .groupBy(["customer_id", "country"])
    .agg(pl.len().alias("lines"), pl.col("timestamp").max().alias("latest"))
    .sort(["customer_id", "lines", "latest", "country"], [false, true, true, false])
    .groupBy("customer_id").agg(pl.col("country").first());
}
