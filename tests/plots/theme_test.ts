import { assert, assertEquals } from "@std/assert";
import { colourVariables, shades } from "perdura/plots/mod.ts";

/** Contrast of two colours as the Web Content Accessibility Guidelines 2.2 define it. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

Deno.test("contrast() here gives the landmark values of the guidelines", () => {
  assertEquals(contrast("#000000", "#ffffff"), 21);
  assertEquals(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

for (const mode of ["light", "dark"] as const) {
  for (const name of ["ink", "muted", "accent", "warning"] as const) {
    Deno.test(`shades.${name} is readable as text on ${mode} paper and panels`, () => {
      for (const ground of ["paper", "panel"] as const) {
        const value = contrast(shades[name][mode], shades[ground][mode]);
        assert(value >= 4.5, `${name} on ${ground}: ${value.toFixed(2)}`);
      }
    });
  }
  Deno.test(`shades of marks stand out from ${mode} paper`, () => {
    const marks = Object.keys(shades).filter((name) => /^(category|context|baseline)/.test(name));
    assertEquals(marks.length, 8);
    for (const name of marks as (keyof typeof shades)[]) {
      const value = contrast(shades[name][mode], shades.paper[mode]);
      assert(value >= 3, `${name}: ${value.toFixed(2)}`);
    }
  });
}

Deno.test("colourVariables() names every shade once", () => {
  const names = [...colourVariables("light").matchAll(/--pd-(\w+):/g)].map((match) => match[1]);
  assertEquals(names, Object.keys(shades));
});
