import type { RenderFunction } from "@observablehq/plot";
import { svgElement, svgText } from "./_labels.ts";
import { colour, fontSize } from "./theme.ts";

/** Pixels that {@linkcode ramp} needs above the usual top margin. */
export const rampHeight = 50;

const step = 40;

/**
 * The steps of a colour scale above the frame, with the values between them.
 *
 * @param label what the colours measure, with its unit
 * @param thresholds n values between n + 1 steps
 * @param format the text of a threshold
 * @param colours of the n + 1 steps, from the lowest
 * @param top where it begins; by default below the label of the vertical axis
 */
export function ramp(
  label: string,
  thresholds: readonly number[],
  format: (value: number) => string,
  colours: readonly string[],
  top = 34,
): RenderFunction {
  return () => {
    const group = svgElement("g", {});
    group.append(svgText(label, { x: 4, y: top, dy: "0.32em", fill: colour.ink }));
    colours.forEach((fill, k) => {
      group.append(svgElement("rect", {
        x: 4 + k * step,
        y: top + 12,
        width: step,
        height: 10,
        fill,
        stroke: colour.line,
        "stroke-width": 0.5,
      }));
    });
    thresholds.forEach((threshold, k) => {
      group.append(svgText(format(threshold), {
        x: 4 + (k + 1) * step,
        y: top + 32,
        dy: "0.32em",
        "text-anchor": "middle",
        "font-size": fontSize.text - 1,
        fill: colour.muted,
      }));
    });
    return group;
  };
}
