import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { logLoss } from "perdura/learn/mod.ts";
import { scoreByFold } from "perdura/repurchase/shop/audit/_score_by_fold.ts";

const fold = (outcome: readonly number[], probability: readonly number[], name = "") => ({
  userId: outcome.map((_, row) => `${name}${row}`),
  outcome: Float64Array.from(outcome),
  probability: Float64Array.from(probability),
});
const options = { random: seededRandom(1), replicates: 100 };

Deno.test("scoreByFold ranks orders within folds only, and takes the mean over repurchases", () => {
  // By hand: one repurchase ranked above all others, three of which each beats half.
  const one = fold([1, 0, 0, 0], [0.9, 0.1, 0.2, 0.3], "a");
  const three = fold([1, 1, 1, 0], [0.01, 0.01, 0.01, 0.01], "b");
  const { logLoss: loss, prAuc, rocAuc } = scoreByFold([one, three], options);
  assertAlmostEquals(rocAuc.estimate, (1 * 1 + 3 * 0.5) / 4, 1e-12);
  assertAlmostEquals(prAuc.estimate, (1 * 1 + 3 * 0.75) / 4, 1e-12);
  assertAlmostEquals(
    loss.estimate,
    logLoss(
      Float64Array.of(...one.probability, ...three.probability),
      Float64Array.of(...one.outcome, ...three.outcome),
    ),
    1e-12,
  );
  assert(rocAuc.lower <= rocAuc.estimate && rocAuc.estimate <= rocAuc.upper);
});

Deno.test("scoreByFold says of trees that know nothing that they guess, whatever their base rates", () => {
  // A fold with more repurchases leaves fewer to learn from: across folds, the rank is upside down.
  const { rocAuc } = scoreByFold([
    fold([1, 1, 1, 0], [0.2, 0.2, 0.2, 0.2], "a"),
    fold([1, 0, 0, 0], [0.6, 0.6, 0.6, 0.6], "b"),
  ], options);
  assertEquals([rocAuc.lower, rocAuc.estimate, rocAuc.upper], [0.5, 0.5, 0.5]);
});

Deno.test("scoreByFold leaves out folds in which all orders are alike", () => {
  const { prAuc, rocAuc } = scoreByFold([
    fold([1, 0], [0.8, 0.2], "a"),
    fold([0, 0], [0.8, 0.2], "b"),
    fold([], []),
  ], options);
  assertEquals([rocAuc.estimate, prAuc.estimate], [1, 1]);
});

Deno.test("scoreByFold draws users with all their orders", () => {
  const random = seededRandom(5);
  const outcome = Array.from({ length: 60 }, () => random.integer(2));
  const one = fold(outcome, outcome.map((yes) => 0.3 * yes + random.next()));
  // Four orders of each user that are alike tell no more than one.
  const four = <Row>(values: ArrayLike<Row>) => Array.from(values).flatMap((v) => [v, v, v, v]);
  const repeated = {
    userId: four(one.userId),
    outcome: Float64Array.from(four(one.outcome)),
    probability: Float64Array.from(four(one.probability)),
  };
  const [once, fourTimes] = [one, repeated].map((test) => scoreByFold([test], options).rocAuc);
  assertGreater(once!.upper - once!.lower, 0.1);
  assertAlmostEquals(fourTimes!.lower, once!.lower, 1e-9);
  assertAlmostEquals(fourTimes!.upper, once!.upper, 1e-9);
});

Deno.test("scoreByFold draws the orders of a user together in all folds", () => {
  const random = seededRandom(6);
  const outcome = Array.from({ length: 40 }, () => random.integer(2));
  const test = fold(outcome, outcome.map((yes) => 0.3 * yes + random.next()));
  const userId = [...Array(7).fill(test.userId[0]!), ...test.userId];
  const nothing = { ...fold(userId.map(() => 0), userId.map(() => 0.1)), userId };
  assertEquals(
    scoreByFold([nothing, test], options).rocAuc,
    scoreByFold([test], options).rocAuc,
  );
});
