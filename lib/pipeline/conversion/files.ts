/** Path of the truth about the simulated campaigns inside the lake. */
export const campaignTruthPath = "raw/demo_campaign_truth.json";

/** The rows of the campaign and what each was used for, and what is expected of its customers. */
export const responseFiles = {
  rows: "processed/conversion.parquet",
  predictions: "processed/conversion_predictions.parquet",
  models: "models/conversion/",
} as const;

/** Files about what messages change; only there where the campaign has a control group. */
export const upliftFiles = {
  /** One row per row of the campaign and message: the uplift predicted without that customer. */
  rows: "processed/conversion_uplift.parquet",
  /** One row per customer: the best message and what it brings. */
  customers: "processed/conversion_uplift_predictions.parquet",
  metrics: "outputs/metrics_uplift.csv",
} as const;

/** Whom it is worth writing to. */
export const sendListPath = "outputs/send_list.csv";
