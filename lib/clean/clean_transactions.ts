import type pl from "nodejs-polars";
import { chooseRules } from "./choose_rules.ts";
import { requireContract } from "./contract.ts";
import {
  productsContract,
  rejectedContract,
  returnedContract,
  transactionsContract,
} from "./contracts.ts";
import { convertCurrency, type CurrencyConversion, theCurrency } from "./convert_currency.ts";
import { findParts, type Part } from "./find_parts.ts";
import { productTable } from "./product_table.ts";
import type { Quality } from "./quality.ts";
import type { Rule, RuleName } from "./rule.ts";
import {
  accountOfRules,
  amountsOf,
  nettedAmounts,
  partPositions,
  requireBalance,
  sumOf,
} from "./_account.ts";
import { judge } from "./_judge.ts";
import { keptTable } from "./_kept_table.ts";
import { type Lines, readLines } from "./_lines.ts";
import { type MatchedReturns, matchReturns } from "./_match_returns.ts";
import { rejectedTable } from "./_rejected_table.ts";
import { returnedTable } from "./_returned_table.ts";
import { sortOrder } from "./_sort_order.ts";
import { countChanges, countDistinct, periodOf, tidyLines } from "./_tidy_lines.ts";

/** The customer of lines without one, where they are kept; questions about customers skip it. */
export const unknownCustomer = "unknown";

/** How {@linkcode cleanTransactions} cleans. */
export interface CleanOptions {
  /** Names of rules, as a source lists them, or "plain": quantity > 0, price > 0, customer known. */
  readonly rules: readonly string[] | "plain";
  /**
   * "net" (default): returns also take back the purchases they cancel, if the rules contain
   * `cancelled_purchase`; "drop": returns are rejected and purchases stay as they are.
   */
  readonly returns?: "net" | "drop";
  /**
   * "drop" (default): the rules decide about lines without a customer; "placeholder": they are kept
   * under {@linkcode unknownCustomer}.
   */
  readonly missingCustomer?: "drop" | "placeholder";
  /** Converts unit prices and sales, once and for all. */
  readonly currency?: CurrencyConversion;
}

/** The result of {@linkcode cleanTransactions}. */
export interface Cleaned {
  /** The valid lines, in order of time, invoice and source. */
  readonly transactions: pl.DataFrame;
  /** All other lines as they came, in the order of their sources, each with rule and detail. */
  readonly rejected: pl.DataFrame;
  /** What returns took from purchases, and when: of those that stay and of those that do not. */
  readonly returned: pl.DataFrame;
  /** What is sold, counted over all valid sales (see `productLines`). */
  readonly products: pl.DataFrame;
  readonly quality: Quality;
}

/**
 * Cleans transactions: rejects lines by named rules, takes back what was returned, tidies texts,
 * gives products their categories, flags outliers, and accounts for every line, unit and penny.
 *
 * A line is rejected by the first rule that takes it, in the order of `ruleNames`. Descriptions lose
 * superfluous blanks, a missing one becomes `Unknown` (unless the source has none at all); product
 * codes become upper case. Unusual quantities and prices are flagged and kept.
 *
 * @param canonical lines as `perdura/sources` reads them, in the order of their sources
 * @returns tables that keep their contracts, the same for any number of threads
 * @throws {InputError} where a rule is unknown or the amounts are in several currencies
 * @throws {ContractError} where a table breaks its contract or the account does not balance
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { cleanTransactions } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = (name: string, ...values: (string | null)[]) =>
 *   pl.Series(name, values as string[], pl.Utf8);
 * const canonical = pl.DataFrame([
 *   text("invoice", "1", "2", "C3"),
 *   text("product", "85123a", "22423", "85123A"),
 *   text("description", " WHITE  HEART", null, "WHITE HEART"),
 *   pl.Series("quantity", [6, 1, -2]),
 *   pl.Series("timestamp", [0, 60_000, 120_000]).cast(pl.Int64).cast(pl.Datetime("ms")),
 *   pl.Series("unit_price", [2.5, 12.75, 2.5]),
 *   text("customer_id", "17850", null, "17850"),
 *   text("country", "France", "France", "France"),
 *   text("category", null, null, null),
 *   pl.Series("sales", [15, 12.75, -5]),
 *   text("currency", "GBP", "GBP", "GBP"),
 *   text("source_file", "shop.csv", "shop.csv", "shop.csv"),
 *   pl.Series("source_row", [1, 2, 3]).cast(pl.Int64),
 *   text("problem", null, null, null),
 *   text("problem_detail", null, null, null),
 * ]);
 * const { transactions, quality } = cleanTransactions(canonical, {
 *   rules: ["cancellation", "missing_customer", "cancelled_purchase"],
 * });
 * assertEquals(transactions.select("product", "quantity", "sales", "flags").toRecords(), [
 *   { product: "85123A", quantity: 4, sales: 10, flags: "partly_returned" },
 * ]);
 * assertEquals(quality.rejected.rows, 2);
 * ```
 */
