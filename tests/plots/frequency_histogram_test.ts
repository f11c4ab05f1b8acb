import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { frequencyHistogram } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

Deno.test("frequencyHistogram() counts the customers that a model puts in the wrong place", () => {
  const titleOf = (expected: number[]) =>
    frequencyHistogram({ ...scope, actual: [50, 30, 20], expected: { "bg-nbd": expected } }).title;
  const title = (share: string) =>
    `BG/NBD puts ${share} of the customers at the wrong number of purchases`;
  assertEquals(titleOf([50, 30, 20]), title("0\u00a0%"));
  assertEquals(titleOf([40, 40, 20]), title("10\u00a0%"));
  assertEquals(titleOf([0, 0, 100]), title("80\u00a0%"));
});

Deno.test("frequencyHistogram() refuses to compare without customers or models", () => {
  const input = { ...scope, actual: [1], expected: {} };
  assertThrows(() => frequencyHistogram(input), InputError, "there are no models");
  assertThrows(
    () => frequencyHistogram({ ...input, actual: [0], expected: { a: [0] } }),
    InputError,
    "there are no customers",
  );
});
