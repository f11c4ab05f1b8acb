import pl from "nodejs-polars";
import { ContractError, plural } from "perdura/core/mod.ts";
import {
  type CampaignChoice,
  type CampaignReading,
  canonicalCampaign,
  controlArm,
} from "perdura/sources/mod.ts";
import { type CampaignRule, campaignRules } from "./_campaign_rules.ts";
import { campaignContract, campaignRejectedContract } from "./campaign_contracts.ts";
import type { CampaignQuality, CampaignRuleAccount } from "./campaign_quality.ts";
import { requireContract } from "./contract.ts";

/** The result of {@linkcode cleanCampaign}. */
export interface CleanedCampaign {
  /** The valid rows in the order of their file: canonical columns, source file and row. */
  readonly campaign: pl.DataFrame;
  /**
   * All other rows in the order of their file: `source_file`, `source_row`, the `rule` that took the
   * row and its `column`, a `detail` of everything that is wrong with it, and its `values` as they
   * came, as JSON.
   */
  readonly rejected: pl.DataFrame;
  readonly quality: CampaignQuality;
}

/**
 * Types the rows of a campaign file and keeps aside, with rule and reason, those that break the
 * file's contract.
 *
 * A row is rejected under the first rule that it breaks, in the order of `campaignRuleNames`; its
 * detail names all of them. A missing feature is no violation: models handle it.
 *
 * @param table a text table, as the lake's readers make it
 * @param reading what kind of file it is, as `chooseCampaignSource` says, and its name
 * @returns rows in = rows kept + rows rejected
 * @throws {InputError} where most values of a number or date column cannot be read
 * @throws {ContractError} where no row keeps the contract
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { cleanCampaign } from "perdura/clean/mod.ts";
 * import { chooseCampaignSource } from "perdura/sources/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label"
 *   .split(",");
 * const rows = ["7,21,3,99.5,0.4,0.1,37,F,North,1", "8,90,1,19.9,1.4,0.0,58,M,South,0"]
 *   .map((row) => row.split(","));
 * const text = (name: string, values: (string | null)[]) =>
 *   pl.Series(name, values as string[], pl.Utf8);
 * const table = pl.DataFrame([
 *   ...columns.map((name, i) => text(name, rows.map((row) => row[i]!))),
 *   pl.Series("source_row", [1, 2]).cast(pl.Int64),
 *   ...["source_sheet", "source_problem", "source_text"].map((name) => text(name, [null, null])),
 * ]);
 * const { campaign, rejected } = await cleanCampaign(table, {
 *   ...chooseCampaignSource(columns, { where: "march.csv" }),
 *   sourceFile: "march.csv",
 * });
 * assertEquals(campaign.getColumn("customer_id").toArray(), ["7"]);
 * assertEquals(rejected.getColumn("detail").toArray(), ["open_rate 1.4 is not between 0 and 1"]);
 * ```
 */
export async function cleanCampaign(
  table: pl.DataFrame,
  reading: CampaignReading & Pick<CampaignChoice, "unused">,
): Promise<CleanedCampaign> {
  const { source, columns, sourceFile, unused } = reading;
  const canonical = await canonicalCampaign(table, reading);
  const rules = campaignRules(source, columns);
  const verdicts = canonical.select(
    ...rules.map(({ breaks }, i) => breaks.fillNull(pl.lit(false)).alias(`${i}`)),
  );
  const marked = canonical.withColumns(
    ...rules.map((_, i) => verdicts.getColumn(`${i}`).alias(broken(i)) as pl.Series),
  );
  const isBroken = pl.anyHorizontal(rules.map((_, i) => pl.col(broken(i))));

  const names = source.columns.map(({ name }) => name).filter((name) => columns.has(name));
  const outputs = [...source.hasCustomerIds ? [] : ["customer_id"], ...names];
  const campaign = marked.filter(isBroken.not())
    .withColumns(pl.col("label").cast(pl.Int32))
    .select(...outputs, "source_file", "source_row").rechunk();
  const rejected = rejectedRows(marked, isBroken, rules, table, unused);
  const quality: CampaignQuality = {
    source: source.name,
    in: table.height,
    kept: campaign.height,
    rejected: rejected.height,
    rules: accounts(rejected, rules),
    missing: Object.fromEntries(
      names.map((name) => [name, campaign.getColumn(name).nullCount()] as const)
        .filter(([, rows]) => rows > 0),
    ),
    absent: source.columns.map(({ name }) => name).filter((name) => !columns.has(name)),
    unused,
    ...summaryOf(campaign),
  };
  requireBalance(quality, sourceFile);
  requireContract(campaign, campaignContract(source, columns));
  requireContract(rejected, campaignRejectedContract);
  return { campaign, rejected, quality };
}

