import pl from "nodejs-polars";
import { type CampaignRows, takeCampaignRows } from "perdura/conversion/mod.ts";
import { latestRows } from "perdura/conversion/response/mod.ts";
import {
  attainableQini,
  bestMessages,
  campaignUplift,
  type ComparedRanking,
  compareRankings,
  type MessageUplift,
  type Responses,
  type UpliftOptions,
} from "perdura/conversion/uplift/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { controlArm } from "perdura/sources/mod.ts";
import type { StageContext } from "../stage.ts";
import { upliftFiles } from "./files.ts";
import { texts } from "./tables.ts";

/** What one message changed, for the record of the run. */
export interface MessageFacts {
  readonly message: string;
  readonly treated: Responses;
  readonly control: Responses;
  /** A difference of shares that responded. */
  readonly effect: Estimate;
  /** How uplift is learnt. */
  readonly chosen: UpliftOptions;
  /** Qini coefficient of the predicted uplift, and of ranking by response probability. */
  readonly qini: Estimate;
  readonly probabilityQini: Estimate;
  /** Share of the attainable Qini area that is reached; of simulated campaigns only. */
  readonly attainedQini?: number;
}

/**
 * Learns what the messages of a campaign change, and writes it down.
 *
 * @param campaign the kept rows, in the order of their file
 * @param rows the same as arrays
 * @param modelFolder where the models of uplift go, with `/` at its end
 * @param truth true uplift of each row, of simulated campaigns
 * @returns undefined where there is no control group
 */
export async function writeUplift(
  { output, progress, random }: StageContext,
  campaign: pl.DataFrame,
  rows: CampaignRows,
  modelFolder: string,
  truth: Float64Array | undefined,
): Promise<readonly MessageFacts[] | undefined> {
  const results = await campaignUplift(rows, { random: random.fork("uplift"), progress });
  if (results.length === 0) return undefined;
  const arm = rows.arm!;
  progress.update("comparing the rankings", 0);
  const compared = results.map(({ comparison, place, probabilityPlace }) =>
    compareRankings(
      comparison,
      { uplift: place, probability: probabilityPlace },
      random.fork("rankings"),
    )
  );
  await output.writeTable(
    upliftFiles.rows,
    pl.concat(results.map((result) => rowsOfMessage(campaign, arm, result))),
    ["message", "customer_id", "source_file", "source_row"],
    {
      description: "One row per row of the campaign and message: what the customer got and did, " +
        "and the uplift of the message, predicted without that customer",
      schemaVersion: 1,
      units: { uplift: "difference of shares", place: "share of customers with less" },
    },
  );
  await output.pending.write(upliftFiles.metrics, metricsText(results, compared));
  await output.writeJson(
    `${modelFolder}uplift.json`,
    Object.fromEntries(results.map(({ message, scorer }) => [message, scorer])),
  );
  const latest = takeCampaignRows(rows, latestRows(rows));
  const best = bestMessages(
    Object.fromEntries(
      results.map(({ message, scorer }) => [message, scorer.predict(latest.features)]),
    ),
  );
  await output.writeTable(
    upliftFiles.customers,
    pl.DataFrame([
      texts("customer_id", latest.customerId),
      texts("message", best.message),
      pl.Series("uplift", best.uplift),
    ]),
    ["customer_id"],
    {
      description: "One row per customer of the campaign: the message that brings most, and how " +
        "many responses more it is expected to bring, by models that have learnt from the " +
        "customer too",
      schemaVersion: 1,
      units: { uplift: "difference of shares" },
    },
  );
  return results.map((result, k) => factsOf(result, compared[k]!, truth));
}

function rowsOfMessage(
  campaign: pl.DataFrame,
  arm: readonly string[],
  { message, rows, uplift, place, probabilityPlace }: MessageUplift,
): pl.DataFrame {
  const spread = (values: Float64Array) => {
    const all = new Array<number | null>(arm.length).fill(null);
    rows.forEach((row, i) => all[row] = values[i]!);
    return all;
  };
  return campaign.select("customer_id", "source_file", "source_row", "label").withColumns(
    pl.lit(message).alias("message"),
    texts("arm", arm),
    pl.Series("uplift", uplift),
    pl.Series("place", spread(place) as number[], pl.Float64),
    pl.Series("probability_place", spread(probabilityPlace) as number[], pl.Float64),
  );
}

function factsOf(
  { message, treated, control, effect, chosen, rows, place }: MessageUplift,
  [uplift, probability]: readonly ComparedRanking[],
  truth: Float64Array | undefined,
): MessageFacts {
  return {
    message,
    treated,
    control,
    effect,
    chosen,
    qini: uplift!.scores.qini,
    probabilityQini: probability!.scores.qini,
    ...truth !== undefined && {
      attainedQini: attainableQini(place, Float64Array.from(rows, (row) => truth[row]!)).share,
    },
  };
}

/** One line per message and ranking; `without` is the control group. */
function metricsText(
  results: readonly MessageUplift[],
  compared: readonly (readonly ComparedRanking[])[],
): string {
  const header = [
    "message",
    "ranking",
    "customers",
    `customers_${controlArm}`,
    "effect",
    "effect_lower",
    "effect_upper",
    "qini",
    "qini_lower",
    "qini_upper",
    "auuc",
    "auuc_lower",
    "auuc_upper",
  ];
  const valuesOf = ({ estimate, lower, upper }: Estimate) => [estimate, lower, upper];
  const lines = results.flatMap(({ message, treated, control, effect }, k) =>
    compared[k]!.map(({ name, scores }) => [
      /[",\n]/.test(message) ? `"${message.replaceAll('"', '""')}"` : message,
      name,
      treated.rows,
      control.rows,
      ...valuesOf(effect),
      ...valuesOf(scores.qini),
      ...valuesOf(scores.auuc),
    ])
  );
  return [header, ...lines].map((line) => line.join(",") + "\n").join("");
}
