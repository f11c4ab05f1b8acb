import type { RenderFunction } from "@observablehq/plot";
import { document } from "./canvas.ts";
import { colour, fontSize } from "./theme.ts";

/** A line's name, where the line ends. */
export interface EndLabel {
  readonly x: number | Date;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
}

/** About how wide a text is in the letters of exported pictures, which are the widest used. */
export function textWidth(text: string, size: number = fontSize.text): number {
  return text.length * size * 0.61;
}

/** Breaks a sentence into lines of at most `width` pixels, for letters of a mean width. */
export function wrap(text: string, width: number, letter: number): string[] {
  const most = Math.floor(width / letter);
  const lines: string[] = [];
  // Not at the blank of "6 %", which does not break.
  for (const word of text.split(/[ \n]+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** The right margin that {@linkcode endLabels} of these texts need. */
export function endLabelMargin(texts: readonly string[]): number {
  return Math.ceil(20 + texts.reduce((most, text) => Math.max(most, textWidth(text)), 0));
}

/**
 * Moves places apart so that neighbours keep a distance, each as near to where it was as a simple
 * rule allows: overlapping groups are centred on their mean.
 *
 * @param places in pixels, in any order
 * @param gap the distance to keep
 * @param high no place may lie beyond
 */
export function spread(places: readonly number[], gap: number, high: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  type Group = { members: number[]; centre: number };
  const groups: Group[] = [];
  const startOf = ({ members, centre }: Group) => centre - (members.length - 1) * gap / 2;
  const endOf = ({ members, centre }: Group) => centre + (members.length - 1) * gap / 2;
  const hold = (group: Group) => {
    group.centre -= Math.max(0, endOf(group) - high);
    return group;
  };
  for (const i of order) {
    let group = hold({ members: [i], centre: places[i]! });
    for (let last = groups.at(-1); last; last = groups.at(-1)) {
      if (startOf(group) - endOf(last) >= gap) break;
      groups.pop();
      const members = [...last.members, ...group.members];
      const mean = members.reduce((sum, member) => sum + places[member]!, 0) / members.length;
      group = hold({ members, centre: mean });
    }
    groups.push(group);
  }
  const result = [...places];
  for (const group of groups) {
    group.members.forEach((member, k) => result[member] = startOf(group) + k * gap);
  }
  return result;
}

/** Names of lines at their right ends, moved apart where they would overlap, for `Plot.plot`. */
export function endLabels(labels: readonly EndLabel[]): RenderFunction {
  return (_index, scales, _values, dimensions) => {
    const ends = labels.map((label) => ({ x: scales.x!(label.x), y: scales.y!(label.y) }));
    const high = dimensions.height - dimensions.marginBottom - 6;
    const places = spread(ends.map(({ y }) => y), fontSize.text + 3, high);
    const group = svgElement("g", {});
    labels.forEach((label, i) => {
      const { x, y } = ends[i]!;
      group.append(
        svgElement("path", {
          d: `M${x + 2},${y}L${x + 12},${places[i]!}`,
          stroke: label.colour,
          "stroke-width": 1,
          fill: "none",
        }),
        svgText(label.text, { x: x + 15, y: places[i]!, dy: "0.32em", fill: label.colour }),
      );
    });
    return group;
  };
}

/** An element of a drawing with its attributes. */
export function svgElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** A text in a drawing, with a margin of paper around its letters. */
export function svgText(
  text: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = svgElement("text", {
    "font-size": fontSize.text,
    "text-anchor": "start",
    stroke: colour.paper,
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    ...attributes,
  });
  element.textContent = text;
  return element;
}
