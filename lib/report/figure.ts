import { InputError } from "perdura/core/mod.ts";
import type { Picture } from "perdura/plots/picture.ts";
import { figureWidth } from "perdura/plots/theme.ts";
import { toStandaloneSvg, toSvg } from "perdura/plots/to_svg.ts";
import { dataLink } from "./_data_link.ts";
import { withStyle } from "./_fragment_style.ts";
import { Markup, markup } from "./markup.ts";
import { currentSink } from "./_sink.ts";

/** How to show a figure. */
export interface FigureOptions {
  /** What else to say below it, for example how to read it. */
  readonly caption?: string;
}

/**
 * Shows a figure, numbered, drawn for wide and for narrow screens, with its data to download.
 *
 * @param picture from a function of `perdura/plots/mod.ts`, or an object of the same shape
 * @throws {InputError} where title, subtitle or alternative text is empty
 *
 * @example
 * ```ts
 * import * as Plot from "@observablehq/plot";
 * import { canvas } from "perdura/plots/canvas.ts";
 * import { capture, figure } from "perdura/report/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = [{ week: 1, orders: 4 }, { week: 2, orders: 9 }];
 * const { outputs } = await capture(() =>
 *   figure({
 *     title: "Orders doubled in a week",
 *     subtitle: "Orders by week, all customers",
 *     alt: "Bars: 4 orders in week 1, 9 in week 2.",
 *     data,
 *     draw: (width) =>
 *       Plot.plot({ ...canvas(width), marks: [Plot.barY(data, { x: "week", y: "orders" })] }),
 *   })
 * );
 * const [first] = outputs[0]!.data["text/plain"].split("\n");
 * assertEquals(first, "Figure 1. Orders doubled in a week");
 * ```
 */
export async function figure(picture: Picture, options: FigureOptions = {}): Promise<void> {
  for (const part of ["title", "subtitle", "alt"] as const) {
    if (picture[part].trim() === "") {
      throw new InputError(
        `Cannot show the figure "${picture.title}": its "${part}" is empty; ${advice[part]}`,
      );
    }
  }
  const { title, subtitle, alt } = picture;
  const sink = currentSink();
  const number = sink.numberOf("figure", title);
  const drawings = (["wide", "narrow"] as const).map((size) =>
    markup`<div class="pd-${size}">${new Markup(toSvg(picture, figureWidth[size]))}</div>\n`
  );
  const heading = markup`<figcaption>
<p class="pd-title"><span class="pd-number">Figure ${number}.</span> ${unbroken(title)}</p>
<p class="pd-subtitle">${subtitle}</p>
</figcaption>`;
  const link = dataLink(picture.data, `figure-${number}`);
  const body = markup`<figure class="pd pd-figure" id="figure-${number}">
${heading}
${drawings}<p class="pd-foot">${options.caption}${link}</p>
</figure>`;
  await sink.show({
    data: {
      "text/html": withStyle(body),
      "image/svg+xml": toStandaloneSvg(picture),
      "text/plain": `Figure ${number}. ${title}\n${subtitle}\n${alt}`,
    },
    facts: { kind: "figure", number, title },
  });
}

const advice = {
  title: "say what it shows in a sentence",
  subtitle: "say measure, unit, population and period",
  alt: "say what a reader who cannot see it has to know",
} as const;

/** A title whose compound words, such as ROC-AUC, stay in one line. */
function unbroken(title: string): Markup[] {
  return title.split(/(\w+(?:-\w+)+)/).map((part, at) =>
    at % 2 === 0 ? markup`${part}` : markup`<span class="pd-word">${part}</span>`
  );
}
