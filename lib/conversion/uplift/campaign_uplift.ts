import { takeRows } from "perdura/features/feature_matrix.ts";
import { groupFolds } from "perdura/features/group_folds.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { controlArm } from "perdura/sources/campaign_source.ts";
import type { CampaignRows } from "../campaign_rows.ts";
import { averageEffect, type Responses } from "./average_effect.ts";
import { chooseUplift, type CrossFitOptions, crossFitUplift } from "./cross_fit_uplift.ts";
import { UpliftModel, type UpliftOptions } from "./uplift_model.ts";
import type { UpliftRows } from "./uplift_ranking.ts";
import { UpliftEncoder, UpliftScorer } from "./uplift_scorer.ts";

/** What one message of a campaign did, and to whom. */
export interface MessageUplift {
  /** Its name. */
  readonly message: string;
  /** Who got it and who got none. */
  readonly treated: Responses;
  readonly control: Responses;
  /** The effect on the average customer. */
  readonly effect: Estimate;
  /** Rows of the campaign with this message or none: m indices, ascending. */
  readonly rows: Uint32Array;
  /** These rows, for measures of rankings and rules. */
  readonly comparison: UpliftRows;
  /**
   * Predicted uplift of all n rows of the campaign, those with other messages too, each by a model
   * that has not seen the customer.
   */
  readonly uplift: Float64Array;
  /** Place of each of the m rows in its fold, which rankings are judged by. */
  readonly place: Float64Array;
  /** The same for the `"proportional"` learner: by how probable a response is, the usual way. */
  readonly probabilityPlace: Float64Array;
  /** How the scorer learns. */
  readonly chosen: UpliftOptions;
  /** Learnt from all m rows, for customers of the next campaign. */
  readonly scorer: UpliftScorer;
}

/**
 * What each message of a campaign did compared with no message, on average and to each customer.
 *
 * Columns that were known before the message say who a customer is; all rows of a customer are in
 * one fold. Chance has to have decided who got which message, for all campaigns in the same shares.
 *
 * @returns one entry per message, in alphabetical order; none where no row has an arm, or all, or
 * none, are of the control group
 *
 * @example
 * ```ts
 * import { campaignUplift } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = Float64Array.from({ length: 100 }, (_, i) => i % 4 === 1 ? 1 : 0);
 * const [email] = await campaignUplift({
 *   customerId: Array.from(label, (_, i) => `${i}`),
 *   features: [{ name: "age", kind: "number", values: label.map((_, i) => 20 + i % 7) }],
 *   label,
 *   arm: Array.from(label, (_, i) => i % 2 === 1 ? "e-mail" : "control"),
 * }, { random: seededRandom(1), candidates: [{ learner: "t-learner", trees: 2 }], folds: 2 });
 * assertEquals([email!.message, email!.effect.estimate], ["e-mail", 0.5]);
 * ```
 */
export async function campaignUplift(
  { customerId, features: columns, label, arm }: CampaignRows,
  options: CrossFitOptions,
): Promise<MessageUplift[]> {
  const messages = [...new Set(arm)].filter((name) => name !== controlArm).sort();
  if (arm === undefined || !arm.includes(controlArm)) return [];
  const { random, folds = 5 } = options;
  const fold = typeof folds === "number"
    ? groupFolds(customerId, { folds, random: random.fork("folds") })
    : folds;
  const encoder = UpliftEncoder.fit(columns);
  const features = encoder.transform(columns);
  const all = Uint32Array.from(label, (_, row) => row);
  const result: MessageUplift[] = [];
  for (const message of messages) {
    const rows = all.filter((row) => arm[row] === message || arm[row] === controlArm);
    const comparison = {
      treatment: Uint8Array.from(rows, (row) => arm[row] === message ? 1 : 0),
      outcome: Float64Array.from(rows, (row) => label[row]!),
      groups: Array.from(rows, (row) => customerId[row]!),
    };
    const training = { ...comparison, features: takeRows(features, rows) };
    const own = {
      ...options,
      random: random.fork(message),
      folds: Uint8Array.from(rows, (row) => fold[row]!),
    };
    const fitted = await crossFitUplift(training, own);
    const usual = await crossFitUplift(training, {
      ...own,
      candidates: [{ learner: "proportional" }],
    });
    const uplift = new Float64Array(label.length);
    fitted.models.forEach((model, k) => {
      const members = all.filter((row) => fold[row] === k);
      const predicted = model.predict(takeRows(features, members));
      members.forEach((row, i) => uplift[row] = predicted[i]!);
    });
    const { chosen } = await chooseUplift(training, own);
    const [treated, control] = [1, 0].map((wanted) => responsesOf(comparison, wanted)) as [
      Responses,
      Responses,
    ];
    result.push({
      message,
      treated,
      control,
      effect: averageEffect(treated, control),
      rows,
      comparison,
      uplift,
      place: fitted.place,
      probabilityPlace: usual.place,
      chosen,
      scorer: new UpliftScorer(encoder, await UpliftModel.fit(training, chosen)),
    });
  }
  return result;
}

function responsesOf({ treatment, outcome }: UpliftRows, wanted: number): Responses {
  let rows = 0, responses = 0;
  for (let row = 0; row < treatment.length; row++) {
    if (treatment[row] !== wanted) continue;
    rows++;
    responses += outcome[row]!;
  }
  return { rows, responses };
}
