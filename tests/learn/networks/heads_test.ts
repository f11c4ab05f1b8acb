import { assertAlmostEquals, assertEquals } from "@std/assert";
import { headLosses, logOdds, logOddsGradients, sigmoid } from "perdura/learn/networks/_heads.ts";

const Z = [Float32Array.of(-2, 0.5, 1.5, -40), Float32Array.of(0.25, -1, 3, -60)];
const Y = [Float32Array.of(0, 1, 0, 0), Float32Array.of(1, 1, 0, 0)];
const WEIGHT = [Float32Array.of(1, 2, 0.5, 1), Float32Array.of(1, 2, 0.5, 1)];

Deno.test("logOdds of the second head are those of p₁ + (1 − p₁) σ(z₂)", () => {
  const [, second] = logOdds(Z);
  for (let i = 0; i < 3; i++) {
    const p1 = sigmoid(Z[0]![i]!), p2 = p1 + (1 - p1) * sigmoid(Z[1]![i]!);
    assertAlmostEquals(second![i]!, Math.log(p2 / (1 - p2)), 1e-12);
  }
  assertAlmostEquals(second![3]!, -40, 1e-8); // e⁻⁴⁰ + e⁻⁶⁰, where 1 − p is 1 to the last bit
});

Deno.test("headLosses are weighted log-losses, the mean over heads", () => {
  const p = logOdds(Z).map((odds) => odds.map(sigmoid));
  let wanted = 0;
  for (const head of [0, 1]) {
    for (let i = 0; i < 4; i++) {
      const likelihood = Y[head]![i] ? p[head]![i]! : 1 - p[head]![i]!;
      wanted -= WEIGHT[head]![i]! * Math.log(likelihood) / 2;
    }
  }
  const { loss, right } = headLosses(Z, Y, WEIGHT);
  assertAlmostEquals(loss, wanted, 1e-10);
  // Head 1 is wrong about row 3, head 2 too; both about nothing else.
  assertEquals(right, 4);
});

Deno.test("headLosses are finite where a sigmoid would be 0 or 1", () => {
  const { loss, gradients } = headLosses(
    [Float32Array.of(800, -800)],
    [Float32Array.of(0, 1)],
    [Float32Array.of(1, 1)],
  );
  assertEquals(loss, 1600);
  assertEquals(gradients, [Float32Array.of(0.5, -0.5)]);
});

Deno.test("headLosses and logOddsGradients have the slopes of finite differences", () => {
  const step = 1 / 1024;
  const { gradients } = headLosses(Z, Y, WEIGHT);
  for (const head of [0, 1]) {
    for (let i = 0; i < 4; i++) {
      const moved = (by: number) =>
        Z.map((z, k) => z.map((value, j) => value + (k === head && j === i ? by : 0)));
      const slope = (f: (z: Float32Array[]) => number) =>
        (f(moved(step)) - f(moved(-step))) / (2 * step);
      assertAlmostEquals(
        gradients[head]![i]!,
        slope((z) => headLosses(z, Y, WEIGHT).loss) / 4,
        1e-6,
      );
      for (const target of [0, 1]) {
        assertAlmostEquals(
          logOddsGradients(Z, target)[head]![i]!,
          slope((z) => logOdds(z)[target]![i]!),
          1e-6,
        );
      }
    }
  }
});
