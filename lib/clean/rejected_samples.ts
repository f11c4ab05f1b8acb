import pl from "nodejs-polars";
import type { Quality } from "./quality.ts";

/**
 * The first rejected lines of every rule, with where they stand in the source and why they were
 * rejected.
 *
 * @param rejected `rejected.parquet` of the lake
 * @param rules those of the quality report, which give the order and the meaning
 * @param most how many lines of each rule
 * @returns columns `rule`, `reason`, `source_file`, `source_row` and what the line says
 */
export function rejectedSamples(
  rejected: pl.DataFrame,
  rules: Quality["rules"],
  most = 2,
): pl.DataFrame {
  const asked = rules.filter(({ rows }) => rows > 0);
  const meanings = pl.DataFrame([
    pl.Series("rule", asked.map(({ rule }) => rule), pl.Utf8),
    pl.Series("meaning", asked.map(({ meaning }) => meaning), pl.Utf8),
    pl.Series("order", asked.map((_, k) => k)),
  ]);
  const first = asked.map(({ rule }) =>
    rejected.lazy().filter(pl.col("rule").eq(pl.lit(rule)))
      .sort(["source_file", "source_row"]).head(most)
  );
  const lines = first.length === 0 ? rejected.head(0).lazy() : pl.concat(first);
  return lines.join(meanings.lazy(), { on: "rule", how: "inner" })
    .withColumns(
      pl.when(pl.col("detail").isNull()).then(pl.col("meaning")).otherwise(pl.col("detail"))
        .alias("reason"),
    )
    .sort(["order", "source_file", "source_row"])
    .select(
      "rule",
      "reason",
      "source_file",
      "source_row",
      "invoice",
      "description",
      "quantity",
      "unit_price",
      "customer_id",
    )
    .collectSync();
}
