import { assertAlmostEquals, assertEquals } from "@std/assert";
import { learningRates } from "perdura/learn/networks/_learning_rate.ts";

const options = { learningRate: 0.1, schedule: "constant", warmUp: 0, epochs: 4 } as const;

Deno.test("learningRates are constant without a warm-up", () => {
  const rate = learningRates(options, 10);
  assertEquals([0, 17, 39].map(rate), [0.1, 0.1, 0.1]);
});

Deno.test("learningRates rise over the warm-up, to the full rate right after it", () => {
  const rate = learningRates({ ...options, warmUp: 0.3 }, 10);
  [0.025, 0.05, 0.075, 0.1, 0.1].forEach((wanted, step) =>
    assertAlmostEquals(rate(step), wanted, 1e-12)
  );
});

Deno.test("learningRates fall along a cosine from the end of the warm-up to 0", () => {
  const rate = learningRates({ ...options, schedule: "cosine", warmUp: 1 }, 10);
  assertAlmostEquals(rate(10), 0.1, 1e-12);
  assertAlmostEquals(rate(25), 0.05, 1e-12); // half way
  assertAlmostEquals(rate(20), 0.1 * 0.75, 1e-12); // cos 60° = 1/2
  assertAlmostEquals(rate(40), 0, 1e-12);
});
