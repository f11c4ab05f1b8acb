import pl from "nodejs-polars";
import type { CampaignSplit } from "perdura/conversion/mod.ts";
import type { CustomerScores } from "perdura/conversion/response/mod.ts";

/** The rows of a campaign with what each was used for, in `part`. */
export function rowsTable(campaign: pl.DataFrame, split: CampaignSplit): pl.DataFrame {
  const { train, validation, calibration, test } = split;
  const part = new Array<string>(campaign.height).fill("none");
  for (const [name, rows] of Object.entries({ train, validation, calibration, test })) {
    for (const row of rows) part[row] = name;
  }
  return campaign.withColumns(texts("part", part));
}

/** One row per customer: probability, interval, message, reasons, and which model says so. */
export function predictionTable(
  scores: CustomerScores,
  model: string,
  version: string,
): pl.DataFrame {
  return pl.DataFrame([
    texts("customer_id", scores.customerId),
    texts("message", scores.message),
    pl.Series("probability", scores.probability),
    pl.Series("probability_low", scores.lower),
    pl.Series("probability_high", scores.upper),
    texts("reasons", scores.reasons),
  ]).withColumns(pl.lit(model).alias("model"), pl.lit(version).alias("model_version"));
}

/** A column of texts, even where all are missing. */
export function texts(name: string, values: readonly (string | null)[]): pl.Series {
  return pl.Series(name, values as string[], pl.Utf8);
}