const broken = (rule: number) => `broken ${rule}`;

function rejectedRows(
  marked: pl.DataFrame,
  isBroken: pl.Expr,
  rules: readonly CampaignRule[],
  table: pl.DataFrame,
  unused: readonly string[],
): pl.DataFrame {
  const nothing = pl.lit(null).cast(pl.Utf8);
  const first = (of: (rule: CampaignRule) => string | null) =>
    rules.reduceRight<pl.Expr>(
      (rest, rule, i) =>
        pl.when(pl.col(broken(i))).then(of(rule) === null ? nothing : pl.lit(of(rule)))
          .otherwise(rest),
      nothing,
    );
  const details = rules.map(({ detail }, i) =>
    pl.when(pl.col(broken(i))).then(detail).otherwise(nothing)
  );
  const received = table.columns.filter((name) =>
    !name.startsWith("source_") && !unused.includes(name)
  );
  const bad = marked.select(isBroken.alias("bad")).getColumn("bad");
  const values = table.filter(bad).select(...received, "source_text").toRecords()
    .map(({ source_text, ...row }) => JSON.stringify(source_text ?? row));
  return marked.filter(isBroken).select(
    pl.col("source_file"),
    pl.col("source_row"),
    first(({ rule }) => rule).alias("rule"),
    first(({ column }) => column).alias("column"),
    (pl.concatString(details, "; ", true) as pl.Expr).alias("detail"),
  ).withColumns(pl.Series("values", values, pl.Utf8)).rechunk();
}

function accounts(
  rejected: pl.DataFrame,
  rules: readonly CampaignRule[],
): CampaignRuleAccount[] {
  const found = rejected.select("rule", "column", "source_file", "source_row").toRecords();
  return rules.map(({ rule, column, meaning }) => {
    const taken = found.filter((row) => row.rule === rule && row.column === column);
    const samples = taken.slice(0, 3).map(({ source_file, source_row }) => ({
      sourceFile: String(source_file),
      sourceRow: Number(source_row),
    }));
    return { rule, column, meaning, rows: taken.length, samples };
  });
}

function summaryOf(
  campaign: pl.DataFrame,
): Pick<CampaignQuality, "customers" | "responses" | "arms" | "period"> {
  const has = (name: string) => campaign.columns.includes(name);
  const labels = campaign.getColumn("label");
  return {
    customers: campaign.getColumn("customer_id").nUnique(),
    responses: campaign.height === 0 ? 0 : labels.sum(),
    ...has("treatment") ? { arms: armsOf(campaign) } : {},
    ...has("date") && campaign.height > 0
      ? { period: { first: dayOf(campaign, "min"), last: dayOf(campaign, "max") } }
      : {},
  };
}

/** Rows by arm, those without a message first. */
function armsOf(campaign: pl.DataFrame): Record<string, number> {
  const rows = campaign.lazy().groupBy("treatment").agg(pl.len().alias("n")).collectSync()
    .rows() as [string, number][];
  const place = (arm: string) => arm === controlArm ? "" : arm;
  return Object.fromEntries(rows.sort(([a], [b]) => place(a) < place(b) ? -1 : 1));
}

function dayOf(campaign: pl.DataFrame, which: "min" | "max"): string {
  const day = campaign.select(pl.col("date")[which]().cast(pl.Utf8).alias("day"));
  return day.getColumn("day").get(0) as string;
}

function requireBalance(quality: CampaignQuality, sourceFile: string): void {
  const { in: received, kept, rejected, rules } = quality;
  if (received !== kept + rejected) {
    throw new ContractError(
      `Check the rows of "${sourceFile}": ${received} came in, but ${kept} were kept and ` +
        `${rejected} rejected`,
    );
  }
  if (kept > 0) return;
  const [worst] = rules.toSorted((a, b) => b.rows - a.rows);
  throw new ContractError(
    `Cannot use "${sourceFile}": none of its ${plural(received, "row")} keeps the contract of a ` +
      `campaign file; most were rejected as "${worst?.rule}" (${worst?.meaning})`,
  );
}
