import pl from "nodejs-polars";
import { sourceColumns } from "perdura/lake/read/mod.ts";
import { distinctTexts } from "./_distinct_texts.ts";
import { readDates, type Readings, readNumbers } from "./_parse_columns.ts";
import type { SourceChoice } from "./choose_source.ts";
import { type CanonicalColumn, canonicalColumns, type SampleRows } from "./source.ts";

const idColumns = ["invoice", "product", "customer_id"] as const;
const textColumnNames = [...idColumns, "description", "country", "category"] as const;
const typedColumns = ["timestamp", "quantity", "unit_price", "sales"] as const;
const outputColumns = [
  ...canonicalColumns,
  "currency",
  "source_file",
  "source_sheet",
  "source_row",
  "problem",
  "problem_detail",
];

/** Written where nobody has said the currency: ISO 4217's code for that. */
export const unknownCurrency = "XXX";

type ColumnNames = ReadonlyMap<CanonicalColumn, string>;

/** How a text table is to be understood. */
export interface CanonicalOptions extends Pick<SourceChoice, "source" | "columns"> {
  /** Goes into `source_file`, and into messages. */
  readonly sourceFile: string;
  /** As `--date-format` has it; told by the values where absent. */
  readonly dateFormat?: string;
  /** ISO 4217 code of the amounts, where the source does not know it. */
  readonly currency?: string;
}

/**
 * The columns of the file that a text table holds, and its first good records.
 *
 * @param table a text table, as the lake's readers make it
 */
export async function peekTextTable(
  table: pl.LazyDataFrame,
): Promise<{ columns: string[]; sample: SampleRows }> {
  const columns = table.columns.filter((name) => !sourceColumns.includes(name));
  const head = await table.head(100).filter(pl.col("source_problem").isNull())
    .select(...columns).head(20).collect();
  return { columns, sample: head.rows() as (string | null)[][] };
}

/**
 * Types the columns of a text table: one plan that gives the canonical table of transactions, in
 * the order of the file and with all of its rows.
 *
 * A row that is no record, or whose date or number cannot be read, stays, with the cause in
 * `problem` (`malformed_line` or `unparsable_value`) and `problem_detail`; what could not be read
 * of it is null.
 *
 * - Texts lose the blanks around them and are null where nothing is left. Ids lose the `.0` that
 *   spreadsheets and data frames give them: `13085.0` is customer `13085`; `00123` stays.
 * - How numbers and dates are written is told from all values of the column. Dates have no zone.
 * - `sales` is quantity × unit price where the file does not have it; `unit_price` is sales /
 *   quantity where the file does not have that. Without a quantity, each row is one piece.
 * - Without an invoice, `<customer>-<YYYY-MM-DD>` stands for it: what a customer buys in a day is
 *   one purchase. Rows that have no customer either are one purchase each.
 *
 * @param table a text table, as the lake's readers make it
 * @returns the canonical columns, `currency`, `source_file`, `source_sheet`, `source_row`,
 * `problem` and `problem_detail`
 * @throws {InputError} where fewer than half of the dates, or of the numbers of a column, can be
 * read, or where day and month cannot be told apart
 */
export async function canonicalTransactions(
  table: pl.LazyDataFrame,
  options: CanonicalOptions,
): Promise<pl.LazyDataFrame> {
  const { columns } = options;
  const facts = await factsOf(table, columns);
  const readings = new Map<CanonicalColumn, Readings>();
  for (const canonical of typedColumns) {
    const name = columns.get(canonical);
    if (name === undefined) continue;
    readings.set(canonical, await readColumn(table, canonical, name, options));
  }
  return table
    .select(
      ...sourceColumns.map((name) => pl.col(name)),
      ...textColumns(columns, facts),
      ...[...readings].map(([canonical, { value }]) => value.alias(valueOf(canonical))),
      ...[...readings].flatMap(([canonical, { fault }]) =>
        fault === undefined ? [] : fault.alias(faultOf(canonical))
      ),
    )
    .withColumns(...problemColumns(columns, readings, facts), ...numberColumns(columns))
    .withColumns(
      invoice(facts),
      pl.lit(options.source.currency ?? options.currency ?? unknownCurrency).alias("currency"),
      pl.lit(options.sourceFile).alias("source_file"),
    )
    .select(...outputColumns.map((name) => pl.col(name)));
}

const nothing = pl.lit(null);
const valueOf = (canonical: CanonicalColumn) => `${canonical} value`;
const faultOf = (canonical: CanonicalColumn) => `${canonical} fault`;

/** What of a table needs work that most tables do not need. */
interface Facts {
  readonly hasMalformed: boolean;
  readonly lacksInvoices: boolean;
  /** Ids that are written with decimals. */
  readonly decimalIds: ReadonlySet<CanonicalColumn>;
}

async function factsOf(table: pl.LazyDataFrame, columns: ColumnNames): Promise<Facts> {
  const ids = idColumns.filter((id) => columns.has(id));
  const invoices = columns.get("invoice");
  const found = await table.select(
    pl.col("source_problem").isNotNull().any().alias("malformed"),
    (invoices === undefined
      ? pl.lit(true)
      : pl.col(invoices).isNull().or(pl.col(invoices).str.contains("^\\s*$")).any())
      .alias("invoices"),
    ...ids.map((id) => pl.col(columns.get(id)!).str.contains("\\.0+\\s*$").any().alias(id)),
  ).collect();
  const row = found.toRecords()[0] ?? {};
  const isTrue = (name: string) => row[name] === true;
  return {
    hasMalformed: isTrue("malformed"),
    lacksInvoices: isTrue("invoices"),
    decimalIds: new Set(ids.filter(isTrue)),
  };
}

