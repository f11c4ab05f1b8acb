import * as Plot from "@observablehq/plot";
import { endLabelMargin, endLabels } from "./_labels.ts";
import { largest } from "./_statistics.ts";
import { axisTicks, shareTick } from "./_ticks.ts";
import { canvas, isNarrow } from "./canvas.ts";
import { categoryColours, colour } from "./theme.ts";

/** How large a part was in a year. */
export interface YearShare {
  readonly year: number;
  readonly name: string;
  readonly share: number;
}

/**
 * One line per name over the years, named at its end.
 *
 * @param rows in ascending order of the years
 * @param names in the order of their colours, six at most
 */
export function drawSharesByYear(
  rows: readonly YearShare[],
  names: readonly string[],
  width: number,
  label: string,
): Element {
  const years = [...new Set(rows.map(({ year }) => year))];
  const look = (name: string) => categoryColours[names.indexOf(name)]!;
  const highest = largest(rows.map(({ share }) => share)) || 1;
  const last = names.flatMap((name) => rows.findLast((row) => row.name === name) ?? []);
  return Plot.plot({
    ...canvas(width),
    height: isNarrow(width) ? 300 : 340,
    marginRight: endLabelMargin(names),
    x: {
      label: null,
      type: "linear",
      ticks: years.filter((_, i) => !isNarrow(width) || (years.length - 1 - i) % 2 === 0),
      tickFormat: (year: number) => `${year}`,
    },
    y: {
      label,
      grid: true,
      domain: [0, highest],
      ...axisTicks(0, highest, 5, shareTick),
    },
    marks: [
      Plot.ruleY([0], { stroke: colour.ink }),
      Plot.lineY(rows, {
        x: "year",
        y: "share",
        z: "name",
        stroke: ({ name }: YearShare) => look(name),
        strokeWidth: 2,
      }),
      Plot.dot(rows, {
        x: "year",
        y: "share",
        r: 3,
        fill: ({ name }: YearShare) => look(name),
        stroke: colour.paper,
      }),
      endLabels(last.map(({ name, share, year }) => ({
        x: year,
        y: share,
        text: name,
        colour: look(name),
      }))),
    ],
  });
}
