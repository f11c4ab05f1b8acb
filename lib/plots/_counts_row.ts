import type { RenderFunction } from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { svgElement, svgText, textWidth } from "./_labels.ts";
import { colour } from "./theme.ts";

/** Pixels that {@linkcode countsRow} needs below the usual bottom margin. */
export const countsRowHeight = 18;

/** A row below the ticks of a band axis that says how many customers each band stands for. */
export function countsRow(
  counts: readonly { readonly band: string; readonly count: number }[],
): RenderFunction {
  return (_index, scales, _values, dimensions) => {
    const y = dimensions.height - dimensions.marginBottom + 32;
    const band = scales.x as ((name: string) => number) & { bandwidth(): number };
    const texts = counts.map(({ band: name, count }) => ({
      x: band(name) + band.bandwidth() / 2,
      text: formatNumber(count),
    }));
    const group = svgElement("g", {});
    group.append(
      svgText("n", { x: dimensions.marginLeft - 12, y, "text-anchor": "end", fill: colour.muted }),
    );
    let taken = dimensions.marginLeft - 12;
    for (const { x, text } of texts) {
      const half = textWidth(text) / 2;
      if (x - half < taken) continue;
      taken = x + half + 2;
      group.append(svgText(text, { x, y, "text-anchor": "middle", fill: colour.muted }));
    }
    return group;
  };
}
