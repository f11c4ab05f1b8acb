/** The columns that a source can fill from its own. */
export const canonicalColumns = [
  "invoice",
  "product",
  "description",
  "quantity",
  "timestamp",
  "unit_price",
  "customer_id",
  "country",
  "category",
  "sales",
] as const;

/** One of the {@linkcode canonicalColumns}. */
export type CanonicalColumn = typeof canonicalColumns[number];

/**
 * Where each canonical column comes from: the name of a column of the file, or its position
 * counted from 1. Columns that are not named stay empty.
 */
export type ColumnMap = Partial<Record<CanonicalColumn, string | number>>;

/** Which of two numbers before a year is the day: `31/12/2011` or `12/31/2011`. */
export type DateOrder = "day-first" | "month-first";

/** The first records of a file, as text in the order of its columns. */
export type SampleRows = readonly (readonly (string | null)[])[];

/** A kind of transaction file: what its columns are called and which rules clean it. */
export interface TransactionSource {
  /** As `--source` names it. */
  readonly name: string;
  /** As people know the data set. */
  readonly title: string;
  readonly licence?: string;
  /** Where the publisher offers it. */
  readonly address?: string;
  /** ISO 4217 code of the amounts; undefined where the user has to say. */
  readonly currency?: string;
  /** The columns of the latest edition, where the source is a certain file. */
  readonly expectedColumns?: readonly string[];
  /** How the publisher writes dates whose values leave it open. */
  readonly dateOrder?: DateOrder;
  /**
   * Finds the canonical columns among a file's, whatever edition it is.
   *
   * @param sample the first records, for files whose columns have no names of their own; absent
   * where the user has named the source and the columns alone are to decide
   * @returns undefined where the file is not of this kind
   */
  mapColumns(columns: readonly string[], sample?: SampleRows): ColumnMap | undefined;
  /** Names of the cleaning rules of this source; their order is fixed by `perdura/clean`. */
  readonly rules: readonly string[];
}
