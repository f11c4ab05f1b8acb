import pl from "nodejs-polars";
import type { Quality } from "./quality.ts";

/**
 * The first rejected lines of every rule, with where they stand in the source and why they were
 * rejected.
 *
 * @param rejected `rejected.parquet` of the lake
 * @param rules those of the quality report, in whose order the lines come
 * @param most how many lines of each rule
 * @returns `reason` (the rule in words, and the detail where there is one), `source_file`,
 * `source_row` and what the line says
 */
export function rejectedSamples(
  rejected: pl.DataFrame,
  rules: readonly Pick<Quality["rules"][number], "rule" | "rows">[],
  most = 2,
): pl.DataFrame {
  const samples = rules.filter(({ rows }) => rows > 0).map(({ rule }) => {
    const words = pl.lit(rule.replaceAll("_", " "));
    const detail = pl.concatString([words, pl.col("detail")], ": ", true) as pl.Expr;
    return rejected.lazy().filter(pl.col("rule").eq(pl.lit(rule)))
      .sort(["source_file", "source_row"]).head(most)
      .select(
        pl.when(pl.col("detail").isNull()).then(words).otherwise(detail).alias("reason"),
        ...shown.map((name) => pl.col(name)),
      ).collectSync();
  });
  return samples.length > 0
    ? pl.concat(samples)
    : rejected.head(0).select(pl.col("rule").alias("reason"), ...shown.map((name) => pl.col(name)));
}

const shown = [
  "source_file",
  "source_row",
  "invoice",
  "description",
  "quantity",
  "unit_price",
  "customer_id",
];
