import pl from "nodejs-polars";
import {
  type AnyPurchaseModel,
  fitGammaGamma,
  type HoldoutReport,
  purchaseModels,
  validateHoldout,
} from "perdura/clv/mod.ts";
import { InputError, type Random } from "perdura/core/mod.ts";
import { calibrationHoldout, purchaseHistory, toCustomerSummary } from "perdura/features/mod.ts";

const day = 86_400_000;
const daysPerWeek = 7;
/** Below this, neither the fits nor the comparison mean much. */
const leastWeeks = { calibration: 12, holdout: 8 };
/** A forecast of a year is what is wanted; to hold out more tells nothing about it. */
const mostHoldoutWeeks = 52;

/** The models beside each other on the last part of the past. */
export interface ClvValidation {
  readonly report: HoldoutReport;
  /** Last day of the calibration period, included. */
  readonly calibrationEnd: Date;
  /** The models, fitted on the calibration period. */
  readonly models: readonly AnyPurchaseModel[];
  /** Models that could not be fitted, and why. */
  readonly failures: Readonly<Record<string, string>>;
}

/**
 * Fits every model of purchases on the first two thirds of the past and measures it on the rest, at
 * most a year.
 *
 * @param transactions the past, in the canonical columns; days of purchases will do
 * @param random resamples customers for the intervals of differences
 * @returns undefined where the past is too short: 20 weeks are needed
 */
export function validateClv(
  transactions: pl.DataFrame,
  observationEnd: Date,
  random: Random,
): ClvValidation | undefined {
  const first = transactions.select(pl.col("timestamp").min().cast(pl.Float64)).row(0)[0] as number;
  const weeks = Math.floor((observationEnd.getTime() - first) / (daysPerWeek * day));
  const length = Math.min(Math.floor(weeks / 3), mostHoldoutWeeks);
  if (length < leastWeeks.holdout || weeks - length < leastWeeks.calibration) return undefined;

  const calibrationEnd = new Date(observationEnd.getTime() - length * daysPerWeek * day);
  const table = calibrationHoldout(transactions, { calibrationEnd, observationEnd });
  const summary = toCustomerSummary(table);
  const failures: Record<string, string> = {};
  const tryOut = <Model>(name: string, fit: () => Model): Model[] => {
    try {
      return [fit()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures[name] = error.message;
      return [];
    }
  };
  const models = Object.entries(purchaseModels)
    .flatMap(([name, { fit }]) => tryOut(name, () => fit(summary)));
  if (models.length === 0) return undefined;
  const [spend] = tryOut("gamma-gamma", () => fitGammaGamma(summary));
  const numbers = (column: string) =>
    table.select(pl.col(column).cast(pl.Float64)).getColumn(column).toTypedArray() as Float64Array;
  const { customerId } = summary;
  const report = validateHoldout(
    {
      summary,
      purchases: numbers("frequency_holdout"),
      length,
      ...(spend && {
        spend: {
          actual: numbers("sales_holdout"),
          valuePerPurchase: spend.conditionalExpectedValue(summary),
        },
      }),
      history: purchaseHistory(transactions, { customerId, observationEnd }),
    },
    models,
    { random, replicates: 200, measures: ["logLikelihood", "meanAbsoluteError"] },
  );
  return { report, calibrationEnd, models, failures };
}
