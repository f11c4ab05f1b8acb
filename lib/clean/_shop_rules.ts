import pl from "nodejs-polars";
import { canFail, faultColumn, type ShopColumn, type ShopTable } from "perdura/sources/mod.ts";
import type { ShopRuleName } from "./shop_quality.ts";

/** A promise of a shop's table about one of its columns, or about its rows. */
export interface ShopRule {
  readonly rule: ShopRuleName;
  readonly column: string | null;
  readonly meaning: string;
  /** True for the rows that break it. */
  readonly breaks: pl.Expr;
  /** What is wrong with a row, with its value. */
  readonly detail: pl.Expr;
}

/** The promises of a table about each row by itself, in the order in which they are asked. */
export function shopRowRules({ columns }: ShopTable): ShopRule[] {
  return [
    {
      rule: "malformed_line",
      column: null,
      meaning: "the record could not be read",
      breaks: pl.col("source_problem").isNotNull(),
      detail: pl.col("source_problem").str.replace("^malformed_line: *", ""),
    },
    ...columns.filter(canFail).map(unparsable),
    ...columns.filter(({ isNeverMissing }) => isNeverMissing).map(missing),
    ...columns.filter(({ values }) => values !== undefined).map(unknown),
    ...columns.filter(({ min }) => min !== undefined).map(outside),
  ];
}

/** The promise that no two rows are alike; asked of the rows that keep all promises before. */
export const exactDuplicate: Omit<ShopRule, "breaks"> = {
  rule: "exact_duplicate",
  column: null,
  meaning: "the row equals an earlier one",
  detail: pl.lit("equals an earlier row"),
};

/** The promise that a key names one row. */
export function repeatedKey({ key }: ShopTable): Omit<ShopRule, "breaks"> {
  return {
    rule: "repeated_key",
    column: key,
    meaning: `an earlier row with other values has the same ${key}`,
    detail: said(key, "names an earlier row with other values"),
  };
}

/** Days without any row after which a few rows are isolated. */
const isolatedAfterDays = 365;

/** The promise that no few rows lie far later than all others, as where a year is mistyped. */
export function isolatedDate({ name: column }: ShopColumn): Omit<ShopRule, "breaks"> {
  const complaint = `more than ${isolatedAfterDays} days after all but a few rows`;
  return {
    rule: "isolated_date",
    column,
    meaning: `${column} lies ${complaint}`,
    detail: said(column, `lies ${complaint}`),
  };
}

/**
 * The last moment before the isolated ones: those after a gap of more than 365 days, if they are one
 * row, or at most one in a thousand, and so on without these; undefined where there are none, or fewer
 * than 100 rows to compare with.
 *
 * @param moments without nulls, in any order
 */
export function lastBeforeIsolated(moments: pl.Series): Date | undefined {
  if (moments.length < 100) return undefined;
  const latest = moments.sort({ descending: true });
  let last: Date | undefined;
  for (let from = 0;;) {
    const few = Math.ceil((latest.length - from) / 1_000);
    const some = latest.slice(from, few + 1).toArray() as unknown as Date[];
    const at = some.findLastIndex((moment, i) =>
      i > 0 && Number(some[i - 1]) - Number(moment) > isolatedAfterDays * 86_400_000
    );
    if (at < 0) return last;
    last = some[at];
    from += at;
  }
}

/** The promise that a row's parent is there. */
export function orphan(
  column: string,
  table: string,
): Omit<ShopRule, "breaks"> {
  return {
    rule: "orphan",
    column,
    meaning: `the table of ${table} has no valid row with this ${column}`,
    detail: said(column, `is not among the valid ${table}`),
  };
}

function unparsable({ name, type }: ShopColumn): ShopRule {
  const noun = type === "moment" ? "date" : type === "integer" ? "whole number" : "number";
  return {
    rule: "unparsable_value",
    column: name,
    meaning: `${name} is no ${noun}`,
    breaks: pl.col(faultColumn(name)).isNotNull(),
    detail: pl.col(faultColumn(name)),
  };
}

function missing(column: ShopColumn): ShopRule {
  const { name } = column;
  const isGone = pl.col(name).isNull().and(pl.col("source_problem").isNull());
  return {
    rule: "missing_value",
    column: name,
    meaning: `${name} is empty`,
    // What is written but cannot be read is not missing.
    breaks: canFail(column) ? isGone.and(pl.col(faultColumn(name)).isNull()) : isGone,
    detail: pl.lit(`${name} is empty`),
  };
}

function unknown({ name, values = [] }: ShopColumn): ShopRule {
  const complaint = `none of ${values.join(", ")}`;
  return {
    rule: "unknown_value",
    column: name,
    meaning: `${name} is ${complaint}`,
    breaks: pl.col(name).isIn([...values]).not(),
    detail: said(name, `is ${complaint}`),
  };
}

function outside({ name, min = 0, max }: ShopColumn): ShopRule {
  const limits = max === undefined
    ? min === 0 ? "negative" : `less than ${min}`
    : `not between ${min} and ${max}`;
  const value = pl.col(name);
  const isLow = value.lt(pl.lit(min));
  return {
    rule: "out_of_range",
    column: name,
    meaning: `${name} is ${limits}`,
    breaks: max === undefined ? isLow : isLow.or(value.gt(pl.lit(max))),
    detail: said(name, `is ${limits}`),
  };
}

/** `age 370 is not between 0 and 120`. */
function said(name: string, complaint: string): pl.Expr {
  return pl.concatString(
    [pl.lit(name), pl.col(name).cast(pl.Utf8), pl.lit(complaint)],
    " ",
    true,
  ) as pl.Expr;
}
