import { percent } from "perdura/core/mod.ts";
import { wilsonInterval } from "perdura/stats/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { capital, plural, share } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode rateByGroup} draws. */
export interface RateByGroupInput extends Scope {
  /** How many there are in each group, and of how many of them it is so. */
  readonly groups: readonly {
    readonly name: string;
    readonly rows: number;
    readonly yes: number;
  }[];
  /** What a group is, for example "category". */
  readonly noun: string;
  /** What is counted, in the plural, for example "orders". */
  readonly counted: string;
  /** What is so of some of them, for example "followed by a repurchase". */
  readonly event: string;
  /** Groups of numbers keep their order; others stand by their rate. Default false. */
  readonly isOrdered?: boolean;
}

/**
 * How often something happens in each group, with intervals, beside how often it happens at all.
 *
 * @throws {InputError} where there are no groups
 *
 * @example
 * ```ts
 * import { rateByGroup } from "perdura/plots/rate_by_group.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = rateByGroup({
 *   groups: [{ name: "Email", rows: 500, yes: 100 }, { name: "Display", rows: 500, yes: 25 }],
 *   noun: "source",
 *   counted: "orders",
 *   event: "followed by a repurchase",
 *   population: "1,000 orders",
 *   period: "2024",
 * });
 * assertEquals(
 *   title,
 *   "Email: 20\u00a0% of orders are followed by a repurchase, Display: 5\u00a0%",
 * );
 * ```
 */
export function rateByGroup(input: RateByGroupInput): Picture {
  const { counted, event, isOrdered = false, noun, population, period } = input;
  const known = input.groups.filter(({ rows }) => rows > 0);
  checkSome(known.length, `rates by ${noun}`, `groups with ${counted}`);
  const groups = known.map(({ name, rows, yes }) => {
    const [low, high] = wilsonInterval(yes, rows);
    return { name, rows, yes, rate: yes / rows, low, high };
  });
  const byRate = groups.toSorted((a, b) => b.rate - a.rate || (a.name < b.name ? -1 : 1));
  const shown = isOrdered ? groups : byRate;
  const sum = (of: "rows" | "yes") => groups.reduce((total, group) => total + group[of], 0);
  const overall = sum("yes") / sum("rows");
  const [best, worst] = [byRate[0]!, byRate.at(-1)!];
  const isApart = best.low > worst.high;
  const interval = ({ low, high }: typeof best) => `${percent(low, 1)} to ${percent(high, 1)}`;
  return {
    title: isApart
      ? `${best.name}: ${share(best.rate)} of ${counted} are ${event}, ` +
        `${worst.name}: ${share(worst.rate)}`
      : `No ${noun} stands out: ${share(overall)} of ${counted} are ${event}, whatever the ${noun}`,
    subtitle: `${capital(counted)} ${event}, by ${noun}, ${population}, ${period}; whiskers: ` +
      "95\u00a0% interval (Wilson)",
    alt: `${capital(counted)} ${event}, ${share(overall)} in all: ${
      shown.map((group) =>
        `${group.name} ${share(group.rate)} (${interval(group)}, ` +
        `${plural(group.rows, singular(counted), counted)})`
      ).join("; ")
    }.`,
    data: shown.map(({ name, rows, yes, rate, low, high }) => ({
      [noun]: name,
      [counted]: rows,
      yes,
      rate,
      rate_low: low,
      rate_high: high,
    })),
    draw: (width) =>
      drawEstimateRows(
        shown.map((group) => ({
          name: group.name,
          value: group.rate,
          low: group.low,
          high: group.high,
          label: share(group.rate),
          fill: group.low > overall || group.high < overall ? colour.accent : colour.context,
        })),
        width,
        {
          label: `${capital(counted)} ${event}`,
          format: (value) => percent(value),
          mark: "dot",
          references: [{ value: overall, text: `all ${share(overall)}` }],
        },
      ),
  };
}

function singular(counted: string): string {
  return counted.replace(/s$/, "");
}
