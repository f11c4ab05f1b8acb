import type pl from "nodejs-polars";
import { type CampaignRows, campaignRows } from "perdura/conversion/mod.ts";
import type { UpliftRows } from "perdura/conversion/uplift/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { readManifest } from "perdura/lake/mod.ts";
import { responseFiles, sendListPath, upliftFiles } from "perdura/pipeline/conversion/files.ts";
import { responseValueOf } from "perdura/pipeline/conversion/response_value.ts";
import { type ScoredTestRows, scoreTestRows } from "perdura/pipeline/conversion/score_test_rows.ts";
import type { SendListFacts } from "perdura/pipeline/conversion/write_send_list.ts";
import type { ConversionFacts } from "perdura/pipeline/stages/conversion.ts";
import { inputFile } from "./input.ts";
import type { NotebookLake } from "./notebook_lake.ts";

/** What the conversion stage has made of the campaign of a lake. */
export interface CampaignResults {
  readonly facts: ConversionFacts;
  /** All rows of the campaign. */
  readonly rows: CampaignRows;
  /** Per customer: message, probability with its interval, reasons. */
  readonly predictions: pl.DataFrame;
  /** Rows that no model of the response has seen, and what the chosen one says of them. */
  readonly test: ScoredTestRows;
  /** What each message changed; none where the campaign has no control group. */
  readonly uplift: readonly MessageRows[];
  /** Per customer: the message that brings most, and what it brings; absent without control group. */
  readonly best?: pl.DataFrame;
  /** The pipeline's list; absent where nobody knows what a response is worth. */
  readonly sendList?: SendListFacts;
}

/** The rows of customers who got one message or none. */
export interface MessageRows {
  readonly message: string;
  readonly comparison: UpliftRows;
  /** Predicted uplift of each row, without its customer. */
  readonly uplift: Float64Array;
  /** Place of each row in the order of the uplift, and in that of the response probability. */
  readonly place: Float64Array;
  readonly probabilityPlace: Float64Array;
  /** Predicted uplift of all rows of the campaign, in the order of {@linkcode CampaignResults.rows}. */
  readonly upliftOfAll: Float64Array;
}

/**
 * Reads what the conversion stage has made, after it has run where that is missing.
 *
 * @returns undefined where the lake has no campaign
 * @throws {InputError} where it has one that nothing can be learnt from
 */
export async function campaignResults(lake: NotebookLake): Promise<CampaignResults | undefined> {
  let predictions: pl.DataFrame;
  try {
    predictions = await lake.table(responseFiles.predictions);
  } catch (error) {
    if (!(error instanceof InputError) || await hasCampaign(lake)) throw error;
    return undefined;
  }
  const table = await lake.table(responseFiles.rows);
  const facts = await lake.facts<ConversionFacts>("conversion", responseFiles.rows);
  const rows = campaignRows(table.drop("part"));
  const uplift = facts.uplift === undefined
    ? []
    : messagesOf(await lake.table(upliftFiles.rows), rows);
  return {
    facts,
    rows,
    predictions,
    test: await scoreTestRows(
      table,
      async (name) => await Deno.readFile(await inputFile(lake, `${facts.folder}${name}`)),
    ),
    uplift,
    ...uplift.length > 0 && { best: await lake.table(upliftFiles.customers) },
    ...await sendListOf(lake, table),
  };
}

async function hasCampaign(lake: NotebookLake): Promise<boolean> {
  const { stages } = await readManifest(lake);
  return "stage/campaign.parquet" in (stages.clean?.outputs ?? {});
}

/** What the pipeline's list was made with and comes to; absent where nobody knows what it is worth. */
async function sendListOf(
  lake: NotebookLake,
  table: pl.DataFrame,
): Promise<{ readonly sendList?: SendListFacts }> {
  if (responseValueOf(table, 1) === undefined) return {};
  return { sendList: await lake.facts<SendListFacts>("send-list", sendListPath) };
}

/** Both tables are sorted by customer and place in the file, the second within each message. */
function messagesOf(table: pl.DataFrame, rows: CampaignRows): MessageRows[] {
  const n = rows.label.length;
  const text = (name: string) => table.getColumn(name).toArray() as string[];
  const numbers = (name: string) => table.getColumn(name).toArray() as (number | null)[];
  const [message, customer, arm] = ["message", "customer_id", "arm"].map(text);
  const [label, uplift, place, probabilityPlace] = [
    "label",
    "uplift",
    "place",
    "probability_place",
  ].map(numbers);
  return Array.from({ length: table.height / n }, (_, k) => {
    const compared = Uint32Array.from({ length: n }, (_, row) => k * n + row)
      .filter((at) => place![at] !== null);
    const taken = (values: readonly (number | null)[]) =>
      Float64Array.from(compared, (at) => values[at]!);
    return {
      message: message![k * n]!,
      comparison: {
        treatment: Uint8Array.from(compared, (at) => arm![at] === message![at] ? 1 : 0),
        outcome: taken(label!),
        groups: Array.from(compared, (at) => customer![at]!),
      },
      uplift: taken(uplift!),
      place: taken(place!),
      probabilityPlace: taken(probabilityPlace!),
      upliftOfAll: Float64Array.from(uplift!.slice(k * n, (k + 1) * n) as number[]),
    };
  });
}
