import type { RenderFunction } from "@observablehq/plot";
import { svgElement, svgText, textWidth } from "./_labels.ts";
import { colour, fontSize } from "./theme.ts";

/** One entry of a key: how a mark looks, and its name. */
export interface KeyEntry {
  readonly text: string;
  readonly colour: string;
  /** A bar is a square, a dot a disc, a ring a circle, a dash a short line. */
  readonly symbol: "bar" | "dot" | "ring" | "dash";
}

/** Below the label of the vertical axis. */
const top = 34;
const rowHeight = 18;
const symbolWidth = 16;
const between = 16;

/** A key above the frame, for marks too many or too close to be labelled where they are. */
export interface Key {
  /** Pixels that it needs above the usual top margin. */
  readonly height: number;
  readonly mark: RenderFunction;
}

/** @param width how wide the figure is */
export function keyAbove(entries: readonly KeyEntry[], width: number): Key {
  const places: { x: number; row: number }[] = [];
  let x = 4, row = 0;
  for (const { text } of entries) {
    const needed = symbolWidth + textWidth(text);
    if (x > 4 && x + needed > width) [x, row] = [4, row + 1];
    places.push({ x, row });
    x += needed + between;
  }
  return {
    height: (row + 1) * rowHeight + 4,
    mark: () => {
      const group = svgElement("g", {});
      entries.forEach((entry, i) => {
        const { x, row } = places[i]!;
        const y = top + row * rowHeight;
        group.append(
          symbol(entry, x, y),
          svgText(entry.text, {
            x: x + symbolWidth,
            y,
            dy: "0.32em",
            fill: colour.ink,
            "font-size": fontSize.text,
          }),
        );
      });
      return group;
    },
  };
}

function symbol(entry: KeyEntry, x: number, y: number): SVGElement {
  const fill = entry.colour;
  switch (entry.symbol) {
    case "bar":
      return svgElement("rect", { x, y: y - 5, width: 10, height: 10, fill });
    case "dot":
      return svgElement("circle", { cx: x + 5, cy: y, r: 4.5, fill });
    case "ring":
      return svgElement("circle", {
        cx: x + 5,
        cy: y,
        r: 4,
        fill: colour.paper,
        stroke: fill,
        "stroke-width": 2,
      });
    case "dash":
      return svgElement("path", {
        d: `M${x - 2},${y}h14`,
        stroke: fill,
        "stroke-width": 2.5,
      });
  }
}
