import type { RenderFunction } from "@observablehq/plot";
import { svgElement, svgText, textWidth } from "./_labels.ts";

/** A value on the horizontal axis that is marked by a line through the frame. */
export interface MarkedValue {
  readonly at: number;
  readonly text: string;
  readonly colour: string;
  readonly isDashed?: boolean;
}

/** Pixels that {@linkcode markedValues} needs above the usual top margin. */
export const markedValuesHeight = 22;

/**
 * Vertical lines with their names above the frame: the first named to the left of its line, the
 * others to the right.
 *
 * @param values in ascending order, two at most
 */
export function markedValues(values: readonly MarkedValue[]): RenderFunction {
  return (_index, scales, _values, { width, height, marginTop, marginBottom }) => {
    const group = svgElement("g", {});
    values.forEach(({ at, text, colour, isDashed }, k) => {
      const x = scales.x!(at) as number;
      const wide = textWidth(text);
      const isLeft = values.length > 1 && k === 0;
      const left = isLeft ? Math.max(2, x - wide - 4) : Math.min(x + 5, width - wide - 2);
      group.append(
        svgElement("path", {
          d: `M${x},${height - marginBottom}V${marginTop - 16}`,
          stroke: colour,
          "stroke-width": 1.5,
          ...(isDashed ? { "stroke-dasharray": "5 3" } : {}),
        }),
        svgText(text, { x: left, y: marginTop - 8, fill: colour }),
      );
    });
    return group;
  };
}
