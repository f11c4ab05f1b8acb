import type { PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { colour, figureWidth, fontSize } from "./theme.ts";

/** The document that figures are drawn in: there is no browser here. */
export const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** Whether a figure of this width is meant for a telephone. */
export function isNarrow(width: number): boolean {
  return width < (figureWidth.wide + figureWidth.narrow) / 2;
}

/**
 * The options that all figures of the project share; a figure spreads them first.
 *
 * @param width how wide the figure is, in pixels
 *
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { canvas } from "perdura/plots/canvas.ts";
 * import { colour } from "perdura/plots/theme.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const element = Plot.plot({
 *   ...canvas(720),
 *   y: { label: "Customers", grid: true },
 *   marks: [Plot.barY([{ week: 1, customers: 12 }], { x: "week", y: "customers", fill: colour.accent })],
 * });
 * assertEquals(element.getAttribute("width"), "720");
 * ```
 */
export function canvas(
  width: number,
): Pick<
  PlotOptions,
  | "document"
  | "width"
  | "height"
  | "style"
  | "marginLeft"
  | "marginRight"
  | "marginTop"
  | "marginBottom"
> {
  const narrow = isNarrow(width);
  return {
    document,
    width,
    height: narrow ? 300 : 380,
    // The letters of exported pictures are wider than those that Plot counts on.
    marginLeft: narrow ? 48 : 60,
    marginRight: narrow ? 20 : 32,
    marginTop: 32,
    marginBottom: 44,
    style: { fontSize: `${fontSize.text}px`, color: colour.ink, background: "none" },
  };
}
