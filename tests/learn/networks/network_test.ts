import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  Network,
  type NetworkOptions,
  type NetworkRows,
  trainNetwork,
} from "perdura/learn/networks/mod.ts";
import { interaction, logLoss, logOddsOf, rowSums, simulatedRows } from "./_rows.ts";

const rows = simulatedRows(1500, 1, interaction, ([, , c]) => 3 * c! - 2);
const oneHead = { ...rows, outcomes: rows.outcomes.slice(0, 1) };
const quick = (options: Partial<NetworkOptions> = {}): NetworkOptions => ({
  hidden: [16, 8],
  dropout: 0.1,
  epochs: 4,
  batchSize: 100,
  learningRate: 0.01,
  random: seededRandom(5),
  ...options,
});
const train = (given: NetworkRows, options: Partial<NetworkOptions> = {}) =>
  trainNetwork(given, given, quick(options));

/** Rows of features one after the other, as TensorFlow.js reads them. */
const tensorOf = ({ columns }: NetworkRows["features"]) =>
  tf.tidy(() => tf.tensor2d(columns.map((column) => [...column])).transpose());

Deno.test("Network predicts a probability for each row and head, the second never below the first", async () => {
  const network = await train(rows, { heads: 2 });
  const [first, second] = network.predict(rows.features);
  assertEquals([first!.length, second!.length], [1500, 1500]);
  assert(first!.every((p, i) => p > 0 && p <= second![i]! && second![i]! < 1));
  assertGreater(Math.max(...second!.map((p, i) => p - first![i]!)), 0.1);
  const losses = rows.outcomes.map((y, head) => logLoss([first!, second!][head]!, y));
  assertAlmostEquals(
    (losses[0]! + losses[1]!) / 2,
    network.history[network.bestEpoch - 1]!.validationLoss,
    1e-6,
  );
  const base = rows.outcomes[1]!.reduce((sum, y) => sum + y, 0) / 1500;
  assertLess(losses[1]!, -base * Math.log(base) - (1 - base) * Math.log(1 - base) - 0.02);
  network.dispose();
});

Deno.test("Network predicts no rows, and the same whatever else is predicted with them", async () => {
  const network = await train(oneHead);
  const [all] = network.predict(oneHead.features);
  const some = (start: number, end: number) =>
    network.predict({
      names: oneHead.features.names,
      columns: oneHead.features.columns.map((column) => column.slice(start, end)),
    })[0]!;
  assertEquals(some(0, 0), new Float64Array(0));
  assertEquals(some(7, 8), all!.slice(7, 8));
  assertEquals(some(100, 1400), all!.slice(100, 1400));
  const often = oneHead.features.columns.map((column) => {
    const repeated = new Float64Array(60 * 1500); // more than go through at once
    for (let i = 0; i < 60; i++) repeated.set(column, i * 1500);
    return repeated;
  });
  const [many] = network.predict({ names: oneHead.features.names, columns: often });
  for (const start of [0, 5, 6, 43, 44, 59]) {
    assertEquals(many!.slice(start * 1500, (start + 1) * 1500), all!);
  }
  network.dispose();
});

Deno.test("Network with periodic embeddings learns a sine that dense layers do not", async () => {
  const wave = ([a]: readonly number[]) => 3 * Math.sin(15 * a!);
  const given = simulatedRows(3000, 3, wave), held = simulatedRows(3000, 4, wave);
  const lossOf = async (options: Partial<NetworkOptions>) => {
    const network = await trainNetwork(given, held, quick({ epochs: 12, ...options }));
    const [p] = network.predict(held.features);
    network.dispose();
    return logLoss(p!, held.outcomes[0]!);
  };
  assertGreater(await lossOf({}), 0.6);
  assertLess(await lossOf({ embedding: { sigma: 1 } }), 0.5); // 0.40 with the true probabilities
});

const SAVED: Record<string, [NetworkRows, Partial<NetworkOptions>]> = {
  "hidden layers": [oneHead, {}],
  "batch norm": [oneHead, { batchNorm: true }],
  "two heads": [rows, { heads: 2 }],
  "periodic embeddings": [rows, {
    heads: 2,
    embedding: { frequencies: 3, dimensions: 2, sigma: 1 },
  }],
};

