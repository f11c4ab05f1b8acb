/** Networks as Keras reads them. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { kerasFile, type NetworkOptions, trainNetwork } from "perdura/learn/networks/mod.ts";
import { python, withoutPython } from "../_python.ts";

const withKeras = `
import sys, json, keras, numpy
model = keras.saving.load_model(sys.argv[1])
with open(sys.argv[2]) as file:
    rows = numpy.array(json.load(file), "float32").T
print(json.dumps({
  "layers": [layer.name for layer in model.layers],
  "trainable": model.count_params(),
  "probabilities": model.predict(rows, verbose=0)[:, 0].tolist(),
}))`;

const random = seededRandom(3);
const columns = Array.from(
  { length: 6 },
  () => Float64Array.from({ length: 400 }, () => 6 * random.next() - 3),
);
const rows = {
  features: { names: columns.map((_, j) => `x${j}`), columns },
  outcomes: [columns[0]!.map((a, i) => a * columns[1]![i]! > 0 ? 1 : 0)],
};
Deno.env.set("KERAS_BACKEND", "jax"); // the smallest that it runs on
const reason = await withoutPython("keras", "jax");

const networks: Record<string, { options: Partial<NetworkOptions>; layers: string[] }> = {
  "dense, ReLU, dropout": {
    options: { hidden: [64, 32] },
    layers: ["dense_1", "dropout_1", "dense_2", "dropout_2", "head_1", "probability_1"],
  },
  "batch norm": {
    options: { hidden: [16], batchNorm: true, dropout: 0 },
    layers: ["dense_1", "norm_1", "relu_1", "head_1", "probability_1"],
  },
};

for (const [name, { options, layers }] of Object.entries(networks)) {
  Deno.test({
    name: `kerasFile writes what Keras loads and predicts the same with: ${name}${reason}`,
    ignore: reason !== "",
    fn: async () => {
      const network = await trainNetwork(rows, rows, {
        epochs: 20,
        batchSize: 50,
        learningRate: 0.01,
        random: seededRandom(1),
        ...options,
      });
      const folder = await Deno.makeTempDir();
      const model = `${folder}/model.keras`, table = `${folder}/rows.json`;
      await Deno.writeFile(model, await kerasFile(network.save(), new Date(0)));
      await Deno.writeTextFile(table, JSON.stringify(columns.map((column) => [...column])));
      const found = JSON.parse(await python(withKeras, model, table));
      assertEquals(found.layers, layers);
      const [wanted] = network.predict(rows.features);
      assertEquals(found.probabilities.length, 400);
      wanted!.forEach((p, i) => assertAlmostEquals(found.probabilities[i], p, 1e-6));
      network.dispose();
      await Deno.remove(folder, { recursive: true });
    },
  });
}
