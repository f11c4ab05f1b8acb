import pl from "nodejs-polars";
import {
  chooseRules,
  type Cleaned,
  cleanTransactions,
  type CurrencyConversion,
} from "perdura/clean/mod.ts";
import { count, InputError, plural } from "perdura/core/mod.ts";
import { rawManifestPath, readRawManifest, type Settings } from "perdura/lake/mod.ts";
import {
  asColumnMap,
  canonicalTransactions,
  chooseSource,
  namedSource,
  peekTextTable,
  type TransactionSource,
} from "perdura/sources/mod.ts";
import type { Stage, StageContext } from "../stage.ts";
import type { IngestedFile, IngestFacts } from "./ingest.ts";

/** How the tables of text are understood and cleaned. */
interface CleanParameters
  extends Pick<Settings, "rules" | "returns" | "missingCustomer" | "currency" | "rate"> {
  readonly source: string | undefined;
  readonly map: Readonly<Record<string, string | number>> | undefined;
  readonly dateFormat: string | undefined;
  /** In the order in which their rows are counted. */
  readonly files: readonly Pick<IngestedFile, "name" | "text">[];
}

/** What cleaning has to say about its result. */
export interface CleanFacts {
  /** Name of the source that understood the files. */
  readonly source: string;
  /** How the source was recognised. */
  readonly said: string;
  readonly quality: Cleaned["quality"];
}

/** Types the tables of text and rejects by named rules what is no valid sale to a customer. */
const clean: Stage<CleanParameters> = {
  name: "clean",
  does: "typing and cleaning the transactions",
  after: ["ingest"],
  reads: ["stage/text/"],
  makes: [
    "stage/transactions.parquet",
    "stage/rejected.parquet",
    "stage/products.parquet",
    "stage/quality.json",
  ],
  isProvisional: true,

  checkSettings({ currency, map, rate, rules, source }) {
    if (map !== undefined) asColumnMap(map);
    if (rules !== "default") chooseRules(rules);
    if (source !== undefined) namedSource(source);
    if (rate !== undefined && currency === undefined) {
      throw new InputError(
        "Cannot use --rate: there is no currency to convert to; name it with --currency",
      );
    }
  },

  async parameters(context) {
    const { rules, returns, missingCustomer, currency, rate } = context.settings;
    const raw = await readRawManifest(context.lake, context.input(rawManifestPath));
    const { files } = context.manifest.stages.ingest?.facts as IngestFacts;
    return {
      source: raw.transactions?.source,
      map: raw.transactions?.map,
      dateFormat: raw.transactions?.dateFormat,
      files: files.map(({ name, text }) => ({ name, text })),
      rules,
      returns,
      missingCustomer,
      currency,
      rate,
    };
  },

  async run(context, parameters) {
    const { source, said, canonical } = await canonicalOf(context, parameters);
    const { transactions, rejected, products, quality } = cleanTransactions(canonical, {
      rules: parameters.rules === "default" ? source.rules : parameters.rules,
      returns: parameters.returns,
      missingCustomer: parameters.missingCustomer,
      ...conversion(parameters, source),
    });
    if (transactions.height === 0) {
      throw new InputError(
        `Cannot use the transactions: none of ${plural(canonical.height, "row")} is a valid sale ` +
          `to a known customer; most were rejected as "${mostFrequentRule(quality)}"; ` +
          "check the columns that were chosen (--map) and the rules (--rules)",
      );
    }
    const { output } = context;
    await output.writeStagingTable("stage/transactions.parquet", transactions, []);
    await output.writeStagingTable("stage/rejected.parquet", rejected, []);
    await output.writeStagingTable("stage/products.parquet", products, []);
    await output.writeJson("stage/quality.json", quality);
    return {
      line: `${count(quality.kept.rows)} of ${plural(quality.in.rows, "row")} kept, ` +
        `${count(quality.rejected.rows)} rejected`,
      facts: { source: source.name, said, quality } satisfies CleanFacts,
    };
  },
};

export default clean;

/** All tables of text as one canonical table, in the order of their files. */
async function canonicalOf(
  context: StageContext,
  parameters: CleanParameters,
): Promise<{ source: TransactionSource; said: string; canonical: pl.DataFrame }> {
  const plans: pl.LazyDataFrame[] = [];
  const sources: { source: TransactionSource; said: string; name: string }[] = [];
  for (const { name, text } of parameters.files) {
    const table = pl.scanParquet(context.input(text));
    const { columns, sample } = await peekTextTable(table);
    const choice = chooseSource(columns, sample, {
      where: name,
      ...(parameters.source === undefined ? {} : { source: parameters.source }),
      ...(parameters.map === undefined ? {} : { map: asColumnMap(parameters.map) }),
    });
    sources.push({ source: choice.source, said: choice.said, name });
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
  const [first, ...others] = sources;
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
    canonical: frames.length === 1 ? frames[0]! : pl.concat(frames),
  };
}

/** The conversion that `--currency` and `--rate` ask for. */
function conversion(
  { currency, rate }: CleanParameters,
  source: TransactionSource,
): { currency?: CurrencyConversion } {
  const isOther = currency !== undefined && source.currency !== undefined &&
    currency !== source.currency;
  if (rate === undefined && isOther) {
    throw new InputError(
      `Cannot convert ${source.currency} to ${currency}: there is no rate; say with --rate how ` +
        `many ${currency} one ${source.currency} is worth`,
    );
  }
  return rate === undefined || currency === undefined ? {} : { currency: { to: currency, rate } };
}

function mostFrequentRule(quality: Cleaned["quality"]): string {
  const [first] = quality.rules.toSorted((a, b) => b.rows - a.rows);
  return first?.rule ?? "nothing";
}