for (const [name, [given, options]] of Object.entries(SAVED)) {
  Deno.test(`Network.load gives back what save wrote, to the last bit: ${name}`, async () => {
    const network = await train(given, options);
    const saved = network.save();
    const loaded = await Network.load(saved.modelJson, saved.weights);
    assertEquals(loaded.predict(given.features), network.predict(given.features));
    assertEquals(loaded.features, network.features);
    assertEquals(loaded.history, network.history);
    assertEquals(loaded.bestEpoch, network.bestEpoch);
    assertEquals(loaded.save(), saved);
    network.dispose();
    loaded.dispose();
  });

  Deno.test(`tf.loadLayersModel reads what Network saved and predicts the same: ${name}`, async () => {
    const network = await train(given, options);
    const { modelJson, weights } = network.save();
    const predicted = network.predict(given.features);
    network.dispose();
    const { modelTopology, weightsManifest } = JSON.parse(modelJson);
    assertEquals(weightsManifest[0].paths, ["weights.bin"]);
    const custom = modelJson.includes("PeriodicEmbedding");
    assertEquals(custom, name === "periodic embeddings"); // all other layers are TensorFlow.js's
    const model = await tf.loadLayersModel(tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: weights.slice().buffer,
    }));
    const input = tensorOf(given.features);
    const outputs = [model.predict(input)].flat();
    assertEquals(outputs.length, predicted.length);
    outputs.forEach((output, head) =>
      output.dataSync().forEach((p, i) => assertAlmostEquals(p, predicted[head]![i]!, 1e-6))
    );
    tf.dispose([input, outputs]);
    model.dispose();
  });
}

for (const [name, [given, options]] of Object.entries(SAVED)) {
  Deno.test(`Network.integratedGradients add up to the log-odds beside the baseline: ${name}`, async () => {
    const network = await train(given, options);
    const baseline = Float64Array.of(0.3, -0.2, 0);
    const some = {
      names: given.features.names,
      columns: given.features.columns.map((column) => column.slice(0, 300)),
    };
    const start = network.predict({
      names: some.names,
      columns: [...baseline].map((value) => Float64Array.of(value)),
    });
    network.predict(some).forEach((p, head) => {
      const parts = network.integratedGradients(some, { baseline, head, steps: 200 });
      assertEquals(parts.map(({ length }) => length), [300, 300, 300]);
      assertGreater(Math.max(...rowSums(parts).map(Math.abs)), 1); // so that 0 would not do
      rowSums(parts).forEach((sum, i) =>
        assertAlmostEquals(sum, logOddsOf(p[i]!) - logOddsOf(start[head]![0]!), 0.02)
      );
    });
    network.dispose();
  });
}

Deno.test("Network.integratedGradients are coefficient times value where there is no hidden layer", async () => {
  const network = await train(oneHead, { hidden: [], epochs: 2 });
  const at = (a: number, b: number, c: number) =>
    logOddsOf(
      network.predict({
        names: ["a", "b", "c"],
        columns: [[a], [b], [c]].map((values) => Float64Array.from(values)),
      })[0]![0]!,
    );
  const constant = at(0, 0, 0);
  const slopes = [at(1, 0, 0), at(0, 1, 0), at(0, 0, 1)].map((odds) => odds - constant);
  const parts = network.integratedGradients(oneHead.features, { steps: 1 });
  parts.forEach((part, j) =>
    part.forEach((value, i) =>
      assertAlmostEquals(value, slopes[j]! * oneHead.features.columns[j]![i]!, 1e-5)
    )
  );
  network.dispose();
});

Deno.test("Network says what it cannot read", async () => {
  const network = await train(oneHead, { epochs: 1 });
  const { columns } = oneHead.features;
  const swapped = { names: ["b", "a", "c"], columns };
  assertThrows(() => network.predict(swapped), InputError, "the order differs");
  const { modelJson, weights } = network.save();
  await assertRejects(() => Network.load("[]", weights), InputError, "not of the format");
  await assertRejects(() => Network.load("model", weights), InputError, "not of the format");
  await assertRejects(
    () => Network.load(modelJson, weights.slice(4)),
    InputError,
    `names ${weights.length} bytes and there are ${weights.length - 4}`,
  );
  const explain = (options: Parameters<Network["integratedGradients"]>[1]) => () =>
    network.integratedGradients(oneHead.features, options);
  assertThrows(explain({ head: 1 }), InputError, "there is no 1");
  assertThrows(explain({ steps: 0 }), InputError, 'Set "steps"');
  assertThrows(explain({ baseline: new Float64Array(2) }), InputError, "each of the 3 features");
  network.dispose();
});
