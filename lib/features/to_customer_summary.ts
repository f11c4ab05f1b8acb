import pl from "nodejs-polars";
import type { CustomerSummary } from "perdura/clv/types.ts";

/**
 * The columns of a customer summary as the arrays that `perdura/clv` takes.
 *
 * @param summary the table that `customerSummary` makes, or one read back from `clv.parquet`
 * @returns arrays in the order of the rows; `monetaryValue` is NaN where it is null
 */
export function toCustomerSummary(summary: pl.DataFrame): Required<
  Pick<
    CustomerSummary,
    "customerId" | "frequency" | "recency" | "T" | "monetaryValue" | "logIntervals"
  >
> {
  const numbers = (column: string) =>
    summary.select(pl.col(column).cast(pl.Float64).fillNull(pl.lit(NaN)))
      .getColumn(column).toTypedArray() as Float64Array;
  return {
    customerId: summary.getColumn("customer_id").toArray() as string[],
    frequency: numbers("frequency"),
    recency: numbers("recency"),
    T: numbers("T"),
    monetaryValue: numbers("monetary_value"),
    logIntervals: numbers("log_intervals"),
  };
}
