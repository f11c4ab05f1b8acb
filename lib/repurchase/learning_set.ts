import { InputError, type Random } from "perdura/core/mod.ts";
import { FeatureEncoder, type FeatureMatrix } from "perdura/features/mod.ts";
import type { CustomerPart } from "./customer_parts.ts";
import { type Horizon, horizons, type PerHorizon, perHorizon } from "./horizons.ts";
import type { LearningDays } from "./learning_days.ts";
import { type RepurchaseRows, rowsAsOf, takeRepurchaseRows } from "./repurchase_rows.ts";

/** Rows as models take them. */
export interface EncodedRows {
  readonly customerId: readonly string[];
  readonly features: FeatureMatrix;
  readonly bought: PerHorizon<Float64Array>;
}

/** All that a model made on one day may learn from. */
export interface LearningSet {
  /** Fitted to the rows that are learnt from. */
  readonly encoder: FeatureEncoder;
  readonly train: EncodedRows;
  /** Later rows, of other customers, that tell when to stop. */
  readonly stop: EncodedRows;
  /** The latest rows, of others again, for each horizon: no model has seen them. */
  readonly calibrate: PerHorizon<EncodedRows>;
}

/**
 * Divides and encodes the rows that a model made on one day may learn from: by time and by customer.
 *
 * @param parts of each row, the same in all rows of a customer
 * @param random deals customers out to the folds of encoders
 * @throws {InputError} where one of the parts has no buyers, or nobody else
 */
export function learningSet(
  rows: RepurchaseRows,
  days: LearningDays,
  parts: readonly CustomerPart[],
  random: Random,
): LearningSet {
  const part = (dates: readonly Date[], wanted: CustomerPart) =>
    takeRepurchaseRows(rows, rowsAsOf(rows, dates, (row) => parts[row] === wanted));
  const train = part(days.train, "learn");
  const stop = part(days.stop, "stop");
  const calibrate = perHorizon((horizon) => part(days.calibrate[horizon], "calibrate"));
  for (const horizon of horizons) {
    requireBoth(train, horizon);
    requireBoth(stop, horizon);
    requireBoth(calibrate[horizon], horizon);
  }
  const { encoder, features } = FeatureEncoder.fitTransform(
    train.columns,
    train.bought[horizons[0]],
    { folds: 5, groups: train.customerId, random },
  );
  const encoded = ({ bought, columns, customerId }: RepurchaseRows): EncodedRows => (
    { customerId, features: encoder.transform(columns), bought }
  );
  return {
    encoder,
    train: { customerId: train.customerId, features, bought: train.bought },
    stop: encoded(stop),
    calibrate: perHorizon((horizon) => encoded(calibrate[horizon])),
  };
}

function requireBoth({ bought }: RepurchaseRows, horizon: Horizon): void {
  const yes = bought[horizon].reduce((sum, value) => sum + value, 0);
  if (yes > 0 && yes < bought[horizon].length) return;
  throw new InputError(
    `Give a longer history or more customers: of ${bought[horizon].length} rows to learn from, ` +
      `${yes} are of customers who bought within ${horizon} days`,
  );
}
