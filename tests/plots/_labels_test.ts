import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { spread, wrap } from "perdura/plots/_labels.ts";

Deno.test("spread() keeps the gap, the order and the lower edge", () => {
  assertEquals(spread([100, 10], 15, 300), [100, 10]);
  assertEquals(spread([100, 100, 104], 15, 300).map(Math.round), [86, 101, 116]);
  assertEquals(spread([298, 299], 15, 300), [285, 300]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }), (places) => {
      const moved = spread(places, 15, 300).sort((a, b) => a - b);
      moved.slice(1).forEach((place, k) => assert(place - moved[k]! >= 15 - 1e-9));
      assert((moved.at(-1) ?? 0) <= 300 + 1e-9);
    }),
  );
});

Deno.test("wrap() breaks between words only, and not at a blank that does not break", () => {
  assertEquals(wrap("had a repurchase within 60 days", 16, 1), [
    "had a repurchase",
    "within 60 days",
  ]);
  assertEquals(wrap("6\u00a0% of all", 4, 1), ["6\u00a0%", "of", "all"]);
  assertEquals(wrap("unbreakable", 4, 1), ["unbreakable"]);
});