export function cleanTransactions(
  canonical: pl.DataFrame,
  options: CleanOptions,
): Cleaned {
  const { returns = "net", missingCustomer = "drop" } = options;
  const rules = chooseRules(options.rules).filter(({ name }) =>
    !(name === "missing_customer" && missingCustomer === "placeholder") &&
    !(name === "cancelled_purchase" && returns === "drop")
  );
  const from = theCurrency(canonical);
  const conversion = options.currency;
  const frame = conversion ? convertCurrency(canonical, from, conversion) : canonical;

  const received = readLines(frame);
  const parts = findParts(received);
  const lines = tidyLines(received);
  const { verdict, matched } = decide(frame, received, lines, parts, rules);
  const anonymous = numberOf(rules, "missing_customer");
  const kept = sortOrder(rowsWhere(verdict, (v) => v === 0), lines.timestamp, lines.invoice);
  const refused = rowsWhere(verdict, (v) => v > 0);
  const sold = rowsWhere(verdict, (v) => v === 0 || (anonymous > 0 && v === anonymous));

  const products = productTable(lines, sold);
  const { transactions, flags, usual } = keptTable(frame, lines, {
    rows: kept,
    category: products.category,
    takenBack: matched?.takenBack,
    placeholder: missingCustomer === "placeholder" ? unknownCustomer : undefined,
  });
  const returned = returnedTable(frame, lines, products.category, matched?.takes ?? []);
  const rejected = rejectedTable(frame, refused, rules, verdict, matched?.details);

  const names = rules.map(({ name }) => name);
  const everybodyKnown = missingCustomer === "placeholder" || anonymous > 0;
  requireContract(transactions, transactionsContract(names, everybodyKnown));
  requireContract(rejected, rejectedContract);
  requireContract(returned, returnedContract);
  requireContract(products.table, productsContract);

  const balance = {
    in: sumOf(lines.quantity, lines.sales),
    kept: amountsOf(transactions),
    rejected: amountsOf(rejected),
    netted: nettedAmounts(lines, kept, matched?.takenBack),
  };
  requireBalance(lines, balance);
  const quality: Quality = {
    currency: conversion?.to ?? from,
    ...(conversion && { conversion: { from, rate: conversion.rate } }),
    options: { rules: names, returns, missingCustomer },
    ...balance,
    rules: accountOfRules(rules, verdict, lines, frame),
    ...(matched && { returns: matched.account }),
    changes: countChanges(received, kept, missingCustomer === "placeholder"),
    flags,
    usual,
    parts: partPositions(frame, parts),
    customers: countDistinct(lines.customer, kept),
    orders: countDistinct(lines.invoice, kept),
    products: countDistinct(lines.product, kept),
    period: periodOf(lines, kept),
  };
  return { transactions, rejected, returned, products: products.table, quality };
}

/** The number of a rule, counted from 1; 0 for one that is not asked. */
function numberOf(rules: readonly Rule[], name: RuleName): number {
  return 1 + rules.findIndex((rule) => rule.name === name);
}

/** Which rule takes each line (0: none), and what returns took from those that stay. */
function decide(
  frame: pl.DataFrame,
  received: Lines,
  tidied: Lines,
  parts: readonly Part[],
  rules: readonly Rule[],
): { verdict: Uint8Array; matched: MatchedReturns | undefined } {
  const cancelled = numberOf(rules, "cancelled_purchase");
  const verdict = judge(frame, received, parts, cancelled > 0 ? rules.slice(0, -1) : rules);
  if (cancelled === 0) return { verdict, matched: undefined };
  // Where there are credit notes, other negative quantities are stock adjustments.
  const aboutReturns = numberOf(rules, "cancellation") || numberOf(rules, "negative_quantity");
  const matched = matchReturns(tidied, verdict, aboutReturns);
  for (const row of matched.cancelled) verdict[row] = cancelled;
  return { verdict, matched };
}

/** The rows whose verdict is as wanted, in their order. */
function rowsWhere(verdict: Uint8Array, wanted: (verdict: number) => boolean): Uint32Array {
  const isWanted = Array.from({ length: 256 }, (_, value) => wanted(value));
  const rows = new Uint32Array(verdict.length);
  let count = 0;
  for (let row = 0; row < verdict.length; row++) if (isWanted[verdict[row]!]) rows[count++] = row;
  return rows.slice(0, count);
}
