import { percent } from "perdura/core/mod.ts";
import { wilsonInterval } from "perdura/stats/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { shareTick } from "./_ticks.ts";
import { capital, plural } from "./_words.ts";
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
  /**
   * Groups of numbers keep their order; others stand by their rate, and those with less than 1 % of
   * the rows stand together. Default false.
   */
  readonly isOrdered?: boolean;
}

/**
 * How often something happens in each group, with intervals, beside how often it happens at all.
 *
 * A group stands out, in the title and by its colour, where its interval leaves out the share of all.
 * The intervals hold for all groups together with 95 % (Bonferroni): of many groups, one or two would
 * stand out by chance otherwise.
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
 *   "Email: 20\u00a0% of orders are followed by a repurchase, Display: 5\u00a0%, all: 13\u00a0%",
 * );
 * ```
 */
export function rateByGroup(input: RateByGroupInput): Picture {
  const { counted, event, isOrdered = false, noun, population, period } = input;
  const known = input.groups.filter(({ rows }) => rows > 0);
  checkSome(known.length, `rates by ${noun}`, `groups with ${counted}`);
  const sum = (of: "rows" | "yes") => known.reduce((total, group) => total + group[of], 0);
  const overall = sum("yes") / sum("rows");
  const { large, small } = isOrdered ? { large: known, small: undefined } : gathered(known);
  const level = 1 - 0.05 / (large.length + (small === undefined ? 0 : 1));
  const ratedOf = ({ name, rows, yes }: Group) => {
    const [low, high] = wilsonInterval(yes, rows, level);
    return { name, rows, yes, rate: yes / rows, low, high };
  };
  const rated = large.map(ratedOf);
  const others = small === undefined ? [] : [ratedOf(small)];
  type Rated = typeof rated[number];
  const byRate = (some: readonly Rated[]) =>
    some.toSorted((a, b) => b.rate - a.rate || (a.name < b.name ? -1 : 1));
  const shown = [...isOrdered ? rated : byRate(rated), ...others];
  const standsOut = ({ low, high }: Rated) => low > overall || high < overall;
  const outstanding = byRate(shown.filter(standsOut));
  // As many digits as tell those that stand out from all.
  const digits =
    [overall < 0.1 ? 1 : 0, 1, 2].find((some) =>
      outstanding.every(({ rate }) => percent(rate, some) !== percent(overall, some))
    ) ?? 2;
  const rateWords = (rate: number) => percent(rate, digits);
  const said = ({ name, rate }: Rated) => `${name}: ${rateWords(rate)}`;
  const [first, ...further] = outstanding.length > mostNamed
    ? [outstanding[0]!, outstanding.at(-1)!]
    : outstanding;
  return {
    title: first === undefined
      ? `No ${noun} stands out: ${rateWords(overall)} of ${counted} are ${event}`
      : `${said(first)} of ${counted} are ${event}, ` +
        [...further.map(said), `all: ${rateWords(overall)}`].join(", "),
    subtitle: `${capital(counted)} ${event}, by ${noun}, ${population}, ${period}; whiskers: ` +
      "intervals that hold for all groups together with 95\u00a0% (Wilson, Bonferroni)" +
      (first === undefined
        ? ""
        : `; coloured where they leave out the share of all (${outstanding.length} of ` +
          `${shown.length})`),
    alt: `${capital(counted)} ${event}, ${rateWords(overall)} in all: ${
      shown.map((group) =>
        `${group.name} ${rateWords(group.rate)} (${percent(group.low, 1)} to ` +
        `${percent(group.high, 1)}, ${plural(group.rows, singular(counted), counted)})`
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
          label: rateWords(group.rate),
          fill: outstanding.includes(group) ? colour.accent : colour.context,
        })),
        width,
        {
          label: `${capital(counted)} ${event}`,
          tick: shareTick,
          mark: "dot",
          references: [{ value: overall, text: `all ${rateWords(overall)}` }],
        },
      ),
  };
}

type Group = RateByGroupInput["groups"][number];

/** The title names at most so many groups. */
const mostNamed = 3;

/** Groups too small to say anything, as one, so that their wide intervals do not fill the picture. */
function gathered(
  groups: readonly Group[],
): { readonly large: readonly Group[]; readonly small: Group | undefined } {
  const sumOf = (some: readonly Group[], of: "rows" | "yes") =>
    some.reduce((total, group) => total + group[of], 0);
  const isSmall = ({ rows }: Group) => rows < 0.01 * sumOf(groups, "rows");
  const few = groups.filter(isSmall);
  if (few.length < 2) return { large: groups, small: undefined };
  const small = {
    name: `${few.length} others`,
    rows: sumOf(few, "rows"),
    yes: sumOf(few, "yes"),
  };
  return { large: groups.filter((group) => !isSmall(group)), small };
}

function singular(counted: string): string {
  return counted.replace(/s$/, "");
}
