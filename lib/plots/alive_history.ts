import * as Plot from "@observablehq/plot";
import { percent } from "perdura/core/mod.ts";
import { checkSome } from "./_statistics.ts";
import { dayWords, modelWords, plural, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode aliveHistory} draws. */
export interface AliveHistoryInput {
  readonly customer: string;
  /** n days in ascending order, from the first purchase on. */
  readonly days: readonly Date[];
  /** P(alive) as it was on each of these days, from what was known then. */
  readonly probabilityAlive: Numbers;
  /** Its 95 % interval on each day, where it is known. */
  readonly low?: Numbers;
  readonly high?: Numbers;
  /** Days with a purchase, the first included. */
  readonly purchases: readonly Date[];
  /** The model's name. */
  readonly model: string;
}

/**
 * P(alive) of one customer from the first purchase to today: it falls in silence and recovers with
 * every purchase.
 *
 * @throws {InputError} where there are no days
 *
 * @example
 * ```ts
 * import { aliveHistory } from "perdura/plots/alive_history.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = aliveHistory({
 *   customer: "1516",
 *   days: [new Date("1997-01-02"), new Date("1997-09-30")],
 *   probabilityAlive: [1, 0.29],
 *   purchases: [new Date("1997-01-02")],
 *   model: "pareto-nbd",
 * });
 * assertEquals(
 *   title,
 *   "Customer 1516 has probably left: P(alive) is 29\u00a0% on 30 Sep 1997",
 * );
 * ```
 */
export function aliveHistory(input: AliveHistoryInput): Picture {
  const { customer, days, probabilityAlive, low, high, purchases, model } = input;
  checkSome(days.length, "the history of P(alive)", "days");
  const data = days.map((day, k) => ({
    day,
    probability_alive: probabilityAlive[k]!,
    ...(low && high ? { low: low[k]!, high: high[k]! } : {}),
  }));
  const [first, last] = [data[0]!, data.at(-1)!];
  const lowest = data.reduce((a, b) => b.probability_alive < a.probability_alive ? b : a);
  const verdict = last.probability_alive >= 0.5 ? "probably still buys" : "has probably left";
  const now = `P(alive) is ${share(last.probability_alive)}`;
  const lastPurchase = purchases.at(-1);
  return {
    title: `Customer ${customer} ${verdict}: ${now} on ${dayWords(last.day)}`,
    subtitle: `P(alive), the probability that the customer may still buy, on each day from what ` +
      `was known then; ${modelWords(model)}, ${dayWords(first.day)} to ${dayWords(last.day)}; ` +
      `ticks: purchases; dashed: as likely gone as not${
        low && high ? "; band: 95\u00a0% interval" : ""
      }`,
    alt: `Customer ${customer} made ${plural(purchases.length, "purchase")}` +
      `${lastPurchase ? `, the last on ${dayWords(lastPurchase)}` : ""}. ${now} on ` +
      `${dayWords(last.day)}; it was lowest on ${dayWords(lowest.day)}, at ` +
      `${share(lowest.probability_alive)}.`,
    data,
    draw: (width) => {
      const narrow = isNarrow(width);
      return Plot.plot({
        ...canvas(width),
        marginRight: 56,
        x: {
          label: null,
          type: "utc",
          domain: [first.day, last.day],
          ticks: narrow ? 4 : 8,
        },
        y: {
          label: "P(alive)",
          domain: [0, 1],
          grid: true,
          ticks: 5,
          tickFormat: (value: number) => percent(value),
        },
        marks: [
          ...(low && high
            ? [Plot.areaY(data, {
              x: "day",
              y1: "low",
              y2: "high",
              fill: colour.accent,
              fillOpacity: 0.2,
            })]
            : []),
          Plot.ruleY([0.5], { stroke: colour.baseline, strokeDasharray: "5 3" }),
          Plot.ruleX(purchases, { y1: 0, y2: 0.07, stroke: colour.ink, strokeWidth: 1.5 }),
          Plot.lineY(data, {
            x: "day",
            y: "probability_alive",
            stroke: colour.accent,
            strokeWidth: 2,
          }),
          Plot.dot([last], { x: "day", y: "probability_alive", r: 3.5, fill: colour.accent }),
          Plot.text([last], {
            x: "day",
            y: "probability_alive",
            text: () => share(last.probability_alive),
            textAnchor: "start",
            dx: 8,
            fill: colour.accent,
            stroke: colour.paper,
            strokeWidth: 3,
            fontWeight: "bold",
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
        ],
      });
    },
  };
}
