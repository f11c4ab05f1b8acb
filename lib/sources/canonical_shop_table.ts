import pl from "nodejs-polars";
import { ContractError, InputError } from "perdura/core/mod.ts";
import { sourceColumns } from "perdura/lake/read/mod.ts";
import { faultColumn } from "./canonical_campaign.ts";
import { closest, normalise } from "./_column_names.ts";
import { acceptedDates, dateStyle } from "./_date_column.ts";
import { parseDate } from "./_dates.ts";
import { distinctTexts } from "./_distinct_texts.ts";
import { readNumbers } from "./_parse_columns.ts";
import type { ShopColumn, ShopTable } from "./thelook.ts";

/** A table of a shop with its columns typed, and what the file's own columns turned out to be. */
export interface CanonicalShopTable {
  /**
   * The columns of the table's specification, in its order and with all rows of the file; for each
   * number and moment a column of faults ({@linkcode faultColumn}); the positions of the records.
   */
  readonly frame: pl.DataFrame;
  /** Columns of the specification that the file does not have; they are null throughout. */
  readonly absent: readonly string[];
  /** Columns of the file that the specification does not know. */
  readonly unused: readonly string[];
}

/**
 * Types the columns of a shop table's text, in the order of the file and with all of its rows.
 *
 * Texts lose the blanks around them and are null where nothing is left, or the word `null`; ids
 * lose the `.0` that spreadsheets give them; a value out of a list is written as the list has it,
 * whatever its case.
 *
 * @param table a text table, as the lake's readers make it
 * @param where what the user knows the file as, for messages
 * @throws {ContractError} where a column is missing that every row must have
 * @throws {InputError} where most values of a number or moment column cannot be read
 */
export async function canonicalShopTable(
  table: pl.DataFrame,
  specification: ShopTable,
  where: string,
): Promise<CanonicalShopTable> {
  const own = table.columns.filter((name) => !(sourceColumns as readonly string[]).includes(name));
  const written = writtenColumns(own, specification, where);
  const lazy = table.lazy();
  const made: pl.Expr[] = [];
  for (const column of specification.columns) {
    const name = written.get(column.name);
    const { value, fault } = name === undefined
      ? { value: pl.lit(null).cast(typeOf(column)), fault: nothing }
      : await reading(table, column, name, `the column "${name}" of "${where}"`);
    made.push(value.alias(column.name));
    if (canFail(column)) made.push(fault.alias(faultColumn(column.name)));
  }
  const used = new Set(written.values());
  return {
    frame: await lazy.select(...made, ...sourceColumns.map((name) => pl.col(name))).collect(),
    absent: specification.columns.map(({ name }) => name).filter((name) => !written.has(name)),
    unused: own.filter((name) => !used.has(name)),
  };
}

/** Whether a column of faults belongs to a column: whether its texts may mean nothing. */
export function canFail({ type }: ShopColumn): boolean {
  return type !== "id" && type !== "text";
}

const nothing = pl.lit(null).cast(pl.Utf8);

/** What stands where nothing is known: theLook itself writes `null` for a city. */
const emptyTexts = ["", "null", "NULL"];

function typeOf({ type }: ShopColumn): pl.DataType {
  switch (type) {
    case "number":
      return pl.Float64;
    case "integer":
      return pl.Int32;
    case "moment":
      return pl.Datetime("ms");
    default:
      return pl.Utf8;
  }
}

/** For each column of the specification that the file has, what the file calls it. */
function writtenColumns(
  own: readonly string[],
  { columns, name: table }: ShopTable,
  where: string,
): ReadonlyMap<string, string> {
  const written = new Map(columns.flatMap(({ name }) => {
    const found = own.find((column) => normalise(column) === normalise(name));
    return found === undefined ? [] : [[name, found] as const];
  }));
  const missing = columns.filter(({ isNeverMissing, name }) => isNeverMissing && !written.has(name))
    .map(({ name }) => name);
  if (missing.length === 0) return written;
  const guesses = missing.flatMap((name) => {
    const near = closest(own, [name]);
    return near === undefined ? [] : [`; "${near}" may be ${name}`];
  });
  throw new ContractError(
    `Cannot read "${where}" as the ${table} of a shop: ` +
      `${missing.length === 1 ? "the column" : "the columns"} ${missing.join(", ")} ` +
      `${missing.length === 1 ? "is" : "are"} missing (found: ` +
      `${own.map((name) => `"${name}"`).join(", ")})${guesses.join("")}`,
  );
}

