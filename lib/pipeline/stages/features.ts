import pl from "nodejs-polars";
import { plural } from "perdura/core/mod.ts";
import { cohorts, customerSummary, purchaseDays, rfm } from "perdura/features/mod.ts";
import { readTable, type Settings } from "perdura/lake/mod.ts";
import { pastOf } from "../as_of.ts";
import type { Stage } from "../stage.ts";

/** What the features stage has to say about its result. */
export interface FeaturesFacts {
  readonly customers: number;
  /** Those who have bought, and paid, on more than one day. */
  readonly returningCustomers: number;
  /** The first day that counts as the future. */
  readonly asOf: string;
  readonly cohorts: number;
}

/** Sums up every customer: the numbers the purchase models need, RFM, and monthly cohorts. */
const features: Stage<Pick<Settings, "asOf">> = {
  name: "features",
  does: "summing up every customer",
  after: ["clean"],
  reads: ["stage/transactions.parquet"],
  makes: [
    "processed/purchase_days.parquet",
    "processed/clv.parquet",
    "processed/rfm.parquet",
    "processed/cohorts.parquet",
  ],

  parameters: ({ settings }) => ({ asOf: settings.asOf }),

  whyNot: ({ manifest }) =>
    "stage/transactions.parquet" in manifest.stages.clean!.outputs
      ? undefined
      : "there are no transactions",

  async run({ input, output }, parameters) {
    const past = pastOf(readTable(input("stage/transactions.parquet")), parameters.asOf);
    const { asOf, observationEnd, transactions } = past;
    const currency = transactions.getColumn("currency").get(0) as string;
    const money = (...columns: string[]) =>
      Object.fromEntries(columns.map((column) => [column, currency]));

    const days = purchaseDays(transactions);
    await output.writeTable("processed/purchase_days.parquet", days, ["customer_id", "timestamp"], {
      description: "One row per customer and day with a purchase",
      schemaVersion: 1,
      units: money("sales"),
    });
    const summary = customerSummary(days, { unit: "week", observationEnd });
    await output.writeTable("processed/clv.parquet", summary, ["customer_id"], {
      description: "One row per customer: the history that purchase models need",
      schemaVersion: 1,
      units: {
        frequency: "days with a purchase after the first",
        recency: "weeks",
        T: "weeks",
        ...money("monetary_value"),
      },
    });
    const scores = rfm(transactions, { asOf });
    await output.writeTable("processed/rfm.parquet", scores, ["customer_id"], {
      description: "One row per customer: recency, frequency and monetary value, with scores",
      schemaVersion: 1,
      units: { days_since_last: "days", ...money("revenue", "mean_basket") },
    });
    const grid = cohorts(transactions, { asOf });
    await output.writeTable("processed/cohorts.parquet", grid, ["cohort", "month_offset"], {
      description: "One row per month of first purchase and month since then",
      schemaVersion: 1,
      units: { retention: "share of the cohort", ...money("revenue", "revenue_per_customer") },
    });
    const facts: FeaturesFacts = {
      customers: summary.height,
      returningCustomers: summary.filter(pl.col("monetary_value").gt(pl.lit(0))).height,
      asOf: asOf.toISOString().slice(0, 10),
      cohorts: grid.select(pl.col("cohort").nUnique()).row(0)[0] as number,
    };
    return {
      line: `${plural(facts.customers, "customer")} in ${plural(facts.cohorts, "cohort")} ` +
        `as of ${facts.asOf}`,
      facts,
    };
  },
};

export default features;
