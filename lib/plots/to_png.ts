import { Resvg } from "@resvg/resvg-js";
import type { Picture } from "./picture.ts";
import { figureWidth } from "./theme.ts";
import { toStandaloneSvg } from "./to_svg.ts";

// Without these files all text would be missing, without an error.
const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => {
  const folder = new URL(".", import.meta.resolve("dejavu-fonts-ttf/package.json"));
  return decodeURIComponent(new URL(`ttf/${name}`, folder).pathname);
});

/**
 * A whole picture as a PNG: title, subtitle and drawing on white, the same bytes everywhere.
 *
 * Needs read access to Deno's cache, and the permissions of native code (see `lib/plots/mod.ts`).
 *
 * @param width how wide the picture is laid out, in pixels
 * @param scale pixels of the file per pixel of the layout
 */
export function toPng(picture: Picture, width: number = figureWidth.wide, scale = 2): Uint8Array {
  const renderer = new Resvg(toStandaloneSvg(picture, width), {
    fitTo: { mode: "width", value: width * scale },
    background: "white",
    font: {
      loadSystemFonts: false,
      fontFiles,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return renderer.render().asPng();
}
