import pl from "nodejs-polars";
import { type RawColumn, takeRawRows, takeValues } from "perdura/features/feature_matrix.ts";
import { campaignSources } from "perdura/sources/choose_campaign_source.ts";

/** What is known about n rows of a campaign, in columns. */
export interface CampaignRows {
  readonly customerId: readonly string[];
  /** What was known before the message. */
  readonly features: readonly RawColumn[];
  /** 1 where the customer responded, 0 where not. */
  readonly label: Float64Array;
  /** Who got which message; absent where the file does not say. */
  readonly arm?: readonly string[];
  /** Days since 1970-01-01; absent where the file has no dates. */
  readonly day?: Int32Array;
}

/** The columns of campaigns that no model may learn from, and where rows come from. */
const notFeatures = new Set([
  "customer_id",
  "source_file",
  "source_row",
  ...campaignSources.flatMap(({ columns }) =>
    columns.filter(({ role }) => role !== "feature").map(({ name }) => name)
  ),
]);

/**
 * The rows of a cleaned campaign as arrays.
 *
 * Features are the columns that were known before the message: numbers, with NaN where one is
 * missing, and categories, with null.
 *
 * @param campaign the table that `cleanCampaign` makes, or one read back from `campaign.parquet`
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { campaignRows } from "perdura/conversion/campaign_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { features, label } = campaignRows(pl.DataFrame({
 *   customer_id: ["7", "8"],
 *   age: [37, null],
 *   region: ["North", "South"],
 *   label: [1, 0],
 * }));
 * assertEquals(features.map(({ name, kind }) => [name, kind]), [
 *   ["age", "number"],
 *   ["region", "category"],
 * ]);
 * assertEquals(label, Float64Array.of(1, 0));
 * ```
 */
export function campaignRows(campaign: pl.DataFrame): CampaignRows {
  const has = (name: string) => campaign.columns.includes(name);
  return {
    customerId: campaign.getColumn("customer_id").toArray() as string[],
    features: campaign.columns.filter((name) => !notFeatures.has(name))
      .map((name) => rawColumn(campaign, name)),
    label: numbers(campaign, "label"),
    ...has("treatment") ? { arm: campaign.getColumn("treatment").toArray() as string[] } : {},
    ...has("date")
      ? { day: Int32Array.from(numbers(campaign.select(pl.col("date").cast(pl.Int32)), "date")) }
      : {},
  };
}

/**
 * Some of the rows, in the order given.
 *
 * @param rows indices of rows
 */
export function takeCampaignRows(from: CampaignRows, rows: Uint32Array): CampaignRows {
  const texts = (values: readonly string[]) => Array.from(rows, (row) => values[row]!);
  return {
    customerId: texts(from.customerId),
    features: takeRawRows(from.features, rows),
    label: takeValues(from.label, rows),
    ...from.arm === undefined ? {} : { arm: texts(from.arm) },
    ...from.day === undefined ? {} : { day: Int32Array.from(rows, (row) => from.day![row]!) },
  };
}

function rawColumn(campaign: pl.DataFrame, name: string): RawColumn {
  const column = campaign.getColumn(name);
  return ["String", "Utf8"].includes((column.dtype as unknown as { variant: string }).variant)
    ? { name, kind: "category", values: column.toArray() as (string | null)[] }
    : { name, kind: "number", values: numbers(campaign, name) };
}

function numbers(campaign: pl.DataFrame, name: string): Float64Array {
  return campaign.select(pl.col(name).cast(pl.Float64).fillNull(pl.lit(NaN)))
    .getColumn(name).toTypedArray() as Float64Array;
}
