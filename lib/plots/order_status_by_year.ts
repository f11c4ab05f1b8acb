import { drawSharesByYear } from "./_shares_by_year.ts";
import { checkSome } from "./_statistics.ts";
import { plural, share } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";

/** What {@linkcode orderStatusByYear} draws. */
export interface OrderStatusByYearInput extends Scope {
  /** Orders of each year and state. */
  readonly years: readonly {
    readonly year: number;
    readonly status: string;
    readonly orders: number;
  }[];
}

/**
 * What became of the orders of each year.
 *
 * @throws {InputError} where there are no orders
 *
 * @example
 * ```ts
 * import { orderStatusByYear } from "perdura/plots/order_status_by_year.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = orderStatusByYear({
 *   years: [
 *     { year: 2024, status: "Complete", orders: 75 },
 *     { year: 2024, status: "Returned", orders: 25 },
 *   ],
 *   population: "100 orders",
 *   period: "2024",
 * });
 * assertEquals(title, "Of the orders of 2024, 75\u00a0% are Complete and 25\u00a0% Returned");
 * ```
 */
export function orderStatusByYear({ years, population, period }: OrderStatusByYearInput): Picture {
  checkSome(years.length, "the states of orders", "orders");
  const totals = new Map<number, number>();
  for (const { year, orders } of years) totals.set(year, (totals.get(year) ?? 0) + orders);
  const sizes = new Map<string, number>();
  for (const { status, orders } of years) sizes.set(status, (sizes.get(status) ?? 0) + orders);
  const names = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)! || (a < b ? -1 : 1));
  const ordered = [...totals.keys()].sort((a, b) => a - b);
  const rows = ordered.flatMap((year) =>
    names.map((name) => {
      const orders = years.find((row) => row.year === year && row.status === name)?.orders ?? 0;
      return { year, name, orders, share: orders / totals.get(year)! };
    })
  );
  const last = rows.filter(({ year, share }) => year === ordered.at(-1) && share > 0)
    .sort((a, b) => b.share - a.share);
  const said = last.map((row, k) => `${share(row.share)} ${k === 0 ? "are " : ""}${row.name}`);
  return {
    title: `Of the orders of ${ordered.at(-1)}, ${
      said.length < 2 ? said.join() : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`
    }`,
    subtitle: `Share of orders by state at the end of the data and year of the order, ` +
      `${population}, ${period}`,
    alt: `State of orders by year. ${
      ordered.map((year) =>
        `${year} (${plural(totals.get(year)!, "order")}): ${
          rows.filter((row) => row.year === year).map((row) =>
            `${row.name} ${share(row.share)}`
          )
            .join(", ")
        }`
      ).join("; ")
    }.`,
    data: rows.map(({ year, name, orders, share }) => ({ year, status: name, orders, share })),
    draw: (width) => drawSharesByYear(rows, names, width, "Share of orders"),
  };
}
