import pl from "nodejs-polars";
import type { RawColumn } from "perdura/features/mod.ts";
import { horizons } from "./horizons.ts";
import { reasons } from "./reasons.ts";
import type { RepurchasePredictions } from "./repurchase_model.ts";

/** Reasons that are told of each customer, at most. */
const mostReasons = 3;

/**
 * What is expected of every customer, as it is kept.
 *
 * | column | meaning |
 * | --- | --- |
 * | `customer_id` | text |
 * | `probability_30d`, `probability_60d` | of a purchase within so many days, calibrated |
 * | `probability_30d_lower`, `…_upper` | lowest and highest of the networks of the ensemble |
 * | `reason_1` to `reason_3` | what sets the customer apart, in words; null where nothing more does |
 * | `reason_1_effect` and so on | what it adds to the log-odds of a purchase within 30 days |
 *
 * @param features one row per customer
 * @param columns the same as encoders take them
 * @param effects n values for each of the columns
 */
export function predictionsTable(
  features: pl.DataFrame,
  { lower, probability, upper }: RepurchasePredictions,
  columns: readonly RawColumn[],
  effects: readonly Float64Array[],
): pl.DataFrame {
  const told = reasons(columns, effects, mostReasons);
  const numbers = horizons.flatMap((horizon) => {
    const name = `probability_${horizon}d`;
    return [
      pl.Series(name, probability[horizon]),
      pl.Series(`${name}_lower`, lower[horizon]),
      pl.Series(`${name}_upper`, upper[horizon]),
    ];
  });
  const words = Array.from({ length: mostReasons }, (_, at) => [
    pl.Series(
      `reason_${at + 1}`,
      told.map((reasons) => reasons[at]?.words ?? null) as string[],
      pl.Utf8,
    ),
    pl.Series(
      `reason_${at + 1}_effect`,
      told.map((reasons) => reasons[at]?.effect ?? null) as number[],
      pl.Float64,
    ),
  ]).flat();
  return pl.DataFrame([features.getColumn("customer_id"), ...numbers, ...words]);
}
