import * as Plot from "@observablehq/plot";
import { canvas, colour, isNarrow, type Picture } from "perdura/plots/mod.ts";

/** A picture with what most figures have: a line, a band, a baseline, direct labels. */
export function demonstration(): Picture {
  const data = Array.from({ length: 26 }, (_, week) => {
    const share = 0.62 * Math.exp(-week / 9) + 0.08;
    return { week, share, low: share - 0.025, high: share + 0.025, baseline: 0.3 };
  });
  return {
    title: "One customer in ten is still buying half a year after the first order",
    subtitle: "Share of customers with an order in the week, by weeks since the first order; " +
      "band: 95 % interval",
    alt: "The share of buying customers falls from 70 % in the first week to 11 % in week 25, " +
      "below the constant baseline of 30 % from week 9 on.",
    data,
    draw: (width) =>
      Plot.plot({
        ...canvas(width),
        x: { label: "Weeks since the first order", ...(isNarrow(width) ? { ticks: 5 } : {}) },
        y: { label: "Share of customers (%)", percent: true, grid: true, domain: [0, 80] },
        marks: [
          Plot.areaY(data, {
            x: "week",
            y1: "low",
            y2: "high",
            fill: colour.accent,
            fillOpacity: 0.2,
          }),
          Plot.lineY(data, {
            x: "week",
            y: "baseline",
            stroke: colour.baseline,
            strokeDasharray: "4 3",
          }),
          Plot.lineY(data, { x: "week", y: "share", stroke: colour.accent, strokeWidth: 2 }),
          Plot.text([data[20]], {
            x: "week",
            y: "baseline",
            text: () => "the same share every week",
            dy: -8,
            fill: colour.muted,
          }),
          Plot.text([data[4]], {
            x: "week",
            y: "share",
            text: () => "observed",
            dx: 10,
            dy: -6,
            textAnchor: "start",
            fill: colour.accent,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
        ],
      }),
  };
}

/** A picture of bars with long names and money, which needs its margins. */
export function bars(): Picture {
  const data = [
    { country: "United Kingdom", sales: 14_723_147 },
    { country: "Ireland", sales: 621_631 },
    { country: "Netherlands", sales: 554_232 },
    { country: "Germany", sales: 431_262 },
    { country: "United Arab Emirates", sales: 10_870 },
  ];
  return {
    title: "Nine tenths of the sales stay in the United Kingdom",
    subtitle: "Sales by country, £, all customers, 2009-12-01 to 2011-12-09",
    alt: "Bars: United Kingdom £14.7 million, Ireland £0.6 million, the others less.",
    data,
    draw: (width) =>
      Plot.plot({
        ...canvas(width),
        height: 220,
        marginLeft: 150,
        marginRight: 80,
        x: { label: "Sales (£ million)", transform: (sales: number) => sales / 1e6, grid: true },
        y: { label: null },
        marks: [
          Plot.barX(data, {
            x: "sales",
            y: "country",
            sort: { y: "-x" },
            fill: (row) => (row.country === "United Kingdom" ? colour.accent : colour.context),
          }),
          Plot.text(data, {
            x: "sales",
            y: "country",
            text: (row) => `£${(row.sales / 1e6).toFixed(2)} m`,
            textAnchor: "start",
            dx: 4,
          }),
          Plot.ruleX([0], { stroke: colour.ink }),
        ],
      }),
  };
}
