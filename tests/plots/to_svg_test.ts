import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as Plot from "@observablehq/plot";
import { canvas, drawingOf, toStandaloneSvg, toSvg } from "perdura/plots/mod.ts";
import { demonstration } from "./_demonstration.ts";

Deno.test("toSvg() gives one <svg> with namespace, role and alternative text", () => {
  const svg = toSvg(demonstration());
  assert(svg.startsWith("<svg ") && svg.endsWith("</svg>"));
  assertStringIncludes(svg, 'xmlns="http://www.w3.org/2000/svg"');
  assertStringIncludes(svg, 'role="img"');
  assertStringIncludes(svg, 'aria-label="The share of buying customers falls from 70 %');
  assertStringIncludes(svg, 'width="720"');
  assertEquals(svg.match(/aria-label=/g)?.length, 1);
});

Deno.test("toSvg() draws a second time for a telephone, with fewer ticks", () => {
  const count = (svg: string) => svg.match(/<text/g)?.length ?? 0;
  const narrow = toSvg(demonstration(), 340);
  assertStringIncludes(narrow, 'width="340"');
  assert(count(narrow) <= count(toSvg(demonstration())));
});

Deno.test("toSvg() keeps two decimals of coordinates and leaves text alone", () => {
  const svg = drawingOf(
    Plot.plot({
      ...canvas(720),
      marks: [Plot.text([{ x: 1 / 3 }], { x: "x", y: () => 1 / 7, text: () => "0.123456" })],
    }),
    "0.654321",
  );
  assertStringIncludes(svg, ">0.123456<");
  assertStringIncludes(svg, 'aria-label="0.654321"');
  assertEquals(/(?:transform|d|x|y)="[^"]*\.\d{3}/.exec(svg), null);
});

Deno.test("drawingOf() refuses a drawing with a legend beside it", () => {
  const figure = Plot.plot({
    ...canvas(720),
    color: { legend: true },
    marks: [Plot.dot([{ a: "x" }], { x: "a", fill: "a" })],
  });
  assertThrows(() => drawingOf(figure, "dots"), TypeError, "label the marks");
});

Deno.test("toSvg() keeps colour variables, toStandaloneSvg() puts light values in their place", () => {
  assertStringIncludes(toSvg(demonstration()), "var(--pd-accent, #0072b2)");
  const standalone = toStandaloneSvg(demonstration());
  assertEquals(standalone.includes("var(--pd-"), false);
  assertStringIncludes(standalone, "#0072b2");
});

Deno.test("toStandaloneSvg() breaks title and subtitle into lines and escapes them", () => {
  const picture = { ...demonstration(), title: "Less < more & ".repeat(12), subtitle: "a" };
  const svg = toStandaloneSvg(picture, 340);
  assert((svg.match(/font-weight="700"/g)?.length ?? 0) > 3);
  assertStringIncludes(svg, "Less &lt; more &amp; Less");
});
