import * as Plot from "@observablehq/plot";
import { formatNumber, percent } from "perdura/core/mod.ts";
import type { ProfitCurve } from "perdura/learn/mod.ts";
import { wilsonInterval } from "perdura/stats/mod.ts";
import { checkSome, largest } from "./_statistics.ts";
import { capital, currencySign, modelWords, money, moneyUnit, plural, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode profitByShare} draws. */
export interface ProfitByShareInput extends Scope {
  /** From `profitCurve` of `perdura/learn/mod.ts`: its last point writes to everybody. */
  readonly curve: ProfitCurve;
  /** What one message costs, and what one response is worth; as the curve was made with. */
  readonly cost: number;
  readonly margin: number;
  /** The threshold that was chosen on other customers: write from this probability on. */
  readonly threshold: number;
  /** ISO code of the money. */
  readonly currency: string;
  readonly model: string;
}

/**
 * What it brings to write to more and more customers, the highest probability first, and where the
 * chosen threshold stops.
 *
 * Responses are all counted, also those that would have come without a message.
 *
 * @throws {InputError} where there are no customers
 *
 * @example
 * ```ts
 * import { profitCurve } from "perdura/learn/mod.ts";
 * import { profitByShare } from "perdura/plots/profit_by_share.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const terms = { cost: 1, margin: 20 };
 * const { title } = profitByShare({
 *   curve: profitCurve(Float64Array.of(0.9, 0.4, 0.03), Float64Array.of(1, 1, 0), terms),
 *   ...terms,
 *   threshold: 0.05,
 *   currency: "EUR",
 *   model: "network",
 *   population: "3 customers",
 *   period: "March 2011",
 * });
 * assertEquals(
 *   title,
 *   "Writing to 67\u00a0% of customers brings €38 (€12 to €38), writing to all €37 (€9 to €53)",
 * );
 * ```
 */
export function profitByShare(input: ProfitByShareInput): Picture {
  const { curve, cost, margin, threshold, currency, population, period } = input;
  const n = curve.acted.at(-1)!;
  checkSome(n, "profit by share", "customers");
  const model = modelWords(input.model);
  const pointAt = (k: number) => {
    const acted = curve.acted[k]!, profit = curve.profit[k]!;
    const [low, high] = wilsonInterval(margin === 0 ? 0 : (profit + cost * acted) / margin, acted);
    const of = (rate: number) => acted * (margin * rate - cost);
    return { share: acted / n, acted, profit, low: of(low), high: of(high) };
  };
  const last = curve.acted.length - 1;
  const chosenAt = curve.threshold.findLastIndex((value) => value >= threshold);
  const chosen = pointAt(chosenAt), all = pointAt(last);
  const points = Array.from({ length: last + 1 }, (_, k) => k)
    .filter((k, _, places) => {
      const step = Math.ceil(places.length / mostPoints);
      return k % step === 0 || k === last || k === chosenAt;
    }).map(pointAt);
  const amount = (value: number) => money(value, currency);
  const scale = largest([chosen, all].flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  /** Amounts beside each other, all to the digits of the largest. */
  const alike = (value: number) => {
    if (scale < 9.995 || Math.abs(value) >= 9.995) return amount(value);
    return `${value <= -0.5 ? "−" : ""}${currencySign(currency)}${formatNumber(Math.abs(value))}`;
  };
  const within = ({ profit, low, high }: typeof all) =>
    `${alike(profit)} (${alike(low)} to ${alike(high)})`;
  const title = chosen.acted === 0
    ? `At this cost it does not pay to write to anybody; writing to all brings ${within(all)}`
    : `Writing to ${share(chosen.share)} of customers brings ${within(chosen)}, ` +
      `writing to all ${within(all)}`;
  const unit = moneyUnit(largest(points.map(({ high, low }) => Math.max(high, -low))), currency);
  return {
    title,
    subtitle: `Profit (${unit.name || "money"}) by share of customers written to, the highest ` +
      `probability (${model}) first, at ${amount(cost)} a message and ${
        amount(margin)
      } a response (at ${amount(cost + all.profit / n)} a message, writing to all breaks even); ` +
      `${population}, ${period}; band: 95\u00a0% interval; dot: threshold ${percent(threshold, 1)}`,
    alt:
      `${title}. At the threshold of ${percent(threshold, 1)} ${
        plural(chosen.acted, "customer")
      } of ${formatNumber(n)} get a message; the profit lies between ${alike(chosen.low)} and ` +
      `${alike(chosen.high)} (95\u00a0% interval).`,
    data: points.map(({ share, profit, low, high }) => ({
      share_of_customers: share,
      profit,
      profit_low: low,
      profit_high: high,
    })),
    draw: (width) => {
      const narrow = isNarrow(width);
      const scaled = points.map(({ share, profit, low, high }) => ({
        share,
        profit: profit / unit.divisor,
        low: low / unit.divisor,
        high: high / unit.divisor,
      }));
      const dot = { share: chosen.share, profit: chosen.profit / unit.divisor };
      const isRight = chosen.share > 0.6;
      return Plot.plot({
        ...canvas(width),
        x: {
          label: "Share of customers written to",
          domain: [0, 1],
          ticks: 5,
          tickFormat: (value: number) => percent(value),
        },
        y: { label: `Profit (${unit.name || "money"})`, grid: true, nice: true, ticks: 6 },
        marks: [
          Plot.areaY(scaled, {
            x: "share",
            y1: "low",
            y2: "high",
            fill: colour.accent,
            fillOpacity: 0.16,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
          Plot.line(scaled, { x: "share", y: "profit", stroke: colour.accent, strokeWidth: 2.5 }),
          Plot.ruleX([dot.share], { stroke: colour.muted, strokeDasharray: "2 3" }),
          Plot.dot([dot], {
            x: "share",
            y: "profit",
            r: 5,
            fill: colour.accent,
            stroke: colour.paper,
          }),
          Plot.text([`${capital(share(chosen.share))}\nof customers`], {
            x: () => dot.share,
            frameAnchor: "bottom",
            textAnchor: isRight ? "end" : "start",
            lineAnchor: "bottom",
            dx: isRight ? -6 : 6,
            dy: -6,
            fill: colour.muted,
            stroke: colour.paper,
            strokeWidth: 3,
          }),
          Plot.dot([scaled.at(-1)!], {
            x: "share",
            y: "profit",
            r: 4,
            fill: colour.baseline,
            stroke: colour.paper,
          }),
          Plot.text(["everybody"], {
            x: () => 1,
            y: () => scaled.at(-1)!.profit,
            textAnchor: "end",
            lineAnchor: "top",
            dx: narrow ? 12 : 20,
            dy: 8,
            fill: colour.baseline,
            stroke: colour.paper,
            strokeWidth: 3,
          }),
        ],
      });
    },
  };
}

/** More points than this are no smoother. */
const mostPoints = 200;
