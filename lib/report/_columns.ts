import pl from "nodejs-polars";
import type { Rows } from "perdura/plots/picture.ts";

/** A value of a table. */
export type Cell = number | bigint | boolean | string | Date | null;

/** What the values of a column are. */
export type Kind = "number" | "boolean" | "date" | "text";

/** A column with its first values. */
export interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly values: readonly Cell[];
}

/** The first rows of a table, by column. */
export interface Columns {
  readonly columns: readonly Column[];
  /** How many rows there are in all. */
  readonly rows: number;
}

/** Takes the first rows of a frame or of an array of objects, without loss in 64-bit integers. */
export function firstRows(rows: Rows, limit: number): Columns {
  return isFrame(rows) ? ofFrame(rows, limit) : ofObjects(rows, limit);
}

/** Whether these rows are a Polars frame. */
export function isFrame(rows: unknown): rows is pl.DataFrame {
  return rows instanceof Object && pl.DataFrame.isDataFrame(rows);
}

function ofFrame(frame: pl.DataFrame, limit: number): Columns {
  const head = frame.head(limit);
  const columns = Object.entries(head.schema).map(([name, type]): Column => {
    const variant = String((type as { variant?: unknown }).variant);
    switch (variant) {
      case "Int64":
      case "UInt64": // as text, since numbers would be rounded beyond 2⁵³
        return {
          name,
          kind: "number",
          values: valuesOf(head, name, pl.Utf8).map((text) =>
            text === null ? null : wholeNumber(String(text))
          ),
        };
      case "Categorical":
      case "Duration":
      case "Time":
        return { name, kind: "text", values: valuesOf(head, name, pl.Utf8) as Cell[] };
      case "Decimal":
        return { name, kind: "number", values: valuesOf(head, name, pl.Float64) as Cell[] };
      case "Date":
      case "Datetime":
        return { name, kind: "date", values: valuesOf(head, name) as Cell[] };
      default:
        return columnOf(name, valuesOf(head, name));
    }
  });
  return { columns, rows: frame.height };
}

function valuesOf(frame: pl.DataFrame, name: string, type?: pl.DataType): unknown[] {
  const column = type === undefined ? pl.col(name) : pl.col(name).cast(type);
  return frame.select(column).toRecords().map((row) => row[name] ?? null);
}

function wholeNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function ofObjects(rows: readonly Readonly<Record<string, unknown>>[], limit: number): Columns {
  const head = rows.slice(0, limit);
  const names = [...new Set(head.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => columnOf(name, head.map((row) => row[name] ?? null)));
  return { columns, rows: rows.length };
}

function columnOf(name: string, values: readonly unknown[]): Column {
  const present = values.filter((value) => value !== null);
  const are = (test: (value: unknown) => boolean) => present.length > 0 && present.every(test);
  if (are((value) => typeof value === "number" || typeof value === "bigint")) {
    return { name, kind: "number", values: values as Cell[] };
  }
  if (are((value) => typeof value === "boolean")) {
    return { name, kind: "boolean", values: values as Cell[] };
  }
  if (are((value) => value instanceof Date)) {
    return { name, kind: "date", values: values as Cell[] };
  }
  return {
    name,
    kind: "text",
    values: values.map((value) => (value === null ? null : inWords(value))),
  };
}

function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Array) return value.map(inWords).join(", ");
  if (typeof value === "object") {
    return JSON.stringify(value, (_, part) => typeof part === "bigint" ? String(part) : part);
  }
  return String(value);
}

/** Whether a column of dates says more than days. */
export function hasTimes(values: readonly Cell[]): boolean {
  return values.some((value) => value instanceof Date && value.getTime() % 86_400_000 !== 0);
}
