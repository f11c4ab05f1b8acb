import { InputError, silent } from "perdura/core/mod.ts";
import { FeatureEncoder } from "perdura/features/encoders/feature_encoder.ts";
import {
  bestF1Threshold,
  type ComparedForecast,
  compareProbabilities,
  logLoss,
} from "perdura/learn/mod.ts";
import type { Network } from "perdura/learn/networks/mod.ts";
import { type CampaignRows, takeCampaignRows } from "../campaign_rows.ts";
import { type CampaignSplit, splitCampaign } from "../split_campaign.ts";
import { CalibrationCurve } from "./calibration_curve.ts";
import { type EncodedRows, type FitOptions, fitScorers } from "./fit_scorers.ts";
import { ResponseModel } from "./response_model.ts";
import type { Scorer } from "./scorer.ts";
import { type MessageRows, messageRows } from "./message_rows.ts";

/** What {@linkcode trainResponse} needs besides rows. */
export interface ResponseOptions extends FitOptions {
  /** Share of the rows that the test is to have, default 0.2. */
  readonly testSize?: number;
}

/** What a forecast without features is called in comparisons. */
export const baseRateName = "base rate";

/** One model beside the others. */
export interface TriedModel extends ComparedForecast {
  /**
   * Before calibration, on validation and calibration rows; what the choice is made by. Absent for
   * the base rate.
   */
  readonly heldOutLogLoss?: number;
  /** How scores became probabilities. Absent for the base rate. */
  readonly calibration?: string;
}

/** What has come of {@linkcode trainResponse}. */
export interface TrainedResponse {
  /** The model with the lowest log-loss on validation and calibration rows. */
  readonly chosen: ResponseModel;
  /** The plain network, which may be the same. */
  readonly plain: ResponseModel;
  /** All of them, the plain network first. */
  readonly candidates: readonly ResponseModel[];
  /** The plain network without what stands before and after it: its history, and other formats. */
  readonly network: Network;
  /** Responses per row with a message, of the rows that were learnt from. */
  readonly baseRate: number;
  /** Responses per row, of the validation rows. */
  readonly validationRate: number;
  /** Probability from which on the plain network's F1 is highest on validation rows. */
  readonly f1Threshold: number;
  /** The base rate first, then the models, on the rows of the test. */
  readonly models: readonly TriedModel[];
  /** How the rows were divided, by their indices in the campaign that was given. */
  readonly split: CampaignSplit;
  /** Rows of the control group: learnt from, not judged by. */
  readonly controlRows: number;
  /** The rows of the test, and what each model says of them by its name. */
  readonly test: {
    readonly rows: CampaignRows;
    readonly probabilities: Readonly<
      Record<string, Float64Array> & Record<"network" | typeof baseRateName, Float64Array>
    >;
  };
  /** Gives the memory of all models back. */
  dispose(): void;
}

/**
 * Learns how likely customers respond if they get a message.
 *
 * A network (dense, ReLU, dropout, twice, and a sigmoid; Adam on binary cross-entropy; the epoch with
 * the lowest validation loss), a network with periodic embeddings, boosted trees and a logistic
 * regression learn from the same rows and are stopped by the same validation rows, those of the
 * control group among them ({@linkcode messageRows}); all else is about rows with a message.
 * Calibration rows, which no model has seen, say what scores mean; validation and calibration rows
 * choose among the models; test rows are looked at once, with intervals over resampled customers.
 *
 * Equal rows, options and seed give equal bytes.
 *
 * @returns models that hold memory until they are disposed of
 * @throws {InputError} where there are too few responses, or rows without one, or no message
 */
