import { InputError } from "perdura/core/mod.ts";
import type { FullShape } from "./_model.ts";
import type { NetworkOptions, TrainingOptions } from "./network_options.ts";

/** Options with their defaults; clipping and class weights may be absent. */
export type FullOptions =
  & FullShape
  & Required<Omit<TrainingOptions, "clip" | "classWeights" | "optimizer">>
  & Pick<NetworkOptions, "clip" | "classWeights" | "random" | "onEpoch">;

/**
 * Options with their defaults.
 *
 * @throws {InputError} where one is out of range
 */
export function withDefaults(options: NetworkOptions): FullOptions {
  const { optimizer = "adam", ...given } = options;
  if (optimizer === "adam" && given.weightDecay !== undefined) {
    throw new InputError(
      'Choose the optimizer "adamw" to shrink weights: "adam" has no weight decay',
    );
  }
  const full: FullOptions = {
    hidden: [64, 32],
    dropout: 0.2,
    batchNorm: false,
    heads: 1,
    epochs: 20,
    batchSize: 1024,
    learningRate: 1e-3,
    weightDecay: optimizer === "adamw" ? 0.01 : 0,
    l2: 0,
    schedule: "constant",
    warmUp: 0,
    patience: Infinity,
    ...given,
  };
  const whole = (value: number) => Number.isInteger(value) && value >= 1;
  const positive = (value: number) => value > 0 && value < Infinity;
  const notNegative = (value: number) => value >= 0 && value < Infinity;
  const rules: readonly (readonly [string, unknown, boolean, string])[] = [
    ["hidden", full.hidden, full.hidden.every(whole), "whole numbers from 1"],
    ["dropout", full.dropout, full.dropout >= 0 && full.dropout < 1, "at least 0 and below 1"],
    ["epochs", full.epochs, whole(full.epochs), "a whole number from 1"],
    ["batchSize", full.batchSize, whole(full.batchSize), "a whole number from 1"],
    ["learningRate", full.learningRate, positive(full.learningRate), "above 0"],
    ["weightDecay", full.weightDecay, notNegative(full.weightDecay), "0 or more"],
    ["l2", full.l2, notNegative(full.l2), "0 or more"],
    ["warmUp", full.warmUp, full.warmUp >= 0 && full.warmUp < full.epochs, "below epochs"],
    ["clip", full.clip, full.clip === undefined || positive(full.clip), "above 0"],
    ["patience", full.patience, full.patience >= 1, "1 or more"],
  ];
  for (const [name, value, holds, wanted] of rules) {
    if (!holds) throw new InputError(`Set "${name}" to ${wanted}: it is ${value}`);
  }
  return full;
}
