import pl from "nodejs-polars";
import { type CustomerSummary, fitParetoNbd, type ParetoNbd } from "perdura/clv/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";

const daysPerWeek = 7;
const source = ["transactions.customer_id", "transactions.timestamp"];

/** What the Pareto/NBD model, fitted to the same past, expects; missing where it cannot be fitted. */
export const purchaseModelFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    probability_alive: {
      meaning: "probability of still being a customer, by the Pareto/NBD model",
      unit: "probability",
      source,
    },
    expected_purchases_30d: {
      meaning: "purchases expected within 30 days, by the Pareto/NBD model",
      unit: "days with a purchase",
      source,
    },
    expected_purchases_60d: {
      meaning: "purchases expected within 60 days, by the Pareto/NBD model",
      unit: "days with a purchase",
      source,
    },
  },
  compute: (past) => {
    const summary = purchaseSummary(past);
    const model = fitted(summary);
    const column = (name: string, values: (model: ParetoNbd) => Float64Array) =>
      pl.Series(
        name,
        model === undefined ? new Float64Array(summary.T.length).fill(NaN) : values(model),
      );
    const expected = (days: number) =>
      column(
        `expected_purchases_${days}d`,
        (model) => model.conditionalExpectedPurchases(days / daysPerWeek, summary),
      );
    return pl.DataFrame([
      pl.Series("customer_id", [...summary.customerId], pl.Utf8),
      column("probability_alive", (model) => model.probabilityAlive(summary)),
      expected(30),
      expected(60),
    ]);
  },
});

/** Every customer as purchase models see them on the day before, times in weeks. */
export function purchaseSummary(
  { asOf, days }: Pick<CustomerPast, "asOf" | "days">,
): CustomerSummary {
  const day = pl.col("day");
  const table = days.lazy().groupBy("customer_id").agg(
    day.min().alias("first"),
    day.max().alias("last"),
    pl.len().cast(pl.Float64).alias("purchases"),
  ).sort("customer_id").collectSync();
  const numbers = (name: string) => table.getColumn(name).toTypedArray() as Float64Array;
  const [first, last] = [numbers("first"), numbers("last")];
  return {
    customerId: table.getColumn("customer_id").toArray() as string[],
    frequency: numbers("purchases").map((purchases) => purchases - 1),
    recency: last.map((day, i) => (day - first[i]!) / daysPerWeek),
    T: first.map((day) => (asOf - 1 - day) / daysPerWeek),
  };
}

function fitted(summary: CustomerSummary): ParetoNbd | undefined {
  try {
    return fitParetoNbd(summary);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
