import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Adam, addRidge, clipGradients } from "perdura/learn/networks/_adam.ts";

const GRADIENTS = [
  [[0.3, -0.2], [4]],
  [[-0.1, 0.05], [0.02]],
  [[0.7, 0], [-0.5]],
];

function threeSteps(weightDecay: number, clip?: number): number[] {
  const parameters = [
    { values: Float32Array.of(0.5, -1), decays: true },
    { values: Float32Array.of(0.1), decays: false },
  ];
  const adam = new Adam(parameters);
  for (const step of GRADIENTS) {
    const gradients = step.map((values) => Float32Array.from(values));
    if (clip !== undefined) clipGradients(gradients, clip);
    adam.step(gradients, { learningRate: 0.01, weightDecay });
  }
  return parameters.flatMap(({ values }) => [...values]);
}

// optax 0.2.8, adamw(1e-2, weight_decay=…, mask={"w": True, "b": False}) after three updates,
// with clip_by_global_norm(1) before it where it is clipped.
const OPTAX = [
  { decay: 0, clip: undefined, values: [0.4789025750339, -0.981676316845, 0.0788874159436] },
  { decay: 0, clip: 1, values: [0.48593009561745, -0.9909690268042, 0.08128868297046] },
  { decay: 0.1, clip: undefined, values: [0.47742806671878, -0.97870400052539, 0.0788874159436] },
  { decay: 0.1, clip: 1, values: [0.48444963094711, -0.98799146925574, 0.08128868297046] },
];

for (const { decay, clip, values } of OPTAX) {
  Deno.test(`Adam steps as optax does with weight decay ${decay} and clipping at ${clip}`, () => {
    threeSteps(decay, clip).forEach((value, i) => assertAlmostEquals(value, values[i]!, 2e-7));
  });
}

Deno.test("clipGradients leaves short gradients alone and keeps the direction of long ones", () => {
  const short = [Float32Array.of(0.3), Float32Array.of(0.4)];
  clipGradients(short, 0.6);
  assertEquals(short, [Float32Array.of(0.3), Float32Array.of(0.4)]);
  clipGradients(short, 0.25);
  assertAlmostEquals(short[0]![0]!, 0.15, 1e-7);
  assertAlmostEquals(short[1]![0]!, 0.2, 1e-7);
});

Deno.test("addRidge adds the slope of l2 · Σ w² of weights, and not of biases", () => {
  const gradients = [Float32Array.of(1, 1), Float32Array.of(1)];
  addRidge(gradients, [
    { values: Float32Array.of(2, -3), decays: true },
    { values: Float32Array.of(5), decays: false },
  ], 0.25);
  assertEquals(gradients, [Float32Array.of(2, -0.5), Float32Array.of(1)]);
});
