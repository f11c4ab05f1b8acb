import { InputError } from "perdura/core/mod.ts";
import { controlArm } from "perdura/sources/campaign_source.ts";
import type { CampaignRows } from "../campaign_rows.ts";

/** The feature that says which message a row got, or none. */
export const messageFeature = "treatment";

/** The rows of a campaign, ready to learn what customers do who get a message. */
export interface MessageRows {
  /** All rows; where some got another message or none, with a feature more that says which. */
  readonly rows: CampaignRows;
  /** 1 for rows that got a message. */
  readonly hasMessage: Uint8Array;
  /** The messages in alphabetical order; none where the file does not say who got one. */
  readonly messages: readonly string[];
}

/**
 * Says of every row which message it got.
 *
 * A model that knows it learns from those without a message, too, what they have in common with the
 * others; with half of the rows in the control group that is worth nearly twice the data. What it is
 * asked and judged by is what customers do who get a message. Where a campaign does not say who got
 * one, all did.
 *
 * @throws {InputError} where nobody got one
 *
 * @example
 * ```ts
 * import { messageRows } from "perdura/conversion/response/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { rows, hasMessage, messages } = messageRows({
 *   customerId: ["7", "8", "9"],
 *   features: [],
 *   label: Float64Array.of(1, 0, 0),
 *   arm: ["men", "control", "women"],
 * });
 * assertEquals(hasMessage, Uint8Array.of(1, 0, 1));
 * assertEquals(messages, ["men", "women"]);
 * assertEquals(rows.features.map(({ name }) => name), ["treatment"]);
 * ```
 */
export function messageRows(campaign: CampaignRows): MessageRows {
  const { arm, label, features } = campaign;
  if (arm === undefined) {
    return { rows: campaign, hasMessage: new Uint8Array(label.length).fill(1), messages: [] };
  }
  const arms = [...new Set(arm)].sort();
  const messages = arms.filter((one) => one !== controlArm);
  if (messages.length === 0) {
    throw new InputError(
      "Cannot learn who responds to a message: every row of the campaign is of the control group; " +
        `check the column of the treatment, in which "${controlArm}", "0" and "no e-mail" mean none`,
    );
  }
  return {
    rows: arms.length > 1 ? { ...campaign, features: [...features, messageColumn(arm)] } : campaign,
    hasMessage: Uint8Array.from(arm, (one) => one === controlArm ? 0 : 1),
    messages,
  };
}

/** The message as a feature. */
export function messageColumn(values: readonly string[]): CampaignRows["features"][number] {
  return { name: messageFeature, kind: "category", values };
}
