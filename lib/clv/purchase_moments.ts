import { InputError } from "perdura/core/mod.ts";
import type { CompressedSummary } from "./compress.ts";

/** Rough numbers from which searches start. */
export interface PurchaseMoments {
  /** Repeat purchases per customer and time unit. */
  readonly rate: number;
  /** Shape of a gamma distribution of rates with the variance of the counts. */
  readonly shape: number;
  /** The mean observation length. */
  readonly unitScale: number;
}

/** The mean rate, the heterogeneity of the rates and the mean observation length of the data. */
export function purchaseMoments(data: CompressedSummary): PurchaseMoments {
  const { length, frequency, T, weight, customers } = data;
  let purchases = 0, squares = 0, exposure = 0;
  for (let i = 0; i < length; i++) {
    const w = weight[i]!, x = frequency[i]!;
    purchases += w * x;
    squares += w * x * x;
    exposure += w * T[i]!;
  }
  const mean = purchases / customers;
  const excess = squares / customers - mean * mean - mean;
  return {
    rate: purchases / exposure,
    shape: excess > 0 ? Math.min(Math.max(mean * mean / excess, 0.05), 20) : 20,
    unitScale: exposure / customers,
  };
}

/**
 * Checks that there is something to learn from.
 *
 * @throws {InputError} where there is no customer, no time, or no repeat purchase
 */
export function checkEnough(data: CompressedSummary): void {
  const { length, frequency, T } = data;
  const problem = length === 0
    ? "it has no customers"
    : T.every((t) => t === 0)
    ? "every customer was first seen at the end of observation"
    : frequency.every((x) => x === 0)
    ? "no customer has bought twice"
    : undefined;
  if (problem) {
    throw new InputError(
      `Choose data with repeat purchases: ${problem}, so that a model of purchases cannot be fitted`,
    );
  }
}
