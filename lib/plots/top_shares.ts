import { formatNumber } from "perdura/core/mod.ts";
import { type BarRow, drawBarRows } from "./_bar_rows.ts";
import { checkSome } from "./_statistics.ts";
import { capital, money, moneyUnit, plural, round3, share } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode topShares} draws. */
export interface TopSharesInput extends Scope {
  /** What each country, category or product brings, in any order. */
  readonly items: readonly { readonly name: string; readonly value: number }[];
  /** What an item is, in the singular and the plural: ["country", "countries"]. */
  readonly noun: readonly [one: string, many: string];
  /** What is measured, for example "revenue". */
  readonly measure: string;
  /** ISO code where the measure is money; without it the values are counts. */
  readonly currency?: string;
  /** How many are named, default 10; the others are one bar. */
  readonly top?: number;
}

/**
 * The largest countries, categories or products, and the rest together.
 *
 * @throws {InputError} where the values do not sum to more than 0
 *
 * @example
 * ```ts
 * import { topShares } from "perdura/plots/top_shares.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = topShares({
 *   items: [{ name: "Spain", value: 10 }, { name: "Peru", value: 90 }],
 *   noun: ["country", "countries"],
 *   measure: "revenue",
 *   currency: "EUR",
 *   population: "all orders",
 *   period: "2011",
 * });
 * assertEquals(title, "Peru brings 90\u00a0% of the revenue");
 * ```
 */
export function topShares(input: TopSharesInput): Picture {
  const { items, noun: [one, many], measure, currency, top = 10, population, period } = input;
  const sum = items.reduce((total, { value }) => total + value, 0);
  checkSome(sum, `the top ${many}`, `${many} with ${measure}`);
  const ordered = items.toSorted((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
  // One other would take as much room under its own name.
  const named = ordered.length <= top + 1 ? ordered : ordered.slice(0, top);
  const rest = ordered.slice(named.length);
  const restValue = rest.reduce((total, { value }) => total + value, 0);
  const restName = `${formatNumber(rest.length)} other ${many}`;
  const part = (value: number) => share(Math.max(0, value) / sum);
  const say = (value: number) => currency === undefined ? round3(value) : money(value, currency);
  const first = named[0]!;
  const three = named.slice(0, 3);
  const threeValue = three.reduce((total, { value }) => total + value, 0);
  const isLed = first.value * 2 >= sum || ordered.length < 4;
  const unit = currency === undefined ? { divisor: 1, name: "" } : moneyUnit(first.value, currency);
  const bars: BarRow[] = [
    ...named,
    ...(rest.length > 0 ? [{ name: restName, value: restValue }] : []),
  ]
    .map(({ name, value }, k) => ({
      name,
      from: 0,
      to: Math.max(0, value) / unit.divisor,
      label: `${say(value)} (${part(value)})`,
      fill: k < Math.min(named.length, isLed ? 1 : 3) ? colour.accent : colour.context,
    }));
  return {
    title: isLed
      ? `${first.name} brings ${part(first.value)} of the ${measure}`
      : `The three largest ${many} bring ${part(threeValue)} of the ${measure}, ` +
        `${first.name} alone ${part(first.value)}`,
    subtitle: `${capital(measure)} by ${one}` +
      `${currency === undefined ? "" : ` (${unit.name})`}, the largest ` +
      `${plural(named.length, one, many)} of ${
        formatNumber(items.length)
      }; ${population}, ${period}`,
    alt: `${capital(measure)} by ${one}, ${say(sum)} in all: ${
      bars.slice(0, 5).map(({ name, label }) => `${name} ${label}`).join(", ")
    }${rest.length > 0 ? `; ${restName} together ${say(restValue)} (${part(restValue)})` : ""}.`,
    data: ordered.map(({ name, value }) => ({ [one]: name, [measure]: value, share: value / sum })),
    draw: (width) =>
      drawBarRows(bars, width, {
        label: `${capital(measure)}${unit.name === "" ? "" : ` (${unit.name})`}`,
        format: (value) => round3(value),
      }),
  };
}
