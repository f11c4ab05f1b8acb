import * as Plot from "@observablehq/plot";
import { formatNumber, InputError, percent } from "perdura/core/mod.ts";
import { checkSome, sorted, total } from "./_statistics.ts";
import { money, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour, fontSize } from "./theme.ts";

/** What {@linkcode concentration} draws. */
export interface ConcentrationInput extends Scope {
  /** What each customer brings, at least 0; what is not a number is left out. */
  readonly values: Numbers;
  /** What is shared: "value" (CLV) or "revenue", for example. */
  readonly noun: string;
  /** ISO code, for example "GBP". */
  readonly currency: string;
  /** Who shares it, in the plural; "customers" by default. */
  readonly owners?: string;
}

/**
 * How much of the value sits with how few customers: the Lorenz curve read from its rich end.
 *
 * The best customers come first; the Gini coefficient is twice the area between the curve and equal
 * shares: 0 where all bring the same, towards 1 where one brings everything.
 *
 * @throws {InputError} where a value is below 0 or all are 0
 *
 * @example
 * ```ts
 * import { concentration } from "perdura/plots/concentration.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = concentration({
 *   values: [97, 1, 1, 1],
 *   noun: "value",
 *   currency: "GBP",
 *   population: "4 customers",
 *   period: "2011",
 * });
 * assertEquals(title, "Half of the value sits with 25\u00a0% of customers");
 * ```
 *
 * Source: Lorenz, "Methods of measuring the concentration of wealth", Publications of the American
 * Statistical Association 9 (1905).
 */
export function concentration(input: ConcentrationInput): Picture {
  const { noun, currency, owners = "customers", population, period } = input;
  const values = sorted(input.values).reverse();
  const sum = total(values);
  checkSome(sum, `the concentration of ${noun}`, `${owners} with a value above 0`);
  if (values.at(-1)! < 0) {
    throw new InputError(
      `Cannot draw the concentration of ${noun}: ${formatNumber(values.at(-1)!, 2)} is below 0, ` +
        "and shares of a whole are not; leave such rows out and say so",
    );
  }
  const n = values.length;
  // cumulative[k] is the share of the k best.
  const cumulative = new Float64Array(n + 1);
  let area = 0;
  for (let k = 0; k < n; k++) {
    cumulative[k + 1] = cumulative[k]! + values[k]! / sum;
    area += (cumulative[k]! + cumulative[k + 1]!) / 2 / n;
  }
  cumulative[n] = 1;
  // Rounding leaves equal shares a hair below 0.
  const gini = Math.max(0, 2 * area - 1);
  const half = cumulative.findIndex((part) => part >= 0.5 - 1e-12) / n;
  const ofBest = (part: number) => cumulative[Math.round(part * n)]!;
  const top = ofBest(0.2);
  const points = Math.min(n, 200);
  const curve = Array.from({ length: points + 1 }, (_, k) => {
    // More points where the curve bends.
    const place = n === points ? k : Math.round(n * (k / points) ** 2);
    return { x: place / n, y: cumulative[place]! };
  });
  const isSpread = half >= 0.4;
  return {
    title: isSpread
      ? `The ${noun} is spread widely: half of it sits with ${share(half)} of ${owners}`
      : `Half of the ${noun} sits with ${share(half)} of ${owners}`,
    subtitle: `Share of the ${noun} (${money(sum, currency)}) by share of ${owners}, the best ` +
      `first; ${population}, ${period}`,
    alt: `Lorenz curve of ${noun}: ${share(half)} of ${formatNumber(n)} ${owners} hold half of ` +
      `${money(sum, currency)}, the best 20\u00a0% hold ${share(top)}, the best 1\u00a0% ` +
      `${share(ofBest(0.01))}. Gini coefficient ${gini.toFixed(2)}, with equal shares 0.`,
    data: curve.map(({ x, y }) => ({ [`share_of_${owners}`]: x, [`share_of_${noun}`]: y })),
    draw: (width) => {
      const narrow = isNarrow(width);
      const landmarks = [
        { x: half, y: 0.5, text: `${share(half)} of ${owners}\nhold half` },
        { x: 0.2, y: top, text: `20\u00a0% hold ${share(top)}` },
      ].filter((_, k) => k === 0 || (Math.abs(top - 0.5) > 0.12 && top < 0.995));
      return Plot.plot({
        ...canvas(width),
        height: narrow ? 320 : 420,
        x: {
          label: `Share of ${owners}, the best first`,
          domain: [0, 1],
          ticks: 5,
          tickFormat: (value: number) => percent(value),
        },
        y: {
          label: `Share of the ${noun}`,
          domain: [0, 1],
          ticks: 5,
          grid: true,
          tickFormat: (value: number) => percent(value),
        },
        marks: [
          Plot.areaY(curve, { x: "x", y1: "x", y2: "y", fill: colour.accent, fillOpacity: 0.12 }),
          Plot.line([[0, 0], [1, 1]], { stroke: colour.baseline, strokeDasharray: "5 3" }),
          Plot.text(["equal shares\n(Gini 0)"], {
            x: () => 0.32,
            y: () => 0.32,
            textAnchor: "start",
            lineAnchor: "top",
            dx: 10,
            dy: 2,
            fill: colour.baseline,
          }),
          Plot.line(curve, { x: "x", y: "y", stroke: colour.accent, strokeWidth: 2.5 }),
          Plot.dot(landmarks, { x: "x", y: "y", r: 4, fill: colour.accent, stroke: colour.paper }),
          Plot.text(landmarks, {
            x: "x",
            y: "y",
            text: "text",
            textAnchor: "start",
            lineAnchor: "top",
            dx: 9,
            dy: 3,
            fill: colour.ink,
            stroke: colour.paper,
            strokeWidth: 3,
          }),
          Plot.text([`Gini ${gini.toFixed(2)}`], {
            x: () => 0.97,
            y: () => 0.08,
            textAnchor: "end",
            fill: colour.accent,
            fontWeight: "bold",
            fontSize: fontSize.title,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
        ],
      });
    },
  };
}
