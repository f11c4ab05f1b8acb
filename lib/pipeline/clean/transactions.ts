import {
  chooseRules,
  type Cleaned,
  cleanTransactions,
  type CurrencyConversion,
} from "perdura/clean/mod.ts";
import { InputError, plural } from "perdura/core/mod.ts";
import type { RawDataset, Settings } from "perdura/lake/mod.ts";
import { asColumnMap, namedSource, type TransactionSource } from "perdura/sources/mod.ts";
import { canonicalOf, type CanonicalParameters } from "../canonical_of.ts";
import type { IngestedInput } from "../stages/ingest.ts";
import type { StageContext } from "../stage.ts";

/** How the tables of text of the transactions are understood and cleaned. */
export interface CleanTransactionsParameters
  extends CanonicalParameters, Pick<Settings, "rules" | "returns" | "missingCustomer"> {}

/** What there is to say about the transactions. */
export interface TransactionsFacts {
  /** Name of the source that understood the files. */
  readonly source: string;
  /** How the source was recognised. */
  readonly said: string;
  readonly quality: Cleaned["quality"];
}

/** Where the clean transactions and what belongs to them go. */
export const transactionsFiles = {
  transactions: "stage/transactions.parquet",
  rejected: "stage/rejected.parquet",
  returned: "stage/returned.parquet",
  products: "stage/products.parquet",
  quality: "stage/quality.json",
} as const;

/** Refuses settings about transactions that mean nothing. */
export function checkTransactionsSettings({ currency, map, rate, rules, source }: Settings): void {
  if (map !== undefined) asColumnMap(map);
  if (rules !== "default") chooseRules(rules);
  if (source !== undefined) namedSource(source);
  if (rate !== undefined && currency === undefined) {
    throw new InputError(
      "Cannot use --rate: there is no currency to convert to; name it with --currency",
    );
  }
}

/** What cleaning the transactions depends on. */
export function transactionsParameters(
  { rules, returns, missingCustomer, currency, rate }: Settings,
  { source, map, dateFormat }: Pick<RawDataset, "source" | "map" | "dateFormat">,
  { files }: IngestedInput,
): CleanTransactionsParameters {
  return {
    source,
    map,
    dateFormat,
    files: files.map(({ name, text }) => ({ name, text })),
    rules,
    returns,
    missingCustomer,
    currency,
    rate,
  };
}

/** Types the transactions and rejects by named rules what is no valid sale to a customer. */
export async function cleanTransactionsInput(
  { input, output }: StageContext,
  parameters: CleanTransactionsParameters,
): Promise<TransactionsFacts> {
  const { source, said, canonical } = await canonicalOf(input, parameters);
  const { transactions, rejected, returned, products, quality } = cleanTransactions(canonical, {
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
  await output.writeStagingTable(transactionsFiles.transactions, transactions, []);
  await output.writeStagingTable(transactionsFiles.rejected, rejected, []);
  await output.writeStagingTable(transactionsFiles.returned, returned, []);
  await output.writeStagingTable(transactionsFiles.products, products, []);
  await output.writeJson(transactionsFiles.quality, quality);
  return { source: source.name, said, quality };
}

/** The conversion that `--currency` and `--rate` ask for. */
function conversion(
  { currency, rate }: CleanTransactionsParameters,
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
