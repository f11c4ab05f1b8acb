import { assertEquals, assertStringIncludes } from "@std/assert";
import { aliveHistory, toSvg } from "perdura/plots/mod.ts";

const days = ["2011-01-01", "2011-02-01", "2011-03-01"].map((text) => new Date(text));
const input = { customer: "7", days, purchases: [days[0]!], model: "pareto-nbd" };

Deno.test("aliveHistory() turns from still buying to left at one half", () => {
  const titleOf = (last: number) =>
    aliveHistory({ ...input, probabilityAlive: [1, 0.4, last] }).title;
  assertEquals(titleOf(0.5), "Customer 7 probably still buys: P(alive) is 50\u00a0% on 1 Mar 2011");
  assertEquals(titleOf(0.49), "Customer 7 has probably left: P(alive) is 49\u00a0% on 1 Mar 2011");
});

Deno.test("aliveHistory() tells the lowest point and the last purchase", () => {
  const { alt } = aliveHistory({ ...input, probabilityAlive: [1, 0.4, 0.9] });
  assertStringIncludes(alt, "made 1 purchase, the last on 1 Jan 2011");
  assertStringIncludes(alt, "lowest on 1 Feb 2011, at 40\u00a0%");
});

Deno.test("aliveHistory() has a band, and says so, only where it is known", () => {
  const without = aliveHistory({ ...input, probabilityAlive: [1, 0.4, 0.9] });
  const band = [0.5, 0.5, 0.5];
  const withBand = aliveHistory({ ...input, probabilityAlive: band, low: band, high: band });
  assertEquals(without.subtitle.includes("band"), false);
  assertStringIncludes(withBand.subtitle, "band: 95\u00a0% interval");
  assertEquals(toSvg(without).includes('fill-opacity="0.2"'), false);
  assertStringIncludes(toSvg(withBand), 'fill-opacity="0.2"');
});
