import { drawSharesByYear } from "./_shares_by_year.ts";
import { checkSome } from "./_statistics.ts";
import { plural, share } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";

/** What {@linkcode funnelByYear} draws. */
export interface FunnelByYearInput extends Scope {
  /** Users seen in each year, and how many of them came to each step. */
  readonly years: readonly {
    readonly year: number;
    readonly users: number;
    readonly reached: readonly number[];
  }[];
  /** The names of the steps, the last one that everybody hopes for; six at most. */
  readonly steps: readonly string[];
}

/**
 * How far users of each year came on the way from the first page to the purchase.
 *
 * @throws {InputError} where there are no years
 *
 * @example
 * ```ts
 * import { funnelByYear } from "perdura/plots/funnel_by_year.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = funnelByYear({
 *   years: [{ year: 2024, users: 200, reached: [180, 100, 50] }],
 *   steps: ["product", "cart", "purchase"],
 *   population: "200 users",
 *   period: "2024",
 * });
 * assertEquals(title, "Of the users seen in 2024, 50\u00a0% came to “cart” and 25\u00a0% to “purchase”");
 * ```
 */
export function funnelByYear({ years, steps, population, period }: FunnelByYearInput): Picture {
  checkSome(years.length, "the funnel", "years");
  const ordered = years.toSorted((a, b) => a.year - b.year);
  const rows = ordered.flatMap(({ year, users, reached }) =>
    steps.map((name, k) => ({ year, name, users: reached[k]!, share: reached[k]! / users }))
  );
  const last = ordered.at(-1)!;
  const said = steps.slice(-2).map((step, k, { length }) =>
    `${share(last.reached[steps.length - length + k]! / last.users)} ` +
    `${k === 0 ? "came " : ""}to “${step}”`
  );
  return {
    title: `Of the users seen in ${last.year}, ${said.join(" and ")}`,
    subtitle: `Share of the users seen in a year who came to each step, ${population}, ${period}`,
    alt: `Steps of users by year. ${
      ordered.map(({ year, users, reached }) =>
        `${year} (${plural(users, "user")}): ${
          steps.map((name, k) => `${name} ${share(reached[k]! / users)}`).join(", ")
        }`
      ).join("; ")
    }.`,
    data: rows.map(({ year, name, users, share }) => ({ year, step: name, users, share })),
    draw: (width) => drawSharesByYear(rows, steps, width, "Share of users seen"),
  };
}
