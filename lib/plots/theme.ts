/** One colour of the project: its value on white paper and on a dark page. */
export interface Shade {
  readonly light: string;
  readonly dark: string;
}

/**
 * Every colour that figures and pages use, by what it is for.
 *
 * The categories are the hues of Okabe and Ito, safe for colour-blind readers, each as dark (or
 * light) as a contrast of 3 with the paper demands. Their first is also the accent.
 *
 * Source: Okabe and Ito, "Color Universal Design" (2008), https://jfly.uni-koeln.de/color/.
 */
export const shades = {
  paper: { light: "#ffffff", dark: "#15181c" },
  panel: { light: "#f5f6f7", dark: "#1e2228" },
  ink: { light: "#1b1f24", dark: "#e7eaee" },
  muted: { light: "#59616b", dark: "#a3acb8" },
  line: { light: "#d9dde2", dark: "#363c45" },
  context: { light: "#8b949e", dark: "#747d89" },
  baseline: { light: "#6a727c", dark: "#98a1ad" },
  accent: { light: "#0072b2", dark: "#56b4e9" },
  warning: { light: "#b54708", dark: "#f0a35e" },
  category1: { light: "#0072b2", dark: "#56b4e9" },
  category2: { light: "#d55e00", dark: "#f0803c" },
  category3: { light: "#00855f", dark: "#2fc195" },
  category4: { light: "#b5588e", dark: "#dd9cc2" },
  category5: { light: "#a86f00", dark: "#e69f00" },
  category6: { light: "#2f7fae", dark: "#9ad3f5" },
} as const satisfies Record<string, Shade>;

/** The name of one of the {@linkcode shades}. */
export type ShadeName = keyof typeof shades;

/**
 * The {@linkcode shades} as figures use them: a CSS variable that a page may set, with the light
 * value where no page does.
 *
 * {@linkcode toStandaloneSvg} puts the light value in the place of the variable.
 */
export const colour: Readonly<Record<ShadeName, string>> = Object.fromEntries(
  Object.entries(shades).map(([name, shade]) => [name, `var(--pd-${name}, ${shade.light})`]),
) as Record<ShadeName, string>;

/** The colours of categories, in the order in which they are given out; never more than six. */
export const categoryColours: readonly string[] = [
  colour.category1,
  colour.category2,
  colour.category3,
  colour.category4,
  colour.category5,
  colour.category6,
];

/** Colour schemes of Observable Plot for quantities. */
export const scheme = { sequential: "ylgnbu", diverging: "rdbu" } as const;

/** Widths in pixels: of a figure beside text, and of the same figure on a telephone. */
export const figureWidth = { wide: 720, narrow: 340 } as const;

/** Sizes of letters in pixels, as rendered. */
export const fontSize = { title: 17, subtitle: 13, text: 12 } as const;

/** The families of letters on pages, of numbers in code, and in exported pictures. */
export const fontFamily = {
  page: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif',
  code: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  picture: '"DejaVu Sans", sans-serif',
} as const;

/**
 * The declarations that give every colour variable its value in one mode, for a style sheet.
 *
 * @example
 * ```ts
 * import { colourVariables } from "perdura/plots/theme.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(colourVariables("dark"), "--pd-paper:#15181c;");
 * ```
 */
export function colourVariables(mode: keyof Shade): string {
  return Object.entries(shades).map(([name, shade]) => `--pd-${name}:${shade[mode]};`).join("");
}