interface Reading {
  readonly value: pl.Expr;
  readonly fault: pl.Expr;
}

async function reading(
  table: pl.DataFrame,
  column: ShopColumn,
  name: string,
  where: string,
): Promise<Reading> {
  if (column.type === "moment") return await moments(table, name, where);
  if (column.type === "number" || column.type === "integer") {
    const { value, fault } = readNumbers(await distinctTexts(table.lazy(), name), { name, where });
    if (column.type === "number") return { value, fault: fault ?? nothing };
    const isWhole = value.eq(value.floor());
    const broken = pl.concatString(
      [pl.lit(name), pl.lit('"').add(pl.col(name)).add(pl.lit('"')), pl.lit("is no whole number")],
      " ",
      true,
    ) as pl.Expr;
    return {
      value: pl.when(isWhole).then(value).otherwise(pl.lit(null)).cast(pl.Int32),
      fault: pl.when(isWhole.not()).then(broken).otherwise(fault ?? nothing),
    };
  }
  const text = pl.col(name).str.strip();
  const filled = pl.when(text.isIn([...emptyTexts])).then(pl.lit(null)).otherwise(text);
  if (column.type === "id") {
    const whole = text.str.extract("^(\\d+)\\.0+$", 1);
    return { value: pl.when(whole.isNotNull()).then(whole).otherwise(filled), fault: nothing };
  }
  const { values } = column;
  if (values === undefined) return { value: filled, fault: nothing };
  const { texts } = await distinctTexts(table.lazy(), name);
  const known = texts.filter((written) => !emptyTexts.includes(written.trim()));
  const tidied = known.map((written) => {
    const tidy = written.trim();
    return values.find((value) => value.toLowerCase() === tidy.toLowerCase()) ?? tidy;
  });
  const value = known.length === 0 ? nothing : pl.col(name).replaceStrict(
    known,
    tidied,
    nothing,
    pl.Utf8,
  );
  return { value, fault: nothing };
}

/**
 * Reads moments: the publisher's way of writing them by Polars, since a table of events has as many
 * different ones as rows, and all others one by one.
 */
async function moments(table: pl.DataFrame, name: string, where: string): Promise<Reading> {
  const plain = pl.col(name).str.strip().str.replace("\\s*(?:UTC|Z|[+]00(?::?00)?)$", "")
    .str.replace("^(\\d{4}-\\d\\d-\\d\\d)T", "$1 ");
  // Read in microseconds, whatever unit is asked for.
  const value = plain.str.strptime(pl.Datetime("ms"), "%Y-%m-%d %H:%M:%S%.f")
    .cast(pl.Datetime("ms"));
  const others = table.lazy().select(
    pl.when(value.isNull()).then(pl.col(name)).otherwise(nothing).alias("others"),
  );
  const distinct = await distinctTexts(others, "others");
  const style = dateStyle(distinct, undefined, where);
  const good: string[] = [], values: number[] = [], bad: string[] = [];
  let badRows = 0;
  distinct.texts.forEach((text, i) => {
    if (text.trim() === "") return;
    const parsed = parseDate(text.trim(), style);
    if (parsed === undefined) {
      bad.push(text);
      badRows += distinct.rows[i]!;
    } else {
      good.push(text);
      values.push(parsed);
    }
  });
  const filled = table.height - table.getColumn(name).nullCount();
  if (2 * badRows > filled) {
    const samples = bad.sort().slice(0, 3).map((text) => `"${text.slice(0, 60)}"`).join(", ");
    throw new InputError(
      `Cannot read ${where} as moments: ${badRows} of ${filled} values are none, for example ` +
        `${samples}; accepted are 2024-01-02 03:04:05 UTC, ${acceptedDates}`,
    );
  }
  const nowhere = pl.lit(null).cast(pl.Int64);
  const other = good.length === 0
    ? nowhere
    : pl.col(name).replaceStrict(good, values, nowhere, pl.Float64).cast(pl.Int64);
  const faults = bad.map((text) => `${name} "${text.trim()}" is no date`);
  return {
    value: pl.when(value.isNotNull()).then(value).otherwise(other.cast(pl.Datetime("ms"))),
    fault: bad.length === 0 ? nothing : pl.col(name).replaceStrict(bad, faults, nothing, pl.Utf8),
  };
}
