import { InputError, plural } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import type { BoostingLoss } from "./gradient_boosting_options.ts";

/** Rows to learn from or to be measured on. */
export interface OutcomeRows {
  readonly features: FeatureMatrix;
  readonly outcome: Float64Array;
  readonly weight?: Float64Array | undefined;
  readonly event?: Uint8Array | undefined;
}

/** @throws {InputError} where columns have other lengths, equal names or infinite values */
export function checkFeatures({ names, columns }: FeatureMatrix): void {
  if (columns.length !== names.length) {
    throw new InputError(
      `Give a name for each feature: there are ${names.length} names for ${columns.length} columns`,
    );
  }
  const rows = columns[0]?.length ?? 0;
  columns.forEach((column, i) => {
    if (column.length !== rows) {
      throw new InputError(
        `Give features of the same rows: "${names[i]}" has ${column.length}, "${names[0]}" ${rows}`,
      );
    }
    if (names.indexOf(names[i]!) !== i) {
      throw new InputError(`Give each feature a name of its own: two are called "${names[i]}"`);
    }
    checkFinite(column, names[i]!);
  });
}

/** @throws {InputError} where a value is infinite; NaN is a missing one */
export function checkFinite(column: Float64Array, name: string): void {
  let infinite = -1;
  for (let i = 0; i < column.length; i++) {
    if (column[i] === Infinity || column[i] === -Infinity) {
      infinite = i;
      break;
    }
  }
  if (infinite === -1) return;
  throw new InputError(
    `Give finite features, or NaN where a value is missing: row ${infinite} of "${name}" has ` +
      `${column[infinite]}`,
  );
}

/**
 * Makes sure that trees can learn from rows, or be measured on them.
 *
 * @param which how these rows are called in messages
 * @throws {InputError} where they cannot
 */
export function checkRows(
  { features, outcome, weight, event }: OutcomeRows,
  loss: BoostingLoss,
  which: "training" | "validation",
): void {
  checkFeatures(features);
  const rows = rowsOf(features);
  if (rows === 0) {
    throw new InputError(
      `Give at least one ${which} row and feature: there are ${
        plural(features.columns.length, "feature")
      } and ${plural(rows, "row")}`,
    );
  }
  const lengths = { outcome, weight, event };
  for (const [name, values] of Object.entries(lengths)) {
    if (values !== undefined && values.length !== rows) {
      throw new InputError(
        `Give the ${name} of the same ${which} rows: there are ${rows} rows and ${values.length} ` +
          `values of "${name}"`,
      );
    }
  }
  if ((event === undefined) === (loss === "cox")) {
    throw new InputError(
      `Give an "event" for each ${which} row with the loss "cox", and only there: the loss is ` +
        `"${loss}" and ${event === undefined ? "there is none" : "there are some"}`,
    );
  }
  checkWeight(weight, which);
  checkOutcome(outcome, loss, which);
  if (loss === "binary") checkBoth(outcome, weight, which);
  if (event !== undefined) checkEvents(event, weight, which);
}

function checkWeight(weight: Float64Array | undefined, which: string): void {
  if (weight === undefined) return;
  const wrong = weight.findIndex((value) => !(value >= 0 && value < Infinity));
  if (wrong !== -1) {
    throw new InputError(
      `Give weights from 0: that of ${which} row ${wrong} is ${weight[wrong]}`,
    );
  }
  if (weight.every((value) => value === 0)) {
    throw new InputError(`Give some ${which} rows a weight above 0: all have 0`);
  }
}

function checkOutcome(outcome: Float64Array, loss: BoostingLoss, which: string): void {
  const { words, holds } = {
    binary: { words: "are 0 or 1", holds: (y: number) => y === 0 || y === 1 },
    regression: { words: "are finite numbers", holds: Number.isFinite },
    cox: {
      words: "are finite durations from 0",
      holds: (y: number) => y >= 0 && y < Infinity,
    },
  }[loss];
  const wrong = outcome.findIndex((y) => !holds(y));
  if (wrong !== -1) {
    throw new InputError(
      `Give outcomes that ${words}: ${which} row ${wrong} has ${outcome[wrong]}`,
    );
  }
}

function checkBoth(outcome: Float64Array, weight: Float64Array | undefined, which: string): void {
  // A validation set without a yes can be measured; nothing can be learnt without one.
  if (which === "validation") return;
  for (const [y, name] of [[1, "positive"], [0, "negative"]] as const) {
    if (!outcome.some((value, i) => value === y && (weight?.[i] ?? 1) > 0)) {
      throw new InputError(
        `Give ${which} rows with both outcomes: there are no ${name} rows among ${outcome.length}`,
      );
    }
  }
}

function checkEvents(event: Uint8Array, weight: Float64Array | undefined, which: string): void {
  const wrong = event.findIndex((value) => value > 1);
  if (wrong !== -1) {
    throw new InputError(`Give events that are 0 or 1: ${which} row ${wrong} has ${event[wrong]}`);
  }
  if (!event.some((value, i) => value === 1 && (weight?.[i] ?? 1) > 0)) {
    throw new InputError(
      `Give ${which} rows of which some end with the event: none of ${event.length} does`,
    );
  }
}
