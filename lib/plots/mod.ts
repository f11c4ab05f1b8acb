/**
 * Figures: one function each, all with one look.
 *
 * A function takes data and returns a {@linkcode Picture}: the finding as its title, what is
 * measured as its subtitle, alternative text, the numbers, and how to draw it at a given width with
 * Observable Plot. Notebooks show it with `figure` of `perdura/report/mod.ts`; {@linkcode toPng} and
 * {@linkcode toStandaloneSvg} make files of it. Colours come from {@linkcode colour}, shared options
 * from {@linkcode canvas}; marks are labelled directly, without Plot's legends, titles and captions.
 *
 * The renderer of PNG files is native code: importing this module needs `--allow-ffi`,
 * `--allow-read` and `--allow-sys=cpus,hostname,networkInterfaces`. The single files beside it,
 * `to_png.ts` apart, need no permission.
 *
 * @module
 */
export { type Picture, type Rows } from "./picture.ts";
export { canvas, document, isNarrow } from "./canvas.ts";
export {
  categoryColours,
  colour,
  colourVariables,
  figureWidth,
  fontFamily,
  fontSize,
  scheme,
  type Shade,
  type ShadeName,
  shades,
} from "./theme.ts";
export { drawingOf, toStandaloneSvg, toSvg, withLightColours } from "./to_svg.ts";
export { toPng } from "./to_png.ts";
