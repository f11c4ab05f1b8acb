import { assertEquals, assertStringIncludes } from "@std/assert";
import { topShares } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const draw = (values: number[], top?: number) =>
  topShares({
    ...scope,
    items: values.map((value, k) => ({ name: "ABCDEFGH"[k]!, value })),
    noun: ["country", "countries"],
    measure: "revenue",
    ...(top === undefined ? {} : { top }),
  });

Deno.test("topShares() names one leader or the largest three", () => {
  assertEquals(draw([5, 90, 3, 2]).title, "B brings 90\u00a0% of the revenue");
  assertEquals(
    draw([30, 25, 20, 15, 10]).title,
    "The three largest countries bring 75\u00a0% of the revenue, A alone 30\u00a0%",
  );
});

Deno.test("topShares() puts the rest together and keeps it in the data", () => {
  const picture = draw([30, 25, 20, 15, 10], 2);
  assertStringIncludes(picture.alt, "3 other countries together 45 (45\u00a0%)");
  assertEquals((picture.data as unknown[]).length, 5);
  // A single other has its own name.
  assertStringIncludes(draw([30, 25, 20], 2).alt, "C 20 (27\u00a0%)");
});
