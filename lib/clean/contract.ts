import pl from "nodejs-polars";
import { ContractError } from "perdura/core/mod.ts";

/** The kinds of values that tables hold here. */
export type ColumnType =
  | "text"
  | "float"
  | "integer"
  | "moment"
  | "date"
  | "boolean";

/** What a column promises. */
export interface ColumnContract {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether values may be missing; not if absent. */
  readonly nullable?: boolean;
  /** Smallest and largest value, both allowed. */
  readonly min?: number;
  readonly max?: number;
  /** All values are greater than this. */
  readonly above?: number;
  /** Numbers may be NaN or infinite, as they came. */
  readonly unchecked?: boolean;
  /** The only values there are. */
  readonly values?: readonly string[];
}

/** What a table promises to those who read it. */
export interface TableContract {
  readonly table: string;
  /** All columns, in their order. */
  readonly columns: readonly ColumnContract[];
  /** The columns that together name a row. */
  readonly key: readonly string[];
}

/** A promise that a table breaks. */
export interface Violation {
  /** The column, or the columns of the key between commas. */
  readonly column: string;
  /** What was promised, in words. */
  readonly rule: string;
  /** In how many rows it does not hold. */
  readonly rows: number;
  /** The first such rows, counted from 0, three at most. */
  readonly samples: readonly number[];
}

const typeNames: Readonly<Record<ColumnType, readonly string[]>> = {
  text: ["String", "Utf8"],
  float: ["Float64"],
  integer: ["Int64", "Int32", "UInt32"],
  moment: ["Datetime"],
  date: ["Date"],
  boolean: ["Bool", "Boolean"],
};

/**
 * Compares a table with its contract.
 *
 * @returns the broken promises, none where the table keeps its contract; while columns are missing
 * or of the wrong type, nothing else is looked at
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { checkContract } from "perdura/clean/contract.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const prices = pl.DataFrame({ product: ["a", "b"], price: [1.5, -2] });
 * const violations = checkContract(prices, {
 *   table: "prices",
 *   columns: [{ name: "product", type: "text" }, { name: "price", type: "float", min: 0 }],
 *   key: ["product"],
 * });
 * assertEquals(violations, [{ column: "price", rule: "at least 0", rows: 1, samples: [1] }]);
 * ```
 */
export function checkContract(
  frame: pl.DataFrame,
  contract: TableContract,
): Violation[] {
  const shape = shapeViolations(frame, contract);
  if (shape.length > 0 || frame.height === 0) return shape;

  const promises = contract.columns.flatMap(columnPromises);
  if (!hasDistinctRows(frame, contract.key)) {
    promises.push({
      column: contract.key.join(", "),
      rule: "no two rows alike",
      broken: pl.struct(contract.key.map((name) => pl.col(name))).isFirstDistinct().not(),
    });
  }
  if (promises.length === 0) return [];
  const counts = frame.lazy().select(
    ...promises.map(({ broken }, i) =>
      broken.fillNull(pl.lit(false)).cast(pl.Float64).sum().alias(`${i}`)
    ),
  ).collectSync().row(0) as number[];
  return promises.flatMap(({ column, rule, broken }, i) => {
    if (counts[i] === 0) return [];
    const samples = frame.lazy().select(
      pl.intRange(0, pl.len()).alias("row"),
      broken.alias("bad"),
    )
      .filter(pl.col("bad")).head(3).collectSync().getColumn("row")
      .toArray() as number[];
    return [{ column, rule, rows: counts[i]!, samples }];
  });
}

/**
 * Stops where a table breaks its contract.
 *
 * @throws {ContractError} naming every broken promise
 */
export function requireContract(
  frame: pl.DataFrame,
  contract: TableContract,
): void {
  const violations = checkContract(frame, contract);
  if (violations.length === 0) return;
  const list = violations.map(({ column, rule, rows, samples }) =>
    `"${column}" ${rule} (broken in ${rows} rows` +
    (samples.length > 0 ? `, first in row ${samples.join(", ")})` : ")")
  );
  throw new ContractError(
    `Check the table "${contract.table}": it breaks its contract: ${list.join("; ")}`,
  );
}

interface Expectation {
  readonly column: string;
  readonly rule: string;
  readonly broken: pl.Expr;
}

/** Whether all rows differ by their hashes: then they do, and the dear comparison is spared. */
function hasDistinctRows(frame: pl.DataFrame, columns: readonly string[]): boolean {
  return frame.select(...columns).hashRows(1, 2, 3, 4).nUnique() === frame.height;
}

function shapeViolations(
  frame: pl.DataFrame,
  contract: TableContract,
): Violation[] {
  const broken = (column: string, rule: string): Violation => ({
    column,
    rule,
    rows: frame.height,
    samples: [],
  });
  const schema = frame.schema as Record<
    string,
    { variant: string } | undefined
  >;
  const violations: Violation[] = [];
  for (const { name, type } of contract.columns) {
    if (schema[name] === undefined) violations.push(broken(name, "is there"));
    else if (!typeNames[type].includes(schema[name].variant)) {
      violations.push(broken(name, `is of type ${type}`));
    }
  }
  const expected = contract.columns.map(({ name }) => name);
  for (const name of frame.columns) {
    if (!expected.includes(name)) {
      violations.push(broken(name, "is not in the contract"));
    }
  }
  return violations;
}

function columnPromises(contract: ColumnContract): Expectation[] {
  const { name, type, nullable, unchecked, min, max, above, values } = contract;
  const column = pl.col(name);
  const promises: Expectation[] = [];
  const promise = (rule: string, broken: pl.Expr) => promises.push({ column: name, rule, broken });
  if (!nullable) promise("is never missing", column.isNull());
  if (type === "float" && !unchecked) {
    promise("is finite", column.isFinite().not());
  }
  if (min !== undefined) promise(`at least ${min}`, column.lt(pl.lit(min)));
  if (max !== undefined) promise(`at most ${max}`, column.gt(pl.lit(max)));
  if (above !== undefined) {
    promise(`greater than ${above}`, column.ltEq(pl.lit(above)));
  }
  if (values !== undefined) {
    promise(`one of ${values.join(", ")}`, column.isIn([...values]).not());
  }
  return promises;
}
