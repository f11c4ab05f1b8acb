import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { checkSome, quantile, sorted } from "perdura/plots/_statistics.ts";

Deno.test("quantile() interpolates between neighbours", () => {
  assertEquals(quantile(sorted([4, 1, NaN, 2, 3]), 0.5), 2.5);
  assertEquals(quantile(sorted([7]), 0.99), 7);
});

Deno.test("checkSome() refuses to draw nothing and says what is missing", () => {
  checkSome(1, "x", "y");
  assertThrows(
    () => checkSome(0, "the histogram", "customers"),
    InputError,
    "Cannot draw the histogram: there are no customers",
  );
});
