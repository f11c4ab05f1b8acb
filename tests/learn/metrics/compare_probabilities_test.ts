import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { compareProbabilities } from "perdura/learn/mod.ts";

const random = seededRandom(3);
const truth = Float64Array.from({ length: 2000 }, () => 0.05 + 0.5 * random.next());
const outcome = truth.map((p) => random.next() < p ? 1 : 0);
const forecasts = { truth, "base rate": truth.map(() => 0.3) };

Deno.test("compareProbabilities() puts the truth before a base rate, by more than chance", () => {
  const [first, second] = compareProbabilities({ outcome, forecasts }, seededRandom(1));
  assertEquals([first!.name, second!.name], ["truth", "base rate"]);
  assert(first!.scores.rocAuc.lower > 0.5);
  const { logLoss } = second!.difference!;
  assert(logLoss.lower > 0 && logLoss.lower < logLoss.estimate && logLoss.estimate < logLoss.upper);
  assertAlmostEquals(
    logLoss.estimate,
    second!.scores.logLoss.estimate - first!.scores.logLoss.estimate,
    1e-12,
  );
  assertEquals(first!.difference, undefined);
});

Deno.test("compareProbabilities() gives intervals of the width that theory gives for a share", () => {
  const [first] = compareProbabilities({ outcome, forecasts }, seededRandom(1), 1000);
  const { estimate, lower, upper } = first!.scores.actual;
  const width = 2 * 1.96 * Math.sqrt(estimate * (1 - estimate) / outcome.length);
  assertAlmostEquals((upper - lower) / width, 1, 0.1);
});

Deno.test("compareProbabilities() gives no interval of the calibration error, and all others around the estimate", () => {
  for (const { difference, scores } of compareProbabilities({ outcome, forecasts }, random)) {
    for (const estimates of [scores, difference ?? scores]) {
      const { calibrationError, ...others } = estimates;
      assert(Number.isFinite(calibrationError.estimate));
      assertEquals([calibrationError.lower, calibrationError.upper], [NaN, NaN]);
      for (const [name, { estimate, lower, upper }] of Object.entries(others)) {
        assert(lower <= estimate + 1e-12 && estimate <= upper + 1e-12, name);
      }
    }
  }
});

Deno.test("compareProbabilities() refuses forecasts of other rows", () => {
  assertThrows(
    () => compareProbabilities({ outcome, forecasts: { short: Float64Array.of(1) } }, random),
    InputError,
    '"short" has 1 and there are 2000 outcomes',
  );
});
