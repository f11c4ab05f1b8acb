import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
} from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  type EpochRecord,
  type NetworkOptions,
  type NetworkRows,
  trainNetwork,
} from "perdura/learn/networks/mod.ts";
import { interaction, logLoss, simulatedRows } from "./_rows.ts";

const train = simulatedRows(2000, 1, interaction);
const validation = simulatedRows(1000, 2, interaction);
const small = (options: Partial<NetworkOptions> = {}): NetworkOptions => ({
  hidden: [16],
  dropout: 0,
  epochs: 3,
  batchSize: 100,
  learningRate: 0.01,
  random: seededRandom(5),
  ...options,
});

/** The validation loss of probabilities from a network that is trained and thrown away. */
async function lossOf(options: NetworkOptions): Promise<number> {
  const network = await trainNetwork(train, validation, options);
  const [p] = network.predict(validation.features);
  network.dispose();
  return logLoss(p!, validation.outcomes[0]!);
}

Deno.test("trainNetwork learns an interaction that no weighted sum shows", async () => {
  const straight = await lossOf(small({ hidden: [], epochs: 15 }));
  const deep = await lossOf(small({ epochs: 15 }));
  assertGreater(straight, 0.68);
  assertLess(deep, 0.5); // 0.365 with the true probabilities, which jump
});

Deno.test("trainNetwork learns with dropout, batch norm, AdamW, L2, a cosine and clipping", async () => {
  const loss = await lossOf(small({
    hidden: [32, 16],
    dropout: 0.1,
    batchNorm: true,
    optimizer: "adamw",
    weightDecay: 0.05,
    l2: 1e-4,
    schedule: "cosine",
    warmUp: 0.5,
    clip: 1,
    epochs: 12,
  }));
  assertLess(loss, 0.5);
});

Deno.test("trainNetwork tells of each epoch and keeps the history", async () => {
  const told: EpochRecord[] = [];
  const options = small({ schedule: "cosine", onEpoch: (record) => told.push(record) });
  const network = await trainNetwork(train, validation, options);
  assertEquals(network.history, told);
  assertEquals(told.map(({ epoch, epochs }) => [epoch, epochs]), [[1, 3], [2, 3], [3, 3]]);
  assert(told.every(({ loss }, i) => i === 0 || loss < told[i - 1]!.loss));
  assert(told.every(({ accuracy }) => accuracy > 0.4 && accuracy < 1));
  const [p] = network.predict(validation.features), y = validation.outcomes[0]!;
  assertEquals(network.bestEpoch, 3);
  assertAlmostEquals(told[2]!.validationLoss, logLoss(p!, y), 1e-6);
  const right = p!.filter((value, i) => (value > 0.5) === (y[i] === 1)).length;
  assertAlmostEquals(told[2]!.validationAccuracy, right / 1000, 1e-6);
  assertLess(told[2]!.learningRate, 1e-4);
  network.dispose();
});

Deno.test("trainNetwork stops early and has the weights of the best epoch", async () => {
  // Forty rows with outcomes of chance: they are learnt by heart, and the validation loss rises.
  const chance = simulatedRows(40, 3, () => 0);
  const options = small({ hidden: [64], epochs: 60, batchSize: 10, patience: 4 });
  const network = await trainNetwork(chance, validation, options);
  const { history, bestEpoch } = network;
  const losses = history.map(({ validationLoss }) => validationLoss);
  assertLess(history.length, 60);
  assertEquals(history.length, bestEpoch + 4);
  assertEquals(losses.indexOf(Math.min(...losses)) + 1, bestEpoch);
  const [p] = network.predict(validation.features);
  assertAlmostEquals(logLoss(p!, validation.outcomes[0]!), Math.min(...losses), 1e-6);
  assertGreater(losses.at(-1)!, Math.min(...losses) + 0.001);
  network.dispose();
});

Deno.test("trainNetwork takes a row of weight 2 for two rows", async () => {
  const rows = simulatedRows(60, 4, interaction);
  const twice = (values: Float64Array) =>
    Float64Array.from([...values, ...values.filter((_, i) => i % 3 === 0)]);
  const doubled: NetworkRows = {
    features: { names: rows.features.names, columns: rows.features.columns.map(twice) },
    outcomes: rows.outcomes.map(twice),
  };
  const weight = Float64Array.from({ length: 60 }, (_, i) => i % 3 === 0 ? 2 : 1);
  const losses = await Promise.all([{ ...rows, weight }, doubled].map(async (given) => {
    const network = await trainNetwork(given, validation, small({ epochs: 40, batchSize: 80 }));
    network.dispose();
    return network.history.map(({ loss, accuracy, validationLoss }) => [
      loss,
      accuracy,
      validationLoss,
    ]);
  }));
  assertEquals(losses[0]!.length, 40);
  losses[0]!.flat().forEach((value, i) => assertAlmostEquals(value, losses[1]!.flat()[i]!, 1e-3));
});

Deno.test("trainNetwork weighs classes only where it is asked to", async () => {
  const rare = simulatedRows(3000, 6, ([a]) => 2 * a! - 3);
  const mean = async (options: Partial<NetworkOptions>) => {
    const network = await trainNetwork(rare, rare, small({ epochs: 8, ...options }));
    const [p] = network.predict(rare.features);
    network.dispose();
    return p!.reduce((sum, value) => sum + value, 0) / p!.length;
  };
  const base = rare.outcomes[0]!.reduce((sum, y) => sum + y, 0) / 3000;
  assertLess(base, 0.1);
  assertAlmostEquals(await mean({}), base, 0.02);
  assertAlmostEquals(await mean({ classWeights: "balanced" }), 0.5, 0.1);
  const odds = 4 * base / (1 - base); // each yes counts as four
  assertAlmostEquals(await mean({ classWeights: [1, 4] }), odds / (1 + odds), 0.05);
});

