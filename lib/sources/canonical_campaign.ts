import pl from "nodejs-polars";
import { sourceColumns } from "perdura/lake/read/mod.ts";
import { armOf, type CampaignColumn } from "./campaign_source.ts";
import type { CampaignChoice } from "./choose_campaign_source.ts";
import { distinctTexts } from "./_distinct_texts.ts";
import { readDates, type Readings, readNumbers } from "./_parse_columns.ts";

/** How the table of text of a campaign file is to be understood. */
export interface CampaignReading extends Pick<CampaignChoice, "source" | "columns"> {
  /** Goes into `source_file`, and into messages. */
  readonly sourceFile: string;
  /** As `--date-format` has it; told by the values where absent. */
  readonly dateFormat?: string;
}

/** Named after a column: what is wrong with its text, null where nothing is. */
export function faultColumn(name: string): string {
  return `${name} fault`;
}

/**
 * Types the columns of a campaign's text table, in the order of the file and with all of its rows.
 *
 * Texts lose the blanks around them and are null where nothing is left; ids lose the `.0` that
 * spreadsheets give them. A value out of a list is written as the list has it, whatever its case,
 * and a treatment is called by its arm. Where there are no customer ids the number of the row is
 * the id.
 *
 * @param table a text table, as the lake's readers make it
 * @returns the canonical columns that the file has, for each number and date a column of faults
 * ({@linkcode faultColumn}), `source_file` and the positions of the records
 * @throws {InputError} where fewer than half of the values of a number or date column can be read
 */
export async function canonicalCampaign(
  table: pl.DataFrame,
  { source, columns, sourceFile, dateFormat }: CampaignReading,
): Promise<pl.DataFrame> {
  const lazy = table.lazy();
  const made: pl.Expr[] = [];
  for (const column of source.columns) {
    const { name, type } = column;
    const written = columns.get(name);
    if (written === undefined) continue;
    if (type === "text") {
      made.push(await textColumn(lazy, column, written));
      continue;
    }
    const { value, fault }: Readings = (type === "date" ? readDates : readNumbers)(
      await distinctTexts(lazy, written),
      { name: written, where: `the column "${written}" of "${sourceFile}"`, dateFormat },
    );
    const typed = type === "number" ? value : value.cast(pl.Int64).cast(pl.Datetime("ms"))
      .cast(pl.Date);
    made.push(
      typed.alias(name),
      (fault ?? pl.lit(null).cast(pl.Utf8)).alias(faultColumn(name)),
    );
  }
  const customer = source.hasCustomerIds
    ? []
    : [pl.col("source_row").cast(pl.Utf8).alias("customer_id")];
  return await lazy.select(
    ...customer,
    ...made,
    pl.lit(sourceFile).alias("source_file"),
    ...sourceColumns.map((name) => pl.col(name)),
  ).collect();
}

async function textColumn(
  table: pl.LazyDataFrame,
  { name, role, values }: CampaignColumn,
  written: string,
): Promise<pl.Expr> {
  if (role === "customer" || role === "campaign") {
    const text = pl.col(written).str.strip();
    const whole = text.str.extract("^(\\d+)\\.0+$", 1);
    const id = pl.when(whole.isNotNull()).then(whole).otherwise(text);
    return pl.when(text.eq(pl.lit(""))).then(pl.lit(null)).otherwise(id).alias(name);
  }
  const { texts } = await distinctTexts(table, written);
  const kept = texts.filter((text) => text.trim() !== "");
  const tidied = kept.map((text) => {
    const tidy = text.trim();
    const known = values?.find((value) => value.toLowerCase() === tidy.toLowerCase()) ?? tidy;
    return role === "treatment" ? armOf(known) : known;
  });
  const nothing = pl.lit(null).cast(pl.Utf8);
  return (kept.length === 0 ? nothing : pl.col(written).replaceStrict(
    kept,
    tidied,
    nothing,
    pl.Utf8,
  )).alias(name);
}
