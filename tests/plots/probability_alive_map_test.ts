import { assertEquals } from "@std/assert";
import { frequencyRecencyGrid, probabilityAliveMap, toSvg } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const input = {
  ...scope,
  grid: frequencyRecencyGrid(40, 2, 2),
  values: [0.7, 0.9, 0.0002, 0.95],
  model: "pareto-nbd",
};

Deno.test("probabilityAliveMap() compares few with many purchases after the same silence", () => {
  assertEquals(
    probabilityAliveMap(input).title,
    "After 20 silent weeks, P(alive) is 70\u00a0% with 1 repeat purchase and less than " +
      "0.1\u00a0% with 2",
  );
});

Deno.test("probabilityAliveMap() counts customers of one place in one dot", () => {
  const circles = (customers: { frequency: number[]; recency: number[] }) =>
    toSvg(probabilityAliveMap({ ...input, customers })).match(/<circle/g)?.length ?? 0;
  assertEquals(circles({ frequency: [1, 1, 2], recency: [10, 10.1, 10] }), 2);
  // Customers without repeat purchase, and those beyond the grid, have no place.
  assertEquals(circles({ frequency: [0, 9], recency: [0, 5] }), 0);
});
