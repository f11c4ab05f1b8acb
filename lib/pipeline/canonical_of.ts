import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import type { Settings } from "perdura/lake/mod.ts";
import {
  asColumnMap,
  canonicalTransactions,
  chooseSource,
  peekTextTable,
  type SourceChoice,
  type TransactionSource,
} from "perdura/sources/mod.ts";

/** How tables of text are to be understood. */
export interface CanonicalParameters extends Pick<Settings, "currency" | "rate"> {
  readonly source?: string | undefined;
  readonly map?: Readonly<Record<string, string | number>> | undefined;
  readonly dateFormat?: string | undefined;
  /** Names of the files and paths of their tables of text, in the order of their rows. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** All transactions as they were received, typed, with nothing taken out. */
export interface Canonical {
  readonly source: TransactionSource;
  /** How the source was recognised. */
  readonly said: string;
  /** For each canonical column that there is, the first file's column. */
  readonly columns: SourceChoice["columns"];
  readonly canonical: pl.DataFrame;
}

/**
 * All tables of text as one canonical table, in the order of their files.
 *
 * @param input the absolute path of a file of the lake
 * @throws {InputError} where the files are not of one kind, or cannot be understood
 */
export async function canonicalOf(
  input: (relative: string) => string,
  parameters: CanonicalParameters,
): Promise<Canonical> {
  const plans: pl.LazyDataFrame[] = [];
  const choices: (SourceChoice & { name: string })[] = [];
  for (const { name, text } of parameters.files) {
    const table = pl.scanParquet(input(text));
    const { columns, sample } = await peekTextTable(table);
    const choice = chooseSource(columns, sample, {
      where: name,
      ...(parameters.source === undefined ? {} : { source: parameters.source }),
      ...(parameters.map === undefined ? {} : { map: asColumnMap(parameters.map) }),
    });
    choices.push({ ...choice, name });
    plans.push(
      await canonicalTransactions(table, {
        source: choice.source,
        columns: choice.columns,
        sourceFile: name,
        ...(parameters.dateFormat === undefined ? {} : { dateFormat: parameters.dateFormat }),
        // With a rate, it is the currency to convert to.
        ...(parameters.currency === undefined || parameters.rate !== undefined
          ? {}
          : { currency: parameters.currency }),
      }),
    );
  }
  const [first, ...others] = choices;
  if (first === undefined) throw new InputError("Cannot clean the transactions: there is no file");
  const other = others.find(({ source }) => source !== first.source);
  if (other !== undefined) {
    throw new InputError(
      `Cannot read the files as one table: "${first.name}" is of the kind ` +
        `"${first.source.name}" and "${other.name}" of the kind "${other.source.name}"; put them ` +
        "into folders and lakes of their own, or say with --source and --map how to read both",
    );
  }
  const frames: pl.DataFrame[] = [];
  for (const plan of plans) frames.push(await plan.collect());
  return {
    source: first.source,
    said: first.said,
    columns: first.columns,
    canonical: frames.length === 1 ? frames[0]! : pl.concat(frames),
  };
}
