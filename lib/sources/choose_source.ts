import { InputError } from "perdura/core/mod.ts";
import { usualColumns } from "./_column_names.ts";
import { cdnow } from "./cdnow.ts";
import { missingColumns, quoteAll, resolveColumnMap, suggestMap } from "./column_map.ts";
import { demo } from "./demo.ts";
import { onlineRetail } from "./online_retail.ts";
import type { CanonicalColumn, ColumnMap, SampleRows, TransactionSource } from "./source.ts";
import { generic } from "./transactions.ts";

/** Every kind of transaction file, those that are easiest to tell from others first. */
export const transactionSources: readonly TransactionSource[] = [
  onlineRetail,
  cdnow,
  demo,
  generic,
];

/** How a file is going to be read. */
export interface SourceChoice {
  readonly source: TransactionSource;
  /** For each canonical column that there is, the file's column. */
  readonly columns: ReadonlyMap<CanonicalColumn, string>;
  /** One sentence for the user: what was recognised or guessed. */
  readonly said: string;
}

/** What the user has said about a file. */
export interface SourceOptions {
  /** Name of the source; recognised by the columns where absent. */
  readonly source?: string;
  /** Wins over what the source finds by itself. */
  readonly map?: ColumnMap;
  /** What the user knows the file as, for messages. */
  readonly where: string;
}

/**
 * Decides what kind of transactions a file holds and where its canonical columns are.
 *
 * @param columns those of the file, in its order
 * @param sample its first records
 * @throws {InputError} where a column is missing: which, what was found, and a `--map` to paste
 *
 * @example
 * ```ts
 * import { chooseSource } from "perdura/sources/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { source, columns } = chooseSource(["Cliente", "Fecha", "Importe"], [], {
 *   where: "ventas.csv",
 * });
 * assertEquals(source.name, "generic");
 * assertEquals(columns.get("timestamp"), "Fecha");
 * ```
 */
export function chooseSource(
  columns: readonly string[],
  sample: SampleRows,
  options: SourceOptions,
): SourceChoice {
  const { where } = options;
  const stated = options.map ?? {};
  const isMapped = Object.keys(stated).length > 0;
  if (options.source === undefined && !isMapped) {
    for (const source of transactionSources) {
      const map = source.mapColumns(columns, sample);
      if (map === undefined) continue;
      return conclude(source, map, columns, sample, where);
    }
    throw lacksColumns(usualColumns(columns), columns, sample, where);
  }
  const source = namedSource(options.source ?? generic.name);
  // With a map of the user's, nothing is guessed beside it.
  const found = source === generic && isMapped ? {} : source.mapColumns(columns);
  if (found === undefined && !isMapped) throw isAnotherKind(source, columns, where);
  return conclude(source, { ...found, ...stated }, columns, sample, where);
}

/**
 * The source of a name.
 *
 * @throws {InputError} where there is none
 */
export function namedSource(name: string): TransactionSource {
  const source = transactionSources.find((candidate) => candidate.name === name);
  if (source !== undefined) return source;
  throw new InputError(
    `Cannot use --source ${name}: there is no such source (known: ` +
      `${transactionSources.map((known) => known.name).join(", ")})`,
  );
}

function conclude(
  source: TransactionSource,
  map: ColumnMap,
  columns: readonly string[],
  sample: SampleRows,
  where: string,
): SourceChoice {
  if (missingColumns(map).length > 0) throw lacksColumns(map, columns, sample, where);
  const resolved = resolveColumnMap(map, columns, where);
  const pairs = [...resolved].map(([canonical, column]) => `${canonical} = "${column}"`);
  const said = `"${where}" is read as ${source.title}`;
  return {
    source,
    columns: resolved,
    said: source === generic ? `${said}: ${pairs.join(", ")}` : said,
  };
}

function lacksColumns(
  map: ColumnMap,
  columns: readonly string[],
  sample: SampleRows,
  where: string,
): InputError {
  const first = sample[0]?.map((value) => value ?? "").join(" | ").slice(0, 200);
  return new InputError(
    `Cannot find the transactions in "${where}": no column is known for ` +
      `${missingColumns(map).join(", ")} (found: ${quoteAll(columns)}` +
      (first === undefined ? "" : `; first record: ${first}`) +
      `); say which columns hold them, for example ${suggestMap(map, columns)}`,
  );
}

function isAnotherKind(
  source: TransactionSource,
  columns: readonly string[],
  where: string,
): InputError {
  const lacking = (source.expectedColumns ?? []).filter((name) => !columns.includes(name));
  return new InputError(
    `Cannot read "${where}" as ${source.title}: ` +
      (lacking.length > 0 ? `no column is called ${quoteAll(lacking)} ` : "") +
      `(found: ${quoteAll(columns)}); say which columns hold what, for example --source ` +
      `${source.name} ${suggestMap({}, columns)}`,
  );
}
