import { svgElement } from "./_labels.ts";
import { isNarrow } from "./canvas.ts";

/**
 * Drawings beside each other on wide screens, below each other on narrow ones, as one drawing.
 *
 * @param panels each draws itself at the width it is given
 */
export function panels(
  panels: readonly ((width: number) => Element)[],
  width: number,
): Element {
  const gap = 8;
  const narrow = isNarrow(width);
  const each = narrow ? width : Math.floor((width - gap * (panels.length - 1)) / panels.length);
  const drawings = panels.map((draw) => draw(each));
  const heights = drawings.map((drawing) => Number(drawing.getAttribute("height")));
  const height = narrow
    ? heights.reduce((sum, h) => sum + h, gap * (heights.length - 1))
    : heights.reduce((most, h) => Math.max(most, h), 0);
  const outer = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  let place = 0;
  drawings.forEach((drawing, k) => {
    drawing.setAttribute(narrow ? "y" : "x", `${place}`);
    outer.append(drawing);
    place += (narrow ? heights[k]! : each) + gap;
  });
  return outer;
}
