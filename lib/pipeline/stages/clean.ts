import {
  chooseRules,
  type Cleaned,
  cleanTransactions,
  type CurrencyConversion,
} from "perdura/clean/mod.ts";
import { count, InputError, plural } from "perdura/core/mod.ts";
import { rawManifestPath, readRawManifest, type Settings } from "perdura/lake/mod.ts";
import { asColumnMap, namedSource, type TransactionSource } from "perdura/sources/mod.ts";
import { canonicalOf, type CanonicalParameters } from "../canonical_of.ts";
import type { Stage } from "../stage.ts";
import type { IngestFacts } from "./ingest.ts";

/** How the tables of text are understood and cleaned. */
export interface CleanParameters
  extends CanonicalParameters, Pick<Settings, "rules" | "returns" | "missingCustomer"> {}

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
    const { source, said, canonical } = await canonicalOf(context.input, parameters);
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