export async function trainResponse(
  campaign: CampaignRows,
  options: ResponseOptions,
): Promise<TrainedResponse> {
  const { random, progress = silent } = options;
  const { rows, hasMessage, messages, split } = divided(campaign, options);
  const part = (name: "train" | "validation" | "calibration" | "test") =>
    takeCampaignRows(rows, split[name]);
  const train = part("train"), validation = part("validation");
  const calibration = part("calibration"), test = part("test");

  // Not as others: a small category would tell of its own row’s response.
  const { encoder, features } = FeatureEncoder.fitTransform(train.features, train.label, {
    groups: train.customerId,
    random: random.fork("encoder"),
  });
  const encoded = ({ features, label }: CampaignRows) => ({
    features: encoder.transform(features),
    label,
  });
  const toLearn = { features, label: train.label }, toStop = encoded(validation);
  const usual = Float64Array.from(toLearn.features.columns, meanOf);
  const { scorers, network } = await fitScorers(toLearn, toStop, usual, options);

  progress.update("calibrating", 0);
  const toCalibrate = encoded(calibration);
  const modelOf = (scorer: Scorer) =>
    new ResponseModel({
      scorer,
      encoder,
      columns: rows.features.map(({ name, kind }) => ({ name, kind })),
      usual,
      messages,
      curve: CalibrationCurve.fit(
        scorer.predict(toCalibrate.features),
        calibration.label,
        calibration.customerId,
        random.fork("calibration"),
      ),
    });
  const models = scorers.map(modelOf);
  const withMessage = (part: Uint32Array) => part.filter((row) => hasMessage[row] === 1);
  const toChoose = takeCampaignRows(rows, withMessage(split.validation));
  const losses = scorers.map((scorer) =>
    (sumOfLosses(scorer, encoded(toChoose)) + sumOfLosses(scorer, toCalibrate)) /
    (toChoose.label.length + toCalibrate.label.length)
  );
  const baseRate = meanOf(takeCampaignRows(rows, withMessage(split.train)).label);
  const probabilities = {
    [baseRateName]: new Float64Array(test.label.length).fill(baseRate),
    ...Object.fromEntries(models.map((model) => [model.name, model.predict(test.features)])),
  } as TrainedResponse["test"]["probabilities"];
  progress.update("comparing the models on the test", 0);
  const compared = compareProbabilities(
    { outcome: test.label, forecasts: probabilities, groups: test.customerId },
    random.fork("test"),
  );
  return {
    chosen: models[losses.indexOf(Math.min(...losses))]!,
    plain: models[0]!,
    candidates: models,
    network,
    baseRate,
    validationRate: meanOf(validation.label),
    f1Threshold: bestF1Threshold(models[0]!.predict(toChoose.features), toChoose.label).threshold,
    models: compared.map((one, i) => ({
      ...one,
      ...i === 0 ? {} : { heldOutLogLoss: losses[i - 1]!, calibration: models[i - 1]!.calibration },
    })),
    split,
    controlRows: hasMessage.reduce((sum, has) => sum + 1 - has, 0),
    test: { rows: test, probabilities },
    dispose: () => models.forEach((model) => model.dispose()),
  };
}

/**
 * Why {@linkcode trainResponse} would refuse a campaign: half a sentence; undefined where it would not.
 *
 * @param options the same that it would get
 */
export function responseObstacle(
  campaign: CampaignRows,
  options: Pick<ResponseOptions, "random" | "testSize">,
): string | undefined {
  try {
    divided(campaign, options);
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.message.replace(/^Cannot [^:]*: /, "");
    throw error;
  }
}

/** All rows with their messages, and what each is for. */
function divided(
  campaign: CampaignRows,
  { random, testSize }: Pick<ResponseOptions, "random" | "testSize">,
): MessageRows & { readonly split: CampaignSplit } {
  const all = messageRows(campaign);
  const split = splitCampaign(all.rows, {
    random: random.fork("split"),
    judged: all.hasMessage,
    ...testSize === undefined ? {} : { testSize },
  });
  return { ...all, split };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sumOfLosses(scorer: Scorer, { features, label }: EncodedRows): number {
  return label.length * logLoss(scorer.predict(features), label);
}
