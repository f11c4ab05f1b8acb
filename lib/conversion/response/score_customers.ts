import type { RawColumn } from "perdura/features/mod.ts";
import { type CampaignRows, takeCampaignRows } from "../campaign_rows.ts";
import type { Scores } from "./calibration_curve.ts";
import type { ResponseModel } from "./response_model.ts";
import { messageColumn, messageFeature } from "./message_rows.ts";

/** How likely each of n customers responds to a message, and why. */
export interface CustomerScores extends Scores {
  readonly customerId: readonly string[];
  /** The message to which the customer responds most likely; null where the campaign names none. */
  readonly message: readonly (string | null)[];
  readonly reasons: readonly string[];
}

/**
 * The row of each customer that is known last: that of the latest day, and of these the last one.
 *
 * @returns indices of rows, ascending
 *
 * @example
 * ```ts
 * import { latestRows } from "perdura/conversion/response/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = latestRows({ customerId: ["7", "8", "7"], day: Int32Array.of(20, 20, 10) });
 * assertEquals(rows, Uint32Array.of(0, 1));
 * ```
 */
export function latestRows(
  { customerId, day }: Pick<CampaignRows, "customerId" | "day">,
): Uint32Array {
  const latest = new Map<string, number>();
  customerId.forEach((id, row) => {
    const known = latest.get(id);
    if (known === undefined || day === undefined || day[row]! >= day[known]!) latest.set(id, row);
  });
  return Uint32Array.from(latest.values()).sort();
}

/**
 * Scores every customer of a campaign by what is known of them last.
 *
 * Where there are several messages, each customer is scored for all of them and has the highest
 * probability.
 *
 * @returns one entry per customer, in the order of their rows
 */
export function scoreCustomers(model: ResponseModel, campaign: CampaignRows): CustomerScores {
  const rows = takeCampaignRows(campaign, latestRows(campaign));
  const n = rows.customerId.length;
  const known = rows.features.filter(({ name }) =>
    name !== messageFeature && model.columns.some((one) => one.name === name)
  );
  if (model.messages.length < 2) {
    const scores = model.score(known);
    return {
      customerId: rows.customerId,
      message: rows.customerId.map(() => model.messages[0] ?? null),
      ...scores,
      reasons: model.reasons(known),
    };
  }
  const withMessage = (messages: readonly string[]): RawColumn[] => [
    ...known,
    messageColumn(messages),
  ];
  const forEach = model.messages.map((message) =>
    model.score(withMessage(new Array(n).fill(message)))
  );
  const best = Uint8Array.from({ length: n }, (_, row) => {
    const probabilities = forEach.map(({ probability }) => probability[row]!);
    return probabilities.indexOf(Math.max(...probabilities));
  });
  const message = Array.from(best, (place) => model.messages[place]!);
  const of = (end: keyof Scores) =>
    Float64Array.from(best, (place, row) => forEach[place]![end][row]!);
  return {
    customerId: rows.customerId,
    message,
    probability: of("probability"),
    lower: of("lower"),
    upper: of("upper"),
    reasons: model.reasons(withMessage(message)),
  };
}
