import pl from "nodejs-polars";
import { FeatureStore } from "../store/feature_store.ts";
import { cohortFeatures } from "./cohort_features.ts";
import type { CustomerTables } from "./customer_history.ts";
import { type CustomerPast, customerPast } from "./customer_past.ts";
import { purchaseModelFeatures } from "./purchase_model_features.ts";
import { returnFeatures } from "./return_features.ts";
import { seasonFeatures } from "./season_features.ts";
import { spendFeatures } from "./spend_features.ts";
import { tasteFeatures } from "./taste_features.ts";
import { timingFeatures } from "./timing_features.ts";

/** Everything that is known of customers from their transactions, as of any day. */
export const customerFeatures = new FeatureStore<CustomerPast, CustomerTables>({
  entity: "customer",
  groups: [
    timingFeatures,
    spendFeatures,
    tasteFeatures,
    returnFeatures,
    seasonFeatures,
    cohortFeatures,
    purchaseModelFeatures,
  ],
  view: customerPast,
  entities: ({ days }) =>
    days.select(pl.col("customer_id").unique().sort()).getColumn("customer_id"),
});
