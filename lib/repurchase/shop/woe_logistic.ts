import type { Random } from "perdura/core/mod.ts";
import { type RawColumn, takeRawRows, takeValues, WoeEncoder } from "perdura/features/mod.ts";
import { LogisticRegression, rowsOfFold } from "perdura/learn/mod.ts";
import { type OrderFolds, rowsIn } from "./order_folds.ts";
import { takeFolds } from "./order_model.ts";
import type { OrderRows } from "./order_rows.ts";

/** Columns with a smaller information value say nothing. */
const leastInformation = 0.005;

/** Slopes are pulled towards 0 as by so many rows. */
const l2 = 30;

/** What the simple model says, and how much each column says by itself. */
export interface WoeLogistic {
  /** The probability of each order, by the model that has not seen its user. */
  readonly probability: Float64Array;
  /** Information value of each column, over the orders of training. */
  readonly informationValue: Readonly<Record<string, number>>;
}

/**
 * Logistic regression on weights of evidence, the scorecard of old: every column, numbers too, cut
 * into bins, each bin told by its weight of evidence. One model per fold of users; where no column says
 * anything, the share of repurchases.
 */
export function woeLogistic(all: OrderRows, folds: OrderFolds, random: Random): WoeLogistic {
  const rows = { ...all, columns: all.columns.filter(hasFewCategories) };
  const train = rowsIn(folds.part, "train");
  const probability = new Float64Array(rows.repurchase.length);
  for (let fold = 0; fold < folds.folds; fold++) {
    const { outside } = rowsOfFold(takeFolds(folds.fold, train), fold);
    const learn = outside.map((i) => train[i]!);
    const outcome = takeValues(rows.repurchase, learn);
    const columns = takeRawRows(rows.columns, learn);
    const { informationValue } = WoeEncoder.fit(columns, outcome);
    const { inside } = rowsOfFold(folds.fold, fold);
    const telling = columns.filter(({ name }) => informationValue[name]! >= leastInformation);
    if (telling.length === 0) {
      const share = outcome.reduce((sum, answer) => sum + answer, 0) / outcome.length;
      for (const row of inside) probability[row] = share;
      continue;
    }
    const { encoder, features } = WoeEncoder.fitTransform(
      telling,
      outcome,
      {
        groups: Array.from(learn, (row) => rows.userId[row]!),
        random: random.fork(`fold ${fold}`),
      },
    );
    const model = LogisticRegression.fit(features, outcome, { l2 });
    model.predict(encoder.transform(takeRawRows(rows.columns, inside)))
      .forEach((p, i) => probability[inside[i]!] = p);
  }
  const columns = takeRawRows(rows.columns, train);
  const { informationValue } = WoeEncoder.fit(columns, takeValues(rows.repurchase, train));
  return { probability, informationValue };
}

/** Rows of a category, in the mean, with which an information value is not chance for the most part. */
const manyRows = 300;

/**
 * Whether a column is of numbers, or its categories have many rows in the mean; some may have few.
 * Information values are fitted to their own rows, so that many categories always seem to say much.
 */
function hasFewCategories(column: RawColumn): boolean {
  if (column.kind === "number") return true;
  return new Set(column.values).size * manyRows <= column.values.length;
}
