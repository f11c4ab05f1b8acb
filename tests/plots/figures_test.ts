import { assert, assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import { Resvg } from "@resvg/resvg-js";
import { figureWidth, type Picture, toPng, toSvg, withLightColours } from "perdura/plots/mod.ts";
import { examples, scope } from "./_examples.ts";
import { assertSnapshot } from "./_snapshot.ts";

// What every figure promises, whatever it shows.

const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => {
  const folder = new URL(".", import.meta.resolve("dejavu-fonts-ttf/package.json"));
  return decodeURIComponent(new URL(`ttf/${name}`, folder).pathname);
});

/** The edges of everything that a drawing shows, in pixels beyond its own. */
function overflow(picture: Picture, width: number): Record<string, number> {
  const svg = withLightColours(toSvg(picture, width)).replaceAll("currentColor", "#1b1f24");
  const box = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  }).getBBox()!;
  const height = Number(/\sheight="([\d.]+)"/.exec(svg)![1]);
  return {
    left: -box.x,
    top: -box.y,
    right: box.x + box.width - width,
    bottom: box.y + box.height - height,
  };
}

const rowsOf = (picture: Picture) => picture.data as readonly Record<string, unknown>[];

for (const [name, make] of Object.entries(examples)) {
  const { picture, labels } = make();

  Deno.test(`${name} says what it shows, of whom and when`, () => {
    assertGreater(picture.title.length, 20);
    assert(!/[.!]$/.test(picture.title), picture.title);
    assert(!/NaN|undefined|Infinity|∞/.test(picture.title + picture.subtitle + picture.alt));
    if (name === "alive_history") return; // of one customer, named in the title
    assertStringIncludes(picture.subtitle, scope.population);
    assertStringIncludes(picture.subtitle, name === "revenue_by_month" ? "9 Jun" : scope.period);
  });

  Deno.test(`${name} has alternative text with the numbers of its title`, () => {
    const numbers = (text: string) => text.match(/\d[\d,.]*(?<![,.])/g) ?? [];
    assertGreater(numbers(picture.alt).length, 2);
    if (name === "frequency_calibration") return; // its title counts groups
    for (const number of numbers(picture.title)) assertStringIncludes(picture.alt, number);
  });

  Deno.test(`${name} gives its data in rows with the same columns`, () => {
    const rows = rowsOf(picture);
    assertGreater(rows.length, 0);
    for (const row of rows) assertEquals(Object.keys(row), Object.keys(rows[0]!));
  });

  Deno.test(`${name} labels its axes`, () => {
    const text = toSvg(picture).replace(/<[^>]*>/g, "\n").replaceAll("&#160;", "\u00a0");
    for (const label of labels) assertStringIncludes(text, label);
  });

  for (const width of [figureWidth.wide, figureWidth.narrow]) {
    Deno.test(`${name} cuts nothing off at ${width} pixels`, () => {
      for (const [side, pixels] of Object.entries(overflow(picture, width))) {
        assert(pixels <= 2, `${pixels.toFixed(1)} pixels beyond the ${side} edge`);
      }
    });
  }

  Deno.test(`${name} has letters of 11 pixels at least and no ids that could clash`, () => {
    const svg = toSvg(picture, figureWidth.narrow);
    // The font size of the <svg> itself is replaced by that in its style.
    const sizes = [...svg.matchAll(/<(?!svg)[^>]*font-size="([\d.]+)/g)].map((m) => Number(m[1]));
    for (const size of sizes) assert(size >= 11, `${size}`);
    assertEquals(/\sid="/.test(svg), false);
    assertEquals(/NaN|undefined/.test(svg), false);
  });

  Deno.test(`${name} is drawn as it was when somebody last looked`, async () => {
    await assertSnapshot(name, toSvg(picture));
  });
}

Deno.test("every figure can become a PNG for a telephone", () => {
  const { picture } = examples["rfm_distribution"]!();
  assertGreater(toPng(picture, figureWidth.narrow).length, 1000);
});
