import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import {
  bestMessages,
  type HeldOutRows,
  heldOutRows,
  type SendList,
  sendList,
} from "perdura/conversion/uplift/mod.ts";
import { readTable, type Settings } from "perdura/lake/mod.ts";
import type { StageContext, StageResult } from "../stage.ts";
import { responseFiles, sendListPath, upliftFiles } from "./files.ts";
import type { ConversionFacts } from "./learn_responses.ts";
import { responseValueOf, spendingResponses } from "./response_value.ts";
import { scoreTestRows } from "./score_test_rows.ts";
import { sendListAssumptions, sendListLine } from "./send_list_words.ts";
import { texts } from "./tables.ts";

/** What the list was made with and comes to, for the record of the run. */
export interface SendListFacts {
  /** What one message costs: `--cost`, or nothing. */
  readonly cost: number;
  /** What one response is worth: mean spend of those who responded × `--margin`. */
  readonly responseValue: number;
  readonly budget?: number;
  /** Customers on the list, and those it was chosen from. */
  readonly listed: number;
  readonly customers: number;
  readonly beyondBudget: number;
  /** Of the whole list: what it costs, brings, and would bring by held-out customers. */
  readonly totalCost: number;
  readonly profit: number;
  readonly measuredProfit?: SendList["measuredProfit"];
  /** False where there was no control group: then all responses are counted. */
  readonly isCausal: boolean;
}

/** The settings that a send list depends on. */
export type SendListSettings = Pick<Settings, "cost" | "budget" | "margin">;

/**
 * Writes the send list: customers, the message for each where the campaign names any, what is
 * expected of it and the sum so far, the most profitable customer first.
 */
export async function writeSendList(
  { input, manifest, output, progress }: Pick<
    StageContext,
    "input" | "manifest" | "output" | "progress"
  >,
  { cost: givenCost, budget, margin }: SendListSettings,
): Promise<StageResult> {
  const cost = givenCost ?? 0;
  const learnt = manifest.stages.conversion!.facts as ConversionFacts;
  const campaign = readTable(input(responseFiles.rows));
  const responseValue = responseValueOf(campaign, margin)!;
  const isCausal = learnt.uplift !== undefined;
  // Sorted by customer, so that those with equal profits stand in the order of their ids.
  const customers = readTable(input(isCausal ? upliftFiles.customers : responseFiles.predictions));
  const effect = Float64Array.from(
    customers.getColumn(isCausal ? "uplift" : "probability").toArray() as number[],
  );
  const list = sendList({
    ...(isCausal ? { uplift: effect } : { probability: effect }),
    heldOut: isCausal
      ? heldOutOf(readTable(input(upliftFiles.rows)), learnt.uplift!.map(({ message }) => message))
      : await testOf(campaign, (name) => Deno.readFile(input(`${learnt.folder}${name}`))),
    cost,
    responseValue,
    ...budget !== undefined && { budget },
  });
  const listed = (name: string) => {
    const values = customers.getColumn(name).toArray() as (string | null)[];
    return texts(name, Array.from(list.rows, (row) => values[row]!));
  };
  const table = pl.DataFrame([
    listed("customer_id"),
    listed("message"),
    pl.Series(list.isCausal ? "expected_uplift" : "expected_response", list.expectedUplift),
    pl.Series("expected_profit", list.expectedProfit),
    pl.Series("cumulative_profit", list.cumulativeProfit),
  ]);
  await output.pending.write(sendListPath, Buffer.from(table.writeCSV() as unknown as Buffer));
  const facts: SendListFacts = {
    cost,
    responseValue,
    ...budget !== undefined && { budget },
    listed: list.rows.length,
    customers: customers.height,
    beyondBudget: list.beyondBudget,
    totalCost: list.cost,
    profit: list.profit,
    ...list.measuredProfit && { measuredProfit: list.measuredProfit },
    isCausal: list.isCausal,
  };
  const terms = {
    ...spendingResponses(campaign),
    isCostGiven: givenCost !== undefined,
    margin,
    best: responseValue * effect.reduce((best, next) => Math.max(best, next), -Infinity),
  };
  for (const sentence of sendListAssumptions(facts, terms)) progress.say(sentence);
  return { line: sendListLine(facts, terms), facts };
}

/** Rows of the campaign with what was predicted of them by models that did not know them. */
function heldOutOf(table: pl.DataFrame, messages: readonly string[]): HeldOutRows {
  const of = (message: string) => table.filter(pl.col("message").eq(pl.lit(message)));
  const numbers = (frame: pl.DataFrame, name: string) =>
    Float64Array.from(frame.getColumn(name).toArray() as number[]);
  const first = of(messages[0]!);
  return heldOutRows(
    bestMessages(
      Object.fromEntries(messages.map((message) => [message, numbers(of(message), "uplift")])),
    ),
    { arm: first.getColumn("arm").toArray() as string[], outcome: numbers(first, "label") },
  );
}

async function testOf(...of: Parameters<typeof scoreTestRows>): Promise<HeldOutRows> {
  const { label, probability } = await scoreTestRows(...of);
  return { score: probability, outcome: label };
}