Deno.test("trainNetwork takes rows in random order", async () => {
  const outcome = Float64Array.from({ length: 2000 }, (_, i) => i < 1000 ? 0 : 1);
  const sorted = { features: train.features, outcomes: [outcome] };
  const network = await trainNetwork(
    sorted,
    sorted,
    small({ hidden: [], epochs: 1, learningRate: 0.1 }),
  );
  const [p] = network.predict(train.features);
  network.dispose();
  // In their own order the last ten of twenty steps would have seen a yes and nothing else.
  assertAlmostEquals(p!.reduce((sum, value) => sum + value, 0) / 2000, 0.5, 0.1);
});

Deno.test("trainNetwork keeps weights small with L2, and with the weight decay of AdamW", async () => {
  const squares = async (options: Partial<NetworkOptions>) => {
    const network = await trainNetwork(train, validation, small(options));
    const { weights } = network.save();
    network.dispose();
    return new Float32Array(weights.slice().buffer).reduce((sum, w) => sum + w * w, 0);
  };
  const plain = await squares({});
  assertLess(await squares({ l2: 0.01 }), 0.7 * plain);
  assertLess(await squares({ optimizer: "adamw", weightDecay: 2 }), 0.7 * plain);
  assertEquals(await squares({ optimizer: "adamw", weightDecay: 0 }), plain);
  // Adam forgets the length of gradients, but for those that are too short to matter.
  assertLess(await squares({ clip: 1e-9 }), 0.95 * plain);
});

Deno.test("trainNetwork gives the same bits for the same seed, and others for another", async () => {
  const bits = async (seed: number) => {
    const options = small({ dropout: 0.3, embedding: {}, random: seededRandom(seed) });
    const network = await trainNetwork(train, validation, options);
    const { modelJson, weights } = network.save();
    network.dispose();
    return { modelJson, weights };
  };
  const first = await bits(1);
  assertEquals(await bits(1), first);
  assert((await bits(2)).weights.some((byte, i) => byte !== first.weights[i]));
});

Deno.test("trainNetwork gives the same bits in another process", async () => {
  const script = new URL("./_weights_hash.ts", import.meta.url).pathname;
  const hash = async () => {
    const { success, stdout, stderr } = await new Deno.Command("deno", {
      args: ["run", "--frozen", "--allow-read", script],
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    assertEquals(new TextDecoder().decode(stderr), ""); // TensorFlow.js says nothing
    return new TextDecoder().decode(stdout);
  };
  const [first, second] = await Promise.all([hash(), hash()]);
  assertEquals(first.length, 64);
  assertEquals(first, second);
});

Deno.test("trainNetwork leaves no tensors behind", async () => {
  const options = small({ hidden: [8, 4], batchNorm: true, dropout: 0.2, embedding: {}, heads: 2 });
  const rows = simulatedRows(300, 1, interaction, interaction);
  const before = tf.memory().numTensors;
  const network = await trainNetwork(rows, rows, options);
  const kept = tf.memory().numTensors;
  network.predict(rows.features);
  network.integratedGradients(rows.features, { head: 1, steps: 2 });
  network.save();
  assertEquals(tf.memory().numTensors, kept);
  network.dispose();
  assertEquals(tf.memory().numTensors, before);
  const steep = { ...options, batchNorm: false, learningRate: 1e30 };
  await assertRejects(() => trainNetwork(rows, rows, steep), InputError, "Lower the learning rate");
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("trainNetwork says what is wrong with rows and options", async () => {
  const { features, outcomes } = train;
  const [a, b] = features.columns as [Float64Array, Float64Array];
  const gap = { names: features.names, columns: [a, b, b.map((v, i) => i === 6 ? NaN : v)] };
  const others = { names: ["a", "x"], columns: [a, b] };
  const refuse = async (
    rows: NetworkRows,
    options: Partial<NetworkOptions>,
    message: string,
    held: NetworkRows = rows,
  ) => {
    await assertRejects(() => trainNetwork(rows, held, small(options)), InputError, message);
  };
  await refuse({ features: gap, outcomes }, {}, '"c" is NaN in row 7');
  await refuse(train, {}, '"b", "c" missing, "x" unknown to it', { features: others, outcomes });
  await refuse({ features, outcomes: [] }, {}, "as many outcomes as it has heads: 0 and 1");
  await refuse({ features, outcomes: [a] }, {}, "outcomes of 0 and 1");
  await refuse(
    { features, outcomes: [a.subarray(1)] },
    {},
    "there are 2,000 rows and 1,999 values",
  );
  await refuse({ features, outcomes, weight: a }, {}, "weights of 0 or more");
  await refuse(
    { features: { names: ["a"], columns: [new Float64Array(0)] }, outcomes: [new Float64Array(0)] },
    {},
    "there are none",
  );
  await refuse(train, { dropout: 1 }, 'Set "dropout" to at least 0 and below 1: it is 1');
  await refuse(train, { hidden: [8, 0] }, 'Set "hidden" to whole numbers from 1: it is 8,0');
  await refuse(train, { warmUp: 3 }, 'Set "warmUp"');
  await refuse(train, { weightDecay: 0.1 }, '"adam" has no weight decay');
  await refuse(train, { learningRate: 1e30 }, "Lower the learning rate, now 1e+30");
});
