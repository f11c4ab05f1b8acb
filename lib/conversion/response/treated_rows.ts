import { InputError } from "perdura/core/mod.ts";
import { controlArm } from "perdura/sources/campaign_source.ts";
import { type CampaignRows, takeCampaignRows } from "../campaign_rows.ts";

/** The rows that say what customers do who get a message. */
export interface TreatedRows {
  /** With the message as one more feature, `treatment`, where there are several. */
  readonly rows: CampaignRows;
  /** Where each of them stands among all rows. */
  readonly places: Uint32Array;
  /** The messages, in alphabetical order; none where the file does not say who got one. */
  readonly messages: readonly string[];
}

/**
 * The rows of customers who got a message: a model of these says how likely a customer responds if
 * written to.
 *
 * Where a campaign does not say who got a message, all did.
 *
 * @throws {InputError} where nobody did
 *
 * @example
 * ```ts
 * import { treatedRows } from "perdura/conversion/response/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { rows, messages } = treatedRows({
 *   customerId: ["7", "8", "9"],
 *   features: [],
 *   label: Float64Array.of(1, 0, 0),
 *   arm: ["men", "control", "women"],
 * });
 * assertEquals(rows.customerId, ["7", "9"]);
 * assertEquals(messages, ["men", "women"]);
 * assertEquals(rows.features, [{ name: "treatment", kind: "category", values: ["men", "women"] }]);
 * ```
 */
export function treatedRows(all: CampaignRows): TreatedRows {
  const { arm } = all;
  const places = Uint32Array.from(all.label, (_, row) => row);
  if (arm === undefined) return { rows: all, places, messages: [] };
  const treated = places.filter((row) => arm[row] !== controlArm);
  if (treated.length === 0) {
    throw new InputError(
      "Cannot learn who responds to a message: every row of the campaign is of the control group; " +
        `check the column of the treatment, in which "${controlArm}", "0" and "no e-mail" mean none`,
    );
  }
  const rows = takeCampaignRows(all, treated);
  const messages = [...new Set(rows.arm)].sort();
  return {
    rows: messages.length > 1
      ? { ...rows, features: [...rows.features, messageColumn(rows.arm!)] }
      : rows,
    places: treated,
    messages,
  };
}

/** The message as a feature. */
export function messageColumn(values: readonly string[]): CampaignRows["features"][number] {
  return { name: "treatment", kind: "category", values };
}
