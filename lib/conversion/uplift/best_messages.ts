import { controlArm } from "perdura/sources/campaign_source.ts";
import type { HeldOutRows } from "./send_list.ts";

/** For each of n customers the message that brings most. */
export interface BestMessages {
  readonly message: readonly string[];
  /** The uplift of that message. */
  readonly uplift: Float64Array;
}

/**
 * The message with the highest uplift for each customer; of equal ones the first.
 *
 * @param uplifts n predicted uplifts of each message, by its name; at least one message
 *
 * @example
 * ```ts
 * import { bestMessages } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { message, uplift } = bestMessages({
 *   men: Float64Array.of(0.1, 0.02),
 *   women: Float64Array.of(0.03, 0.04),
 * });
 * assertEquals([message, [...uplift]], [["men", "women"], [0.1, 0.04]]);
 * ```
 */
export function bestMessages(uplifts: Readonly<Record<string, Float64Array>>): BestMessages {
  const names = Object.keys(uplifts), columns = Object.values(uplifts);
  const best = Uint32Array.from(columns[0]!, (_, row) => {
    let place = 0;
    for (let k = 1; k < columns.length; k++) {
      if (columns[k]![row]! > columns[place]![row]!) place = k;
    }
    return place;
  });
  return {
    message: Array.from(best, (place) => names[place]!),
    uplift: Float64Array.from(best, (place, row) => columns[place]![row]!),
  };
}

/**
 * The rows of a campaign that say what the best messages do: those of customers who happened to get
 * their best message, and those of the control group.
 *
 * @param best of each row, predicted without that row's customer
 * @param arm the message of each row, or `"control"`
 * @param outcome 1 for a response
 */
export function heldOutRows(
  best: BestMessages,
  { arm, outcome }: { readonly arm: readonly string[]; readonly outcome: Float64Array },
): Required<HeldOutRows> {
  const rows = Uint32Array.from(outcome, (_, row) => row)
    .filter((row) => arm[row] === controlArm || arm[row] === best.message[row]);
  return {
    score: Float64Array.from(rows, (row) => best.uplift[row]!),
    outcome: Float64Array.from(rows, (row) => outcome[row]!),
    treatment: Uint8Array.from(rows, (row) => arm[row] === controlArm ? 0 : 1),
  };
}
