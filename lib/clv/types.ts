import type { Random } from "perdura/core/random.ts";

/** A dense matrix, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns` values; the element (i, j) is `values[i * columns + j]`. */
  readonly values: Float64Array;
  /** What the columns are called; "1", "2", … where absent. */
  readonly names?: readonly string[];
}

/**
 * The purchase history of many customers in the four numbers that are sufficient for the models
 * here. Columns of equal length, one entry per customer; all times in one unit of the caller's
 * choice (days and weeks are usual).
 */
export interface CustomerSummary {
  /** Who the customer is. */
  readonly customerId: readonly string[];
  /** x, the number of repeat purchase periods; 0 for a customer who bought once. */
  readonly frequency: Float64Array;
  /** t_x, the time from the first to the last purchase; 0 where x = 0. */
  readonly recency: Float64Array;
  /** T ≥ t_x, the time from the first purchase to the end of observation. */
  readonly T: Float64Array;
  /** Mean value of the repeat purchases, in money; NaN where x = 0. */
  readonly monetaryValue?: Float64Array;
  /**
   * Sum of the natural logarithms of the x times between one purchase and the next; 0 where x = 0.
   * Only models of regular purchases (k > 1) need it, to be compared with others by likelihood.
   */
  readonly logIntervals?: Float64Array;
  /** How many customers the row stands for; 1 where absent. */
  readonly weight?: Float64Array;
  /** Static covariates of the two processes, one matrix row per customer. */
  readonly covariates?: {
    readonly dropout?: Matrix;
    readonly purchase?: Matrix;
  };
}

/** A model that can draw what customers do. */
export interface PurchaseSimulator {
  /**
   * Draws each customer's purchases after the end of observation.
   *
   * @param ends ascending ends of k periods, times after T; the first period starts at T
   * @param summary n customers
   * @returns n × k numbers of purchases, customer by customer
   */
  sampleFuturePurchases(
    ends: readonly number[],
    summary: CustomerSummary,
    random: Random,
  ): Float64Array;
}

/**
 * What every model of purchases answers, in the time unit of the summary it was fitted to.
 *
 * Conditional quantities are given a customer's history (x, t_x, T); arrays follow the rows of the
 * summary.
 */
export interface PurchaseModel {
  /** Which model, for example "pareto-nbd". */
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  /** The maximised log-likelihood; NaN for a model made from parameters alone. */
  readonly logLikelihood: number;
  /** E[X(t)]: purchases of a new customer in (0, t]. */
  expectedPurchases(t: number): number;
  /** E[X(T, T + t) | x, t_x, T]. */
  conditionalExpectedPurchases(
    t: number,
    summary: CustomerSummary,
  ): Float64Array;
  /** P(alive at T | x, t_x, T). */
  probabilityAlive(summary: CustomerSummary): Float64Array;
  /** P(alive at T + t | x, t_x, T). */
  probabilityAliveAt(t: number, summary: CustomerSummary): Float64Array;
  /** P(X(t) = n) of a new customer. */
  pmf(n: number, t: number): number;
  /** P(X(T, T + t) = n | x, t_x, T). */
  conditionalPmf(n: number, t: number, summary: CustomerSummary): Float64Array;
  /**
   * Purchases after T, discounted to T continuously at `rate` per time unit; up to T + horizon, or
   * for ever where no horizon is given (DERT).
   */
  discountedExpectedTransactions(
    rate: number,
    summary: CustomerSummary,
    horizon?: number,
  ): Float64Array;
  /** The log-likelihood of each customer at these parameters. */
  logLikelihoodOf(summary: CustomerSummary): Float64Array;
  toJSON(): unknown;
}
