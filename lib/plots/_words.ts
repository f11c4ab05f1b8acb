import { formatNumber, percent } from "perdura/core/mod.ts";
import type { RowsScope } from "./scope.ts";

/**
 * A share without false digits: whole percents, one decimal below 2 %; never "0 %" or "100 %" for
 * what is not exactly that.
 */
export function share(value: number): string {
  if (value === 0 || value === 1) return percent(value);
  if (value < 0.001) return `less than ${percent(0.001, 1)}`;
  if (value > 0.999) return `more than ${percent(0.999, 1)}`;
  return percent(value, value < 0.0195 || value >= 0.995 ? 1 : 0);
}

/** Shares that stand beside each other, all to the digits that the smallest needs. */
export function sharesAlike(...values: readonly number[]): string[] {
  const digits = values.some((value) => share(value).includes(".")) ? 1 : 0;
  const isWhole = (value: number) => /^\d+\u00a0%$/.test(share(value)) && value % 1 !== 0;
  return values.map((value) => isWhole(value) ? percent(value, digits) : share(value));
}

/** A number in three significant digits, and whole from 100 on. */
export function round3(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 99.95 || Number.isInteger(value) ? 0 : size >= 9.995 ? 1 : 2;
  return formatNumber(value, digits);
}

/** A whole number and its noun. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/**
 * The sign of a currency, or its code where it has none of its own: "£", "US$", "CHF "; nothing for
 * "XXX", the code for an unknown one.
 */
export function currencySign(currency: string): string {
  if (currency === "XXX") return "";
  const parts = new Intl.NumberFormat("en-GB", { style: "currency", currency }).formatToParts(1);
  const sign = parts.find(({ type }) => type === "currency")!.value;
  return /[A-Za-z]$/.test(sign) ? `${sign}\u00a0` : sign;
}

/** The code of a currency as an axis names it; says so where nobody knows the currency. */
export function currencyWords(currency: string): string {
  return currency === "XXX" ? "currency not stated" : currency;
}

/** An amount of money as people say it, in three digits or so: "£14.7 million", "£621", "£3.20". */
export function money(value: number, currency: string): string {
  const sign = `${value < 0 ? "−" : ""}${currencySign(currency)}`;
  const size = Math.abs(value);
  if (size >= 999_500) return `${sign}${round3(size / 1e6)}\u00a0million`;
  if (size >= 9.995 || size === 0) return `${sign}${formatNumber(size)}`;
  return `${sign}${formatNumber(size, 2)}`;
}

/** The unit in which an axis of money counts, so that its ticks are short. */
export interface MoneyUnit {
  readonly divisor: number;
  /** "£", "£ thousand" or "£ million"; says so where nobody knows the currency. */
  readonly name: string;
}

/** @param largest the largest amount on the axis */
export function moneyUnit(largest: number, currency: string): MoneyUnit {
  const sign = currencySign(currency).trim();
  const name = (scale: string) =>
    sign === ""
      ? [scale, currencyWords(currency)].filter(Boolean).join(", ")
      : `${sign} ${scale}`.trim();
  if (largest >= 2e6) return { divisor: 1e6, name: name("million") };
  if (largest >= 2e4) return { divisor: 1e3, name: name("thousand") };
  return { divisor: 1, name: name("") };
}

/**
 * A short money label for a tick of a wide range: "£500", "£2k", "£1.5m"; "$" for all dollars, since
 * the axis names the currency.
 */
export function moneyTick(value: number, currency: string): string {
  const sign = currencySign(currency).replace(/^[A-Z]+(?=\W)/, "");
  if (value >= 1e6) return `${sign}${Number((value / 1e6).toPrecision(3))}m`;
  if (value >= 1e3) return `${sign}${Number((value / 1e3).toPrecision(3))}k`;
  return `${sign}${Number(value.toPrecision(3))}`;
}

/** A short tick for numbers of a wide range: "500", "2k", "1.5m". */
export function countTick(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}m`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}

/** A day as people read it, in universal time: "9 Dec 2011". */
export function dayWords(day: Date): string {
  return `${day.getUTCDate()} ${monthWords(day)}`;
}

/** A month as people read it, in universal time: "Dec 2011". */
export function monthWords(day: Date): string {
  return `${monthName(day)} ${day.getUTCFullYear()}`;
}

/** The short name of a month: "Dec". */
export function monthName(day: Date): string {
  return "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[day.getUTCMonth()]!;
}

/** The first letter of a sentence in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const modelNames: Readonly<Record<string, string>> = {
  "pareto-nbd": "Pareto/NBD",
  "bg-nbd": "BG/NBD",
  "mbg-nbd": "MBG/NBD",
  "gamma-gamma": "Gamma-Gamma",
};

/** The form of a verb that suits a name: "boosted trees (used) look", "the network looks". */
export function verbOf(name: string, singular: string, plural: string): string {
  const head = name.replace(/ (on|with|\().*$/, "");
  return /[^s]s$/.test(head) ? plural : singular;
}

/** What a model is called in a figure: "Pareto/NBD" for "pareto-nbd"; other names as they are. */
export function modelWords(name: string): string {
  const regular = /^(m?bg)-cnbd-(\d+|k)$/.exec(name);
  if (regular) return `${regular[1]!.toUpperCase()}/CNBD-${regular[2]}`;
  return modelNames[name] ?? name;
}

/** A model within a sentence: "the network", "the base rate", and names without an article as they are. */
export function theModel(name: string): string {
  const words = modelWords(name);
  return /^(network|base rate)\b/.test(words) ? `the ${words}` : words;
}

/** What the rows of a figure are, as its sentences need it. */
export interface RowWords {
  readonly noun: string;
  /** The noun with its article. */
  readonly one: string;
  readonly many: string;
  /** The word that takes up the noun: "customers who", "orders that". */
  readonly who: string;
}

/** @param row what one row is; a customer where nobody says otherwise */
export function rowWords(row: RowsScope["row"] = "customer"): RowWords {
  return row === "customer"
    ? { noun: row, one: "a customer", many: "customers", who: "who" }
    : { noun: row, one: "an order", many: "orders", who: "that" };
}
