import { wrap } from "./_labels.ts";
import type { Picture } from "./picture.ts";
import { figureWidth, fontFamily, fontSize, shades } from "./theme.ts";

/**
 * The drawing of a picture, to stand inside a page that shows its title and sets its colours.
 *
 * @param width how wide the drawing is, in pixels
 * @returns one `<svg>` element with the alternative text; coordinates have two decimals
 * @throws {TypeError} where the drawing is no plain `<svg>`: legends and titles of Observable Plot
 * lie outside it, so a picture labels its marks instead
 */
export function toSvg(picture: Picture, width: number = figureWidth.wide): string {
  return drawingOf(picture.draw(width), picture.alt);
}

/**
 * A drawing of Observable Plot as text, to stand inside a page.
 *
 * @param element what `Plot.plot` has returned
 * @param alt alternative text
 * @throws {TypeError} where the element is no `<svg>`
 */
export function drawingOf(element: Element, alt: string): string {
  if (element.tagName.toLowerCase() !== "svg") {
    throw new TypeError(
      `Cannot take the drawing out of <${element.tagName.toLowerCase()}>: a legend, title or ` +
        "caption of Observable Plot stands beside the drawing; label the marks and leave those out",
    );
  }
  element.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (element.outerHTML.includes("xlink:")) {
    element.setAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  }
  // Inside a picture with a text of its own, names of groups of marks are noise.
  for (const group of element.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", alt);
  return roundCoordinates(element.outerHTML);
}

/**
 * A whole picture as a file of its own: title, subtitle and drawing on white, fixed colours.
 *
 * @param width how wide the picture is, in pixels
 *
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { canvas } from "perdura/plots/canvas.ts";
 * import { toStandaloneSvg } from "perdura/plots/to_svg.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const svg = toStandaloneSvg({
 *   title: "Half of the customers come back",
 *   subtitle: "Share of customers with a second order, by week",
 *   alt: "The share grows from 0.1 to 0.5 in two weeks.",
 *   data: [{ week: 1, share: 0.1 }, { week: 2, share: 0.5 }],
 *   draw: (width) => Plot.plot({ ...canvas(width), marks: [Plot.ruleY([0])] }),
 * });
 * assertStringIncludes(svg, "Half of the customers come back");
 * ```
 */
export function toStandaloneSvg(picture: Picture, width: number = figureWidth.wide): string {
  const drawing = toSvg(picture, width);
  const height = Number(/\sheight="([\d.]+)"/.exec(drawing)?.[1] ?? 0);
  const margin = 8;
  const lines = [
    ...wrap(picture.title, width, fontSize.title * 0.66)
      .map((text) => ({ text, size: fontSize.title, weight: 700, fill: shades.ink.light })),
    ...wrap(picture.subtitle, width, fontSize.subtitle * 0.6)
      .map((text) => ({ text, size: fontSize.subtitle, weight: 400, fill: shades.muted.light })),
  ];
  let y = 0;
  const heading = lines.map(({ text, size, weight, fill }) => {
    y += size * 1.4;
    return `<text x="${margin}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" ` +
      `fill="${fill}">${escapeText(text)}</text>`;
  }).join("");
  const top = Math.round(y + 2 * margin);
  const [full, total] = [width + 2 * margin, top + height + margin];
  const inner = drawing.replace("<svg ", `<svg x="${margin}" y="${top}" `);
  const outer = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${full} ${total}" ` +
    `width="${full}" height="${total}" font-family="${escapeText(fontFamily.picture)}" ` +
    `color="${shades.ink.light}" role="img" aria-label="${escapeText(picture.alt)}">` +
    `<rect width="100%" height="100%" fill="${shades.paper.light}"/>${heading}${inner}</svg>`;
  return withLightColours(outer);
}

/** The same drawing with the light value in the place of every colour variable. */
export function withLightColours(svg: string): string {
  return svg.replace(/var\(--pd-\w+, (#[0-9a-f]{6})\)/g, "$1");
}

const coordinates = new Set(
  "d transform x y x1 x2 y1 y2 dx dy cx cy r rx ry width height points".split(" "),
);

/** Two decimals are a fiftieth of a pixel: the rest is weight, and differs between processors. */
function roundCoordinates(svg: string): string {
  return svg.replace(
    /\s([\w-]+)="([^"]*\.\d{3,}[^"]*)"/g,
    (whole, name: string, value: string) =>
      coordinates.has(name)
        ? ` ${name}="${
          value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) =>
            `${Number(Number(number).toFixed(2))}`)
        }"`
        : whole,
  );
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