async function readColumn(
  table: pl.LazyDataFrame,
  canonical: CanonicalColumn,
  name: string,
  { source, sourceFile, dateFormat }: CanonicalOptions,
): Promise<Readings> {
  const read = canonical === "timestamp" ? readDates : readNumbers;
  return read(await distinctTexts(table, name), {
    name,
    where: `the column "${name}" of "${sourceFile}"`,
    dateFormat,
    dateOrder: source.dateOrder,
  });
}

/** `problem` and `problem_detail`. */
function problemColumns(
  columns: ColumnNames,
  readings: ReadonlyMap<CanonicalColumn, Readings>,
  { hasMalformed }: Facts,
): pl.Expr[] {
  let detail: pl.Expr = nothing.cast(pl.Utf8);
  for (const canonical of typedColumns.toReversed()) {
    const name = columns.get(canonical);
    if (name === undefined) continue;
    // A price may be missing where there is an amount, and the other way round.
    const other = canonical === "unit_price" ? "sales" : "unit_price";
    const isMoney = canonical === "unit_price" || canonical === "sales";
    const isEmpty = isMoney && columns.has(other)
      ? pl.col(valueOf(canonical)).isNull().and(pl.col(valueOf(other)).isNull())
      : pl.col(valueOf(canonical)).isNull();
    const { fault: hasFaults, hasGaps } = readings.get(canonical)!;
    if (hasGaps) detail = pl.when(isEmpty).then(pl.lit(`${name} is empty`)).otherwise(detail);
    if (hasFaults === undefined) continue;
    const fault = pl.col(faultOf(canonical));
    detail = pl.when(fault.isNotNull()).then(fault).otherwise(detail);
  }
  const isDirty = [...readings.values()].some(({ fault, hasGaps }) => fault || hasGaps);
  const problem = isDirty
    ? pl.when(detail.isNotNull()).then(pl.lit("unparsable_value")).otherwise(nothing)
    : nothing.cast(pl.Utf8);
  if (!hasMalformed) return [problem.alias("problem"), detail.alias("problem_detail")];
  const isMalformed = pl.col("source_problem").isNotNull();
  const reason = pl.col("source_problem").str.replace("^malformed_line: *", "");
  const line = pl.concatString([reason, pl.col("source_text")], ": ", true) as pl.Expr;
  return [
    pl.when(isMalformed).then(pl.lit("malformed_line")).otherwise(problem).alias("problem"),
    pl.when(isMalformed).then(line).otherwise(detail).alias("problem_detail"),
  ];
}

/** Texts without blanks around them; ids without decimals. */
function textColumns(columns: ColumnNames, { decimalIds }: Facts): pl.Expr[] {
  return textColumnNames.map((canonical) => {
    const name = columns.get(canonical);
    if (name === undefined) return nothing.cast(pl.Utf8).alias(canonical);
    let text = pl.col(name).str.strip();
    if (decimalIds.has(canonical)) {
      const whole = text.str.extract("^(\\d+)\\.0+$", 1);
      text = pl.when(whole.isNotNull()).then(whole).otherwise(text);
    }
    return pl.when(text.eq(pl.lit(""))).then(nothing).otherwise(text).alias(canonical);
  });
}

function numberColumns(columns: ColumnNames): pl.Expr[] {
  const value = (canonical: CanonicalColumn) =>
    columns.has(canonical) ? pl.col(valueOf(canonical)) : nothing.cast(pl.Float64);
  const quantity = columns.has("quantity")
    ? value("quantity")
    : pl.when(pl.col("source_problem").isNull()).then(pl.lit(1)).otherwise(nothing)
      .cast(pl.Float64);
  const either = (first: pl.Expr, second: pl.Expr) =>
    pl.when(first.isNotNull()).then(first).otherwise(second);
  const implied = pl.when(quantity.neq(pl.lit(0))).then(value("sales").div(quantity))
    .otherwise(nothing);
  return [
    value("timestamp").cast(pl.Int64).cast(pl.Datetime("ms")).alias("timestamp"),
    quantity.alias("quantity"),
    either(value("unit_price"), implied).alias("unit_price"),
    either(value("sales"), quantity.mul(value("unit_price"))).alias("sales"),
  ];
}

function invoice({ lacksInvoices }: Facts): pl.Expr {
  if (!lacksInvoices) return pl.col("invoice");
  const customer = pl.col("customer_id");
  const day = pl.col("timestamp").cast(pl.Date).cast(pl.Utf8);
  const known = pl.concatString([customer, day], "-") as pl.Expr;
  const row = pl.col("source_row").cast(pl.Utf8);
  const unknown = pl.concatString([pl.lit("unknown"), day, row], "-") as pl.Expr;
  const made = pl.when(customer.isNull()).then(unknown).otherwise(known);
  return pl.when(pl.col("invoice").isNull()).then(made).otherwise(pl.col("invoice"))
    .alias("invoice");
}
