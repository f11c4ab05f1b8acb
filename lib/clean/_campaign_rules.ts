import pl from "nodejs-polars";
import {
  armOf,
  type CampaignColumn,
  type CampaignSource,
  faultColumn,
} from "perdura/sources/mod.ts";
import type { CampaignRuleName } from "./campaign_quality.ts";

/** A promise of a campaign file about one of its columns, or about its rows. */
export interface CampaignRule {
  readonly rule: CampaignRuleName;
  /** The canonical column; null for a rule about whole rows. */
  readonly column: string | null;
  /** What is wrong with a row that breaks it, in words. */
  readonly meaning: string;
  /** True for the rows that break it. */
  readonly breaks: pl.Expr;
  /** What is wrong with a row, with its value. */
  readonly detail: pl.Expr;
}

/**
 * The promises of a campaign file, in the order in which they are asked.
 *
 * @param columns the file's columns by their canonical names
 */
export function campaignRules(
  source: CampaignSource,
  columns: ReadonlyMap<string, string>,
): CampaignRule[] {
  const present = source.columns.filter(({ name }) => columns.has(name));
  const written = (name: string) => columns.get(name) ?? name;
  const each = (rules: (column: CampaignColumn, written: string) => CampaignRule[]) =>
    present.flatMap((column) => rules(column, written(column.name)));
  return [
    {
      rule: "malformed_line",
      column: null,
      meaning: "the record could not be read",
      breaks: pl.col("source_problem").isNotNull(),
      detail: pl.col("source_problem").str.replace("^malformed_line: *", ""),
    },
    ...each(unparsable),
    ...each(missing),
    ...each(unknown),
    ...each(outside),
    ...source.hasCustomerIds ? [duplicate(columns)] : [],
  ];
}

function unparsable({ name, type }: CampaignColumn, written: string): CampaignRule[] {
  if (type === "text") return [];
  return [{
    rule: "unparsable_value",
    column: name,
    meaning: `${written} is no ${type}`,
    breaks: pl.col(faultColumn(name)).isNotNull(),
    detail: pl.col(faultColumn(name)),
  }];
}

function missing(column: CampaignColumn, written: string): CampaignRule[] {
  if (!column.isNeverMissing) return [];
  const isGone = pl.col(column.name).isNull().and(pl.col("source_problem").isNull());
  return [{
    rule: "missing_value",
    column: column.name,
    meaning: `${written} is empty`,
    // What is written but cannot be read is not missing.
    breaks: column.type === "text" ? isGone : isGone.and(pl.col(faultColumn(column.name)).isNull()),
    detail: pl.lit(`${written} is empty`),
  }];
}

function unknown({ name, type, role, values }: CampaignColumn, written: string): CampaignRule[] {
  if (values === undefined) return [];
  const known = role === "treatment" ? values.map(armOf) : [...values];
  const expected = `none of ${values.join(", ")}`;
  return [{
    rule: "unknown_value",
    column: name,
    meaning: `${written} is ${expected}`,
    breaks: type === "number"
      ? pl.col(name).isIn(values.map(Number)).not()
      : pl.col(name).isIn(known).not(),
    detail: said(written, name, expected),
  }];
}

function outside({ name, min, max }: CampaignColumn, written: string): CampaignRule[] {
  if (min === undefined) return [];
  const limits = max === undefined
    ? min === 0 ? "negative" : `less than ${min}`
    : `not between ${min} and ${max}`;
  const value = pl.col(name);
  return [{
    rule: "out_of_range",
    column: name,
    meaning: `${written} is ${limits}`,
    breaks: max === undefined
      ? value.lt(pl.lit(min))
      : value.lt(pl.lit(min)).or(value.gt(pl.lit(max))),
    detail: said(written, name, limits),
  }];
}

function duplicate(columns: ReadonlyMap<string, string>): CampaignRule {
  return {
    rule: "exact_duplicate",
    column: null,
    meaning: "the row equals an earlier one",
    breaks: pl.struct([...columns.keys()].map((name) => pl.col(name))).isFirstDistinct().not()
      .and(pl.col("source_problem").isNull()),
    detail: pl.lit("equals an earlier row"),
  };
}

/** `open_rate 1.2 is not between 0 and 1`. */
function said(written: string, name: string, complaint: string): pl.Expr {
  return pl.concatString(
    [pl.lit(written), pl.col(name).cast(pl.Utf8), pl.lit(`is ${complaint}`)],
    " ",
    true,
  ) as pl.Expr;
}
