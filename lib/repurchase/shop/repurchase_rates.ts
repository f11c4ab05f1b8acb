import pl from "nodejs-polars";
import { wilsonInterval } from "perdura/stats/mod.ts";

/** How many orders a group has, and how many of them were followed by a repurchase. */
export interface RateGroup {
  readonly name: string;
  readonly rows: number;
  readonly yes: number;
}

/** A month's share with its 95 % interval, and the number that it is a share of. */
export interface MonthlyRate {
  /** The first day. */
  readonly month: Date;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly weight: number;
}

/** Upper ends of groups of delivery, in days. */
const deliveryEnds = [2, 4, 6, 8];

/**
 * Repurchases by the value of a column of the training rows, for example `traffic_source`; orders
 * whose answer is not known yet are left out, missing values are a group.
 *
 * @param trainingRows as `repurchase_60d` has them
 */
export function repurchasesBy(trainingRows: pl.DataFrame, column: string): RateGroup[] {
  return counted(trainingRows, pl.col(column).cast(pl.Utf8).fillNull(pl.lit("unknown")))
    .map(({ group, rows, yes }) => ({ name: String(group), rows, yes }));
}

/** Repurchases by the days from the order to its delivery, in ascending groups. */
export function repurchasesByDelivery(trainingRows: pl.DataFrame): RateGroup[] {
  const days = pl.col("delivery_days");
  const group = deliveryEnds.reduceRight<pl.Expr>(
    (rest, end, k) => pl.when(days.lt(pl.lit(end))).then(pl.lit(k)).otherwise(rest),
    pl.when(days.isNull()).then(pl.lit(null)).otherwise(pl.lit(deliveryEnds.length)),
  );
  const names = [
    `less than ${deliveryEnds[0]} days`,
    ...deliveryEnds.slice(1).map((end, k) => `${deliveryEnds[k]} to ${end} days`),
    `${deliveryEnds.at(-1)} days or more`,
  ];
  return counted(trainingRows, group.cast(pl.Int32))
    .filter(({ group }) => group !== null)
    .map(({ group, rows, yes }) => ({ name: names[Number(group)]!, rows, yes }));
}

/** The share of orders followed by a repurchase, by month of the order. */
export function repurchasesByMonth(trainingRows: pl.DataFrame): MonthlyRate[] {
  return counted(trainingRows, monthOf("order_date"))
    .map(({ group, rows, yes }) => monthlyRate(`${group}`, yes, rows));
}

/**
 * The share of page views that came from unpaid search, by month.
 *
 * @param traffic as `queryOverview` counts it
 */
export function organicByMonth(traffic: pl.DataFrame): MonthlyRate[] {
  const organic = pl.when(pl.col("traffic_source").eq(pl.lit("Organic")))
    .then(pl.col("page_views")).otherwise(pl.lit(0));
  const months = traffic.lazy().groupBy(monthOf("month").alias("group"))
    .agg(pl.col("page_views").sum().alias("rows"), organic.sum().alias("yes"))
    .sort("group").collectSync().toRecords() as unknown as Counted[];
  return months.map(({ group, rows, yes }) => monthlyRate(`${group}`, Number(yes), Number(rows)));
}

interface Counted {
  readonly group: string | number | null;
  readonly rows: number;
  readonly yes: number;
}

function counted(trainingRows: pl.DataFrame, group: pl.Expr): Counted[] {
  const groups = trainingRows.lazy().filter(pl.col("has_full_follow_up"))
    .groupBy(group.alias("group"))
    .agg(pl.len().alias("rows"), pl.col("repurchase").sum().alias("yes"))
    .sort("group").collectSync().toRecords() as unknown as Counted[];
  return groups.map(({ group, rows, yes }) => ({ group, rows: Number(rows), yes: Number(yes) }));
}

/** The month as text: 2024-01. */
function monthOf(column: string): pl.Expr {
  return pl.col(column).dt.strftime("%Y-%m");
}

function monthlyRate(month: string, yes: number, rows: number): MonthlyRate {
  const [lower, upper] = wilsonInterval(yes, rows);
  return { month: new Date(`${month}-01`), value: yes / rows, lower, upper, weight: rows };
}
