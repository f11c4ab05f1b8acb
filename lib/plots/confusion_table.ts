import { formatNumber, percent } from "perdura/core/mod.ts";
import type { ConfusionMatrix } from "perdura/learn/mod.ts";
import { svgElement, svgText, wrap } from "./_labels.ts";
import { checkSome } from "./_statistics.ts";
import { capital, plural, rowWords, share, theModel } from "./_words.ts";
import { isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { RowsScope } from "./scope.ts";
import { colour, fontSize } from "./theme.ts";

/** What {@linkcode confusionTable} draws. */
export interface ConfusionTableInput extends RowsScope {
  /** From `confusionMatrix` of `perdura/learn/mod.ts`. */
  readonly matrix: ConfusionMatrix;
  /** Probability from which on the forecast is yes. */
  readonly threshold: number;
  /** What some rows did and others did not, for example "responded". */
  readonly event: string;
  /** The model's name. */
  readonly model: string;
}

/**
 * What was forecast against what happened: four numbers of rows, shaded by their share of those that
 * did the same.
 *
 * @throws {InputError} where there are no rows
 *
 * @example
 * ```ts
 * import { confusionTable } from "perdura/plots/confusion_table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = confusionTable({
 *   matrix: { truePositive: 30, falsePositive: 70, trueNegative: 880, falseNegative: 20 },
 *   threshold: 0.2,
 *   event: "responded",
 *   model: "network",
 *   population: "1,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(
 *   title,
 *   "30\u00a0% of 100 customers above the threshold responded: 60\u00a0% of all who did",
 * );
 * ```
 */
export function confusionTable(input: ConfusionTableInput): Picture {
  const { matrix, threshold, event, population, period } = input;
  const { many, noun, who } = rowWords(input.row);
  const { truePositive, falsePositive, trueNegative, falseNegative } = matrix;
  const rows = truePositive + falsePositive + trueNegative + falseNegative;
  checkSome(rows, "a confusion matrix", many);
  const model = theModel(input.model);
  const flagged = truePositive + falsePositive;
  const happened = truePositive + falseNegative;
  const precision = flagged === 0 ? 0 : truePositive / flagged;
  const recall = happened === 0 ? 0 : truePositive / happened;
  const title = flagged === 0
    ? `None of ${formatNumber(rows)} ${many} has a probability above the threshold`
    : `${share(precision)} of ${plural(flagged, noun)} above the threshold ${event}: ` +
      `${share(recall)} of all ${who} did`;
  const cells = [
    { forecast: true, actual: true, count: truePositive },
    { forecast: true, actual: false, count: falsePositive },
    { forecast: false, actual: true, count: falseNegative },
    { forecast: false, actual: false, count: trueNegative },
  ];
  return {
    title,
    subtitle:
      `${capital(many)} by what ${model} forecast (yes from a probability of ${
        percent(threshold, 1)
      } on) and by whether they ${event}, ${population}, ${period}; shade and percentage: share of ` +
      "the column",
    alt: `${title}. Forecast yes: ${formatNumber(truePositive)} ${event} and ` +
      `${formatNumber(falsePositive)} did not. Forecast no: ${formatNumber(falseNegative)} ` +
      `${event} and ${formatNumber(trueNegative)} did not. In all ${formatNumber(rows)} ${many} ` +
      `and ${formatNumber(flagged)} above the threshold; ${
        share((truePositive + trueNegative) / rows)
      } of the forecasts are right.`,
    data: cells.map(({ forecast, actual, count }) => ({
      forecast: forecast ? "yes" : "no",
      [event]: actual ? "yes" : "no",
      [many]: count,
    })),
    draw: (width) => drawCells(cells, event, width),
  };
}

type Cell = { readonly forecast: boolean; readonly actual: boolean; readonly count: number };

function drawCells(cells: readonly Cell[], event: string, width: number): Element {
  const narrow = isNarrow(width);
  const left = narrow ? 78 : 150, gap = 3;
  const cellWidth = Math.min(250, (width - left - 16) / 2), cellHeight = narrow ? 76 : 88;
  const headings = [capital(event), "Did not"].map((text) =>
    wrap(text, cellWidth, fontSize.text * 0.66)
  );
  const lineHeight = 14, top = 34 + lineHeight * headings[0]!.length;
  const height = top + 2 * cellHeight + gap + 8;
  const svg = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  svg.setAttribute("style", `font-size:${fontSize.text}px;color:${colour.ink}`);
  const x = (actual: boolean) => left + (actual ? 0 : cellWidth + gap);
  const y = (forecast: boolean) => top + (forecast ? 0 : cellHeight + gap);
  const text = (content: string, attributes: Record<string, string | number>) =>
    svg.append(svgText(content, { fill: colour.ink, "stroke-width": 0, ...attributes }));
  for (const actual of [true, false]) {
    const place = { x: x(actual) + cellWidth / 2, "text-anchor": "middle", "font-weight": "bold" };
    headings[actual ? 0 : 1]!.toReversed()
      .forEach((line, k) => text(line, { ...place, y: top - 12 - k * lineHeight }));
  }
  for (const forecast of [true, false]) {
    const place = { x: left - 10, "text-anchor": "end" };
    const middle = y(forecast) + cellHeight / 2;
    text(narrow ? "Forecast" : forecast ? "Forecast: yes" : "Forecast: no", {
      ...place,
      y: narrow ? middle - 4 : middle + 4,
      "font-weight": "bold",
    });
    if (narrow) text(forecast ? "yes" : "no", { ...place, y: middle + 12, "font-weight": "bold" });
  }
  for (const { forecast, actual, count } of cells) {
    const column = cells.filter((cell) => cell.actual === actual)
      .reduce((sum, cell) => sum + cell.count, 0);
    const part = column === 0 ? 0 : count / column;
    const isRight = forecast === actual;
    svg.append(svgElement("rect", {
      x: x(actual),
      y: y(forecast),
      width: cellWidth,
      height: cellHeight,
      fill: isRight ? colour.accent : colour.context,
      // Letters stay readable on the darkest shade.
      "fill-opacity": 0.06 + 0.34 * part,
      stroke: isRight ? colour.accent : colour.context,
    }));
    const middle = { x: x(actual) + cellWidth / 2, "text-anchor": "middle" };
    const place = y(forecast) + cellHeight / 2;
    text(formatNumber(count), { ...middle, y: place, "font-size": fontSize.title });
    text(share(part), { ...middle, y: place + 20 });
  }
  return svg;
}
