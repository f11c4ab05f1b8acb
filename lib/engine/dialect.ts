/**
 * The few functions that engines write differently. SQL files stay in the subset that all engines
 * share, and call these as `{{days_between(a, b)}}`.
 */
export interface Dialect {
  readonly name: string;
  /** The functions: each makes an expression of expressions. */
  readonly functions: {
    /** Whole days of 24 hours from one moment to another. */
    readonly days_between: (from: string, to: string) => string;
    /** Days from one moment to another, with fractions. */
    readonly days_exactly: (from: string, to: string) => string;
    /** A moment some days later; earlier where they are negative. */
    readonly plus_days: (moment: string, days: string) => string;
    /** The first moment of the month. */
    readonly start_of_month: (moment: string) => string;
    /** 1 for Monday to 7 for Sunday. */
    readonly day_of_week: (moment: string) => string;
    /** Sum of floating-point numbers to four decimals, whatever the order of the rows. */
    readonly exact_sum: (value: string) => string;
  };
}

const exactSum = (value: string) => `CAST(SUM(CAST(${value} AS DECIMAL(18, 4))) AS DOUBLE)`;

/** DuckDB, in process. */
export const duckDb: Dialect = {
  name: "duckdb",
  functions: {
    days_between: (from, to) => `date_sub('day', ${from}, ${to})`,
    days_exactly: (from, to) => `(date_diff('millisecond', ${from}, ${to}) / 86400000.0e0)`,
    plus_days: (moment, days) => `(${moment} + to_days(${days}))`,
    start_of_month: (moment) => `date_trunc('month', ${moment})`,
    day_of_week: (moment) => `isodow(${moment})`,
    exact_sum: exactSum,
  },
};

/** Trino, a cluster's engine for SQL. */
export const trino: Dialect = {
  name: "trino",
  functions: {
    days_between: (from, to) => `date_diff('day', ${from}, ${to})`,
    days_exactly: (from, to) => `(date_diff('millisecond', ${from}, ${to}) / 86400000.0e0)`,
    plus_days: (moment, days) => `date_add('day', ${days}, ${moment})`,
    start_of_month: (moment) => `date_trunc('month', ${moment})`,
    day_of_week: (moment) => `day_of_week(${moment})`,
    exact_sum: exactSum,
  },
};
