import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import type { CampaignRows } from "perdura/conversion/mod.ts";
import {
  type SendList,
  sendList,
  type SendListInput,
  valuePerResponse,
} from "perdura/conversion/uplift/mod.ts";
import type { Settings } from "perdura/lake/mod.ts";
import type { StageContext } from "../stage.ts";
import { sendListPath } from "./files.ts";
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
 *
 * @param campaign rows whose spend says what a response is worth
 * @param spend what followed each row, in money; absent where the campaign does not say
 * @param customers ids and messages, in the order of the uplift or the probability
 * @returns undefined, and no list, where nobody knows what a response is worth
 */
export async function writeSendList(
  { output }: Pick<StageContext, "output">,
  campaign: Pick<CampaignRows, "label">,
  spend: Float64Array | undefined,
  customers: {
    readonly customerId: readonly string[];
    readonly message: readonly (string | null)[];
  },
  effect: Pick<SendListInput, "uplift" | "probability" | "heldOut">,
  { cost = 0, budget, margin }: SendListSettings,
): Promise<SendListFacts | undefined> {
  const value = responseValueOf(spend, campaign.label, margin);
  if (value === undefined) return undefined;
  // Customers with equal profits stand in the order of their ids, as in the table of predictions.
  const { customerId, message } = customers;
  const order = Uint32Array.from(customerId, (_, row) => row)
    .sort((a, b) => customerId[a]! < customerId[b]! ? -1 : 1);
  const ordered = (values: Float64Array) => Float64Array.from(order, (row) => values[row]!);
  const list = sendList({
    ...(effect.uplift
      ? { uplift: ordered(effect.uplift) }
      : { probability: ordered(effect.probability!) }),
    ...effect.heldOut && { heldOut: effect.heldOut },
    cost,
    responseValue: value,
    ...budget !== undefined && { budget },
  });
  const table = pl.DataFrame([
    texts("customer_id", Array.from(list.rows, (row) => customerId[order[row]!]!)),
    texts("message", Array.from(list.rows, (row) => message[order[row]!] ?? null)),
    pl.Series(list.isCausal ? "expected_uplift" : "expected_response", list.expectedUplift),
    pl.Series("expected_profit", list.expectedProfit),
    pl.Series("cumulative_profit", list.cumulativeProfit),
  ]);
  await output.pending.write(sendListPath, Buffer.from(table.writeCSV() as unknown as Buffer));
  return {
    cost,
    responseValue: value,
    ...budget !== undefined && { budget },
    listed: list.rows.length,
    customers: customerId.length,
    beyondBudget: list.beyondBudget,
    totalCost: list.cost,
    profit: list.profit,
    ...list.measuredProfit && { measuredProfit: list.measuredProfit },
    isCausal: list.isCausal,
  };
}

function responseValueOf(
  spend: Float64Array | undefined,
  label: Float64Array,
  margin: number,
): number | undefined {
  if (spend === undefined || !spend.some((value, row) => label[row] === 1 && value > 0)) {
    return undefined;
  }
  return valuePerResponse(spend, label, margin);
}
