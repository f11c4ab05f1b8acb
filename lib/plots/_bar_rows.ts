import * as Plot from "@observablehq/plot";
import { textWidth } from "./_labels.ts";
import { canvas, isNarrow } from "./canvas.ts";
import { colour } from "./theme.ts";

/** One horizontal bar. */
export interface BarRow {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What stands beside the bar. */
  readonly label: string;
  readonly fill: string;
}

const wideRow = 26;
const narrowRow = 42;

/**
 * Horizontal bars in the order given, each with its name and its value: names to the left on wide
 * screens, above the bars on narrow ones.
 *
 * @param axis label and ticks of the horizontal axis
 */
export function drawBarRows(
  rows: readonly BarRow[],
  width: number,
  axis: { readonly label: string; readonly format: (value: number) => string },
): Element {
  const narrow = isNarrow(width);
  const options = canvas(width);
  const most = (texts: readonly string[]) =>
    texts.reduce((wide, text) => Math.max(wide, textWidth(text)), 0);
  const highest = rows.reduce((max, { to }) => Math.max(max, to), 0);
  const marginLeft = narrow ? 8 : Math.ceil(most(rows.map(({ name }) => name))) + 14;
  // A bar that begins far to the right has its value on its left, where there is room.
  const isAfter = ({ from, to }: BarRow) => from < highest * 0.45 || to === from;
  const marginRight = Math.ceil(most(rows.filter(isAfter).map(({ label }) => label))) + 12;
  const rowHeight = narrow ? narrowRow : wideRow;
  const place = (row: BarRow) => row.name;
  const text = { y: place, text: "label", fill: colour.ink, dy: narrow ? 8 : 0 };
  const inset = { insetTop: narrow ? 18 : 4, insetBottom: narrow ? 2 : 4 };
  return Plot.plot({
    ...options,
    marginTop: 8,
    marginLeft,
    marginRight: Math.max(narrow ? 16 : 32, marginRight),
    height: 8 + rows.length * rowHeight + options.marginBottom!,
    x: {
      label: axis.label,
      domain: [0, highest],
      ticks: narrow ? 3 : 6,
      tickFormat: axis.format,
      grid: true,
    },
    y: { axis: null, domain: rows.map(({ name }) => name), padding: 0 },
    marks: [
      Plot.barX(rows, { y: place, x1: "from", x2: "to", fill: "fill", ...inset }),
      Plot.text(rows, {
        y: place,
        text: "name",
        frameAnchor: "left",
        textAnchor: narrow ? "start" : "end",
        dx: narrow ? 2 : -8,
        dy: narrow ? -13 : 0,
        fill: colour.ink,
      }),
      Plot.text(rows.filter(isAfter), { ...text, x: "to", textAnchor: "start", dx: 6 }),
      Plot.text(rows.filter((row) => !isAfter(row)), {
        ...text,
        x: "from",
        textAnchor: "end",
        dx: -6,
      }),
      Plot.ruleX([0], { stroke: colour.ink }),
    ],
  });
}
