import { InputError } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/feature_matrix.ts";
import { usefulWorkers } from "./_useful_workers.ts";
import {
  type BoostingSettings,
  DEFAULT_SETTINGS,
  type GradientBoostingOptions,
} from "./gradient_boosting_options.ts";

/** What a number may be. */
type Range = readonly [test: (value: number) => boolean, words: string];

const whole = (least: number, most = Infinity): Range => [
  (value) => Number.isInteger(value) && value >= least && value <= most,
  most === Infinity ? `a whole number from ${least}` : `a whole number from ${least} to ${most}`,
];
const share: Range = [(value) => value > 0 && value <= 1, "a share above 0, at most 1"];
const notNegative: Range = [(value) => value >= 0 && value < Infinity, "a number from 0"];

const RANGES: Readonly<Record<Exclude<keyof BoostingSettings, "loss">, Range>> = {
  trees: whole(1),
  learningRate: [(value) => value > 0 && value < Infinity, "a number above 0"],
  depth: whole(1, 16),
  leaves: whole(2),
  bins: whole(2, 254),
  rowShare: share,
  columnShare: share,
  l1: notNegative,
  l2: notNegative,
  minimumChildWeight: notNegative,
  workers: whole(1, 2),
};

/**
 * The settings with their defaults.
 *
 * @param training what is to be learnt from
 *
 * @throws {InputError} where a setting is out of its range or needs another one
 */
export function settingsOf(
  options: GradientBoostingOptions,
  training: FeatureMatrix,
): BoostingSettings {
  const settings: BoostingSettings = { ...DEFAULT_SETTINGS, workers: 1 };
  const given = Object.entries(options).filter(([key, value]) =>
    key in settings && value !== undefined
  );
  Object.assign(settings, Object.fromEntries(given));
  if (!["binary", "regression", "cox"].includes(settings.loss)) {
    throw new InputError(
      `Set "loss" to "binary", "regression" or "cox": it is "${settings.loss}"`,
    );
  }
  for (const [key, [test, words]] of Object.entries(RANGES)) {
    const value = settings[key as keyof typeof RANGES];
    if (!test(value)) throw new InputError(`Set "${key}" to ${words}: it is ${value}`);
  }
  const { patience, validation, random, workers = usefulWorkers(training, settings) } = options;
  if (patience !== undefined && (!Number.isInteger(patience) || patience < 1)) {
    throw new InputError(`Set "patience" to a whole number from 1: it is ${patience}`);
  }
  if (patience !== undefined && validation === undefined) {
    throw new InputError(
      `Give a "validation" set with "patience": without one nobody can say which tree was the best`,
    );
  }
  if (random === undefined && (settings.rowShare < 1 || settings.columnShare < 1)) {
    throw new InputError(
      `Give a "random" with "rowShare" or "columnShare" below 1: rows and columns are drawn with it`,
    );
  }
  return { ...settings, workers };
}
