import pl from "nodejs-polars";
import type { CanonicalShopTable, ShopTable } from "perdura/sources/mod.ts";
import type { ShopRuleAccount } from "./shop_quality.ts";
import {
  exactDuplicate,
  isolatedDate,
  lastBeforeIsolated,
  orphan,
  repeatedKey,
  shopRowRules,
  type ShopRule,
} from "./_shop_rules.ts";

/** The rows of a table, divided by the rules. */
export interface JudgedShopTable {
  readonly kept: pl.DataFrame;
  readonly rejected: pl.DataFrame;
  readonly rules: readonly ShopRuleAccount[];
}

type LaterRule = Omit<ShopRule, "breaks">;

/**
 * Divides the rows of a table: first each is looked at by itself, then those that remain are
 * compared with each other, then with their parents.
 *
 * @param text the table as it came, for the values of rejected rows
 * @param parents the valid rows of the table that this one points into, where it is there
 */
export function judgeShopTable(
  text: pl.DataFrame,
  { frame }: CanonicalShopTable,
  specification: ShopTable,
  file: string,
  parents: pl.DataFrame | undefined,
): JudgedShopTable {
  const rowRules = shopRowRules(specification);
  const marked = frame.withColumns(
    ...rowRules.map(({ breaks }, i) => breaks.fillNull(pl.lit(false)).alias(broken(i))),
  );
  const isBroken = pl.anyHorizontal(rowRules.map((_, i) => pl.col(broken(i))));
  const taken = [rejectedByRow(marked.filter(isBroken), rowRules)];
  let good = marked.filter(isBroken.not());

  const take = (rule: LaterRule, isGood: pl.Expr) => {
    const bad = good.filter(isGood.not());
    if (bad.height === 0) return;
    taken.push(bad.select(
      pl.col("source_row"),
      pl.lit(rule.rule).alias("rule"),
      (rule.column === null ? nothing : pl.lit(rule.column)).alias("column"),
      rule.detail.alias("detail"),
    ));
    good = good.filter(isGood);
  };
  const { columns, key, parent } = specification;
  if (good.height > 0 && good.getColumn(key).nUnique() < good.height) {
    take(exactDuplicate, pl.struct(columns.map(({ name }) => pl.col(name))).isFirstDistinct());
    take(repeatedKey(specification), pl.col(key).isFirstDistinct());
  }
  const dates = columns.filter(({ isNeverMissing, type }) => isNeverMissing && type === "moment");
  for (const column of dates) {
    const last = lastBeforeIsolated(good.getColumn(column.name));
    if (last !== undefined) take(isolatedDate(column), pl.col(column.name).ltEq(pl.lit(last)));
  }
  if (parent !== undefined && parents !== undefined) {
    const known = parents.select(pl.col(parent.column), pl.lit(true).alias("perdura known"));
    good = good.join(known, { on: parent.column, how: "left" });
    take(orphan(parent.column, parent.table), pl.col("perdura known").fillNull(pl.lit(false)));
  }

  const kept = good.select(...columns.map(({ name }) => name)).rechunk();
  const rules = [
    ...rowRules,
    exactDuplicate,
    repeatedKey(specification),
    ...dates.map(isolatedDate),
    ...parent === undefined ? [] : [orphan(parent.column, parent.table)],
  ];
  const rejected = withValues(pl.concat(taken).sort("source_row"), text, specification, file);
  return { kept, rejected, rules: accounts(rejected, rules, file) };
}

const broken = (rule: number) => `broken ${rule}`;
const nothing = pl.lit(null).cast(pl.Utf8);

/** Rows under the first rule that they break, with all that is wrong with them. */
function rejectedByRow(bad: pl.DataFrame, rules: readonly ShopRule[]): pl.DataFrame {
  const first = (of: (rule: ShopRule) => string | null) =>
    rules.reduceRight<pl.Expr>(
      (rest, rule, i) =>
        pl.when(pl.col(broken(i))).then(of(rule) === null ? nothing : pl.lit(of(rule)))
          .otherwise(rest),
      nothing,
    );
  const details = rules.map(({ detail }, i) =>
    pl.when(pl.col(broken(i))).then(detail).otherwise(nothing)
  );
  return bad.select(
    pl.col("source_row"),
    first(({ rule }) => rule).alias("rule"),
    first(({ column }) => column).alias("column"),
    (pl.concatString(details, "; ", true) as pl.Expr).alias("detail"),
  );
}

function withValues(
  taken: pl.DataFrame,
  text: pl.DataFrame,
  { name }: ShopTable,
  file: string,
): pl.DataFrame {
  const rows = taken.select("source_row");
  const received = text.columns.filter((column) => !column.startsWith("source_"));
  const values = rows.join(text, { on: "source_row", how: "left" }).sort("source_row")
    .select(...received, "source_text").toRecords()
    .map(({ source_text, ...row }) => JSON.stringify(source_text ?? row));
  return taken.withColumns(
    pl.lit(name).alias("table"),
    pl.lit(file).alias("source_file"),
    pl.Series("values", values, pl.Utf8),
  ).select("table", "source_file", "source_row", "rule", "column", "detail", "values").rechunk();
}

function accounts(
  rejected: pl.DataFrame,
  rules: readonly LaterRule[],
  file: string,
): ShopRuleAccount[] {
  const found = rejected.select("rule", "column", "source_row").toRecords();
  return rules.flatMap(({ rule, column, meaning }) => {
    const taken = found.filter((row) => row.rule === rule && row.column === column);
    if (taken.length === 0) return [];
    const samples = taken.slice(0, 3)
      .map(({ source_row }) => ({ sourceFile: file, sourceRow: Number(source_row) }));
    return [{ rule, column, meaning, rows: taken.length, samples }];
  });
}
