import { assert, assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import { Resvg } from "@resvg/resvg-js";
import {
  daysBetweenPurchases,
  figureWidth,
  orderStatusByYear,
  type Picture,
  reliabilityDiagram,
  rocAndPrecisionRecall,
  toPng,
  toSvg,
  trainingHistory,
  upliftOfDeciles,
  withLightColours,
} from "perdura/plots/mod.ts";
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

/** Fails where an axis has two ticks with one text. */
function assertTicksDiffer(svg: string): void {
  for (const [axis] of svg.matchAll(/<g[^>]*font-variant="tabular-nums"[\s\S]*?<\/g>/g)) {
    const ticks = [...axis.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text);
    assertEquals(new Set(ticks).size, ticks.length, `${ticks}`);
  }
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

  Deno.test(`${name} names no two ticks of an axis alike`, () => {
    if (name === "alive_history") return; // days, of which each month has its own
    for (const width of [figureWidth.wide, figureWidth.narrow]) {
      assertTicksDiffer(toSvg(picture, width));
    }
  });

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

Deno.test("figures of rare events and of few customers name no two ticks alike", () => {
  const bin = (expected: number) => (
    { rows: 900, expected, actual: expected, interval: [0.001, 0.013] as const }
  );
  const rare = Float64Array.from({ length: 400 }, (_, row) => (row % 99 === 0 ? 1 : 0));
  const uplift = { estimate: 0.001, lower: -0.002, upper: 0.004 };
  const pictures = [
    reliabilityDiagram({
      ...scope,
      bins: [bin(0.004), bin(0.008)],
      baseRate: 0.006,
      model: "network",
      event: "bought",
    }),
    rocAndPrecisionRecall({
      ...scope,
      outcome: rare,
      models: [{ name: "network", probabilities: rare.map((_, row) => (row * 7 % 400) / 400) }],
      event: "bought",
    }),
    upliftOfDeciles({
      ...scope,
      bins: [1, 2].map((bin) => ({ bin, treated: 900, control: 900, uplift })) as never,
      average: uplift,
      event: "responded",
    }),
    trainingHistory({
      ...scope,
      history: [1, 2, 3].map((epoch) => ({
        epoch,
        ...{ loss: 0.41235 - epoch / 9e4, validationLoss: 0.4124 - epoch / 9e4 },
        ...{ accuracy: 0.8564 + epoch / 9e4, validationAccuracy: 0.8563 + epoch / 9e4 },
      })),
      ...{ bestEpoch: 3, baseRate: 0.1437 },
    }),
    daysBetweenPurchases({ ...scope, days: [3, 12, 40] }),
    orderStatusByYear({ ...scope, years: [{ year: 2011, status: "Lost", orders: 1 }] }),
  ];
  for (const picture of pictures) {
    for (const width of [figureWidth.wide, figureWidth.narrow]) {
      assertTicksDiffer(toSvg(picture, width));
    }
  }
});

Deno.test("every figure can become a PNG for a telephone", () => {
  const { picture } = examples["rfm_distribution"]!();
  assertGreater(toPng(picture, figureWidth.narrow).length, 1000);
});
