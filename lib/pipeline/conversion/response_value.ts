import pl from "nodejs-polars";
import { valuePerResponse } from "perdura/conversion/uplift/send_list.ts";

/**
 * What a response to a campaign is worth; undefined where nobody knows.
 *
 * @param campaign one row per customer and message, with `label` and, where it is known, `spend`
 * @param margin share of revenue that is kept
 */
export function responseValueOf(campaign: pl.DataFrame, margin: number): number | undefined {
  if (whyNoResponseValue(campaign) !== undefined) return undefined;
  return valuePerResponse(numbers(campaign, "spend"), numbers(campaign, "label"), margin);
}

/** Why nobody knows what a response is worth; undefined where it is known. */
export function whyNoResponseValue(campaign: pl.DataFrame): string | undefined {
  if (!campaign.columns.includes("spend")) {
    return 'nobody knows what a response is worth: the campaign has no column "spend", what each ' +
      "customer spent afterwards";
  }
  return spendingResponses(campaign).spending > 0
    ? undefined
    : 'nobody knows what a response is worth: no response has a "spend" above 0';
}

/** Responses to a campaign whose spend is known, and those of them that spent anything. */
export interface SpendingResponses {
  readonly responses: number;
  readonly spending: number;
}

/** Of how many responses the value of a response is the mean, and how many of them are purchases. */
export function spendingResponses(campaign: pl.DataFrame): SpendingResponses {
  const label = numbers(campaign, "label");
  const known = numbers(campaign, "spend")
    .filter((value, row) => label[row] === 1 && !Number.isNaN(value));
  return { responses: known.length, spending: known.filter((value) => value > 0).length };
}

function numbers(campaign: pl.DataFrame, name: string): Float64Array {
  return campaign.select(pl.col(name).cast(pl.Float64).fillNull(pl.lit(NaN)))
    .getColumn(name).toTypedArray() as Float64Array;
}
