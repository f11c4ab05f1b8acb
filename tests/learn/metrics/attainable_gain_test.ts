import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { attainableGain } from "perdura/learn/mod.ts";

Deno.test("attainableGain() is 1 for the truth, 0 for the base rate, less than 0 for worse", () => {
  const truth = Float64Array.of(0.05, 0.1, 0.3, 0);
  assertAlmostEquals(attainableGain(truth, truth, 0.1125).share, 1, 1e-12);
  assertAlmostEquals(attainableGain(truth.map(() => 0.1125), truth, 0.1125).share, 0, 1e-12);
  assert(attainableGain(truth.toReversed(), truth, 0.1125).share < 0);
});

Deno.test("attainableGain() measures expected log-loss", () => {
  // By hand: −0.25 ln 0.5 − 0.75 ln 0.5, and the entropy of a quarter.
  const { model, best, baseRate } = attainableGain(
    Float64Array.of(0.5),
    Float64Array.of(0.25),
    0.25,
  );
  assertAlmostEquals(model, Math.LN2, 1e-12);
  assertAlmostEquals(best, 0.5623351446188083, 1e-12);
  assertAlmostEquals(baseRate, best, 1e-12);
});

Deno.test("attainableGain() takes the mean of the truth for the base rate unless it is told another", () => {
  const truth = Float64Array.of(0.1, 0.3, 0.8), probabilities = Float64Array.of(0.2, 0.2, 0.6);
  const gain = attainableGain(probabilities, truth);
  assertAlmostEquals(gain.share, attainableGain(probabilities, truth, 0.4).share, 1e-12);
  assert(gain.share < attainableGain(probabilities, truth, 0.9).share);
});

Deno.test("attainableGain() is finite where the truth is certain", () => {
  assertAlmostEquals(
    attainableGain(Float64Array.of(0, 1), Float64Array.of(0, 1)).share,
    1,
    1e-12,
  );
});

Deno.test("attainableGain() refuses columns of different rows", () => {
  assertThrows(() => attainableGain(new Float64Array(2), new Float64Array(3), 0.1), InputError);
});
