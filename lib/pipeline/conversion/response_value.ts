import pl from "nodejs-polars";
import { valuePerResponse } from "perdura/conversion/uplift/send_list.ts";

/**
 * What a response to a campaign is worth; undefined where nobody knows.
 *
 * @param campaign one row per customer and message, with `label` and, where it is known, `spend`
 * @param margin share of revenue that is kept
 */
export function responseValueOf(campaign: pl.DataFrame, margin: number): number | undefined {
  if (!campaign.columns.includes("spend")) return undefined;
  const numbers = (name: string) =>
    campaign.select(pl.col(name).cast(pl.Float64).fillNull(pl.lit(NaN)))
      .getColumn(name).toTypedArray() as Float64Array;
  const spend = numbers("spend"), label = numbers("label");
  const isKnown = spend.some((value, row) => label[row] === 1 && value > 0);
  return isKnown ? valuePerResponse(spend, label, margin) : undefined;
}
