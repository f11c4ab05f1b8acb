/** Gradients of whole networks against finite differences. */
import { assertAlmostEquals, assertGreater } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { startBackend } from "perdura/learn/networks/_backend.ts";
import { layersOf } from "perdura/learn/networks/_forward.ts";
import { lossGradients } from "perdura/learn/networks/_loss_gradients.ts";
import { buildModel } from "perdura/learn/networks/_model.ts";
import { trainingRows } from "perdura/learn/networks/_training_rows.ts";
import { trainableParameters } from "perdura/learn/networks/_weights.ts";
import type { NetworkShape } from "perdura/learn/networks/mod.ts";
import { interaction, simulatedRows } from "./_rows.ts";

const SHAPES: Record<string, NetworkShape> = {
  "hidden layers": { hidden: [5, 4] },
  "no hidden layer": { hidden: [] },
  "batch norm": { hidden: [5], batchNorm: true },
  "two heads": { hidden: [5], heads: 2 },
  "periodic embeddings": {
    hidden: [5],
    embedding: { frequencies: 3, dimensions: 2, sigma: 0.5 },
    heads: 2,
  },
  "dropout": { hidden: [8, 6], dropout: 0.3 },
};

for (const [name, { heads = 1, dropout = 0, ...shape }] of Object.entries(SHAPES)) {
  Deno.test(`lossGradients agree with finite differences: ${name}`, async () => {
    await startBackend();
    const full = { hidden: [], batchNorm: false, dropout, heads, ...shape };
    const model = buildModel(full, 3, seededRandom(4));
    const { variables, parameters, store } = trainableParameters(model);
    const random = seededRandom(9);
    // Biases that are not 0, so that no unit sits on the bend of its ReLU.
    for (const { values } of parameters) {
      values.forEach((w, i) => values[i] = w + random.next() / 5);
    }
    store();
    const logOdds = [interaction, interaction].slice(0, heads);
    const rows = trainingRows(
      {
        ...simulatedRows(40, 3, ...logOdds),
        weight: Float64Array.from({ length: 40 }, () => random.next()),
      },
      { heads },
    );
    const layers = layersOf(model);
    // Switches the same units off each time.
    const half = (tensor: Parameters<Parameters<typeof lossGradients>[3]>[0], rate: number) =>
      tensor.mul(tensor.onesLike().cumsum(1).mod(2)).div(1 - rate) as typeof tensor;
    const measure = () => lossGradients(layers, rows, variables, half);
    const { gradients } = measure();

    const step = 1 / 256;
    let compared = 0;
    parameters.forEach(({ values }, k) => {
      for (let i = 0; i < values.length; i += 3) {
        const at = values[i]!;
        const loss = (value: number) => {
          values[i] = value;
          store();
          return measure().loss / 40;
        };
        const slope = (loss(at + step) - loss(at - step)) / (2 * step);
        loss(at);
        assertAlmostEquals(gradients[k]![i]!, slope, 4e-4, `${variables[k]!.name}[${i}]`);
        if (Math.abs(slope) > 4e-3) compared++;
      }
    });
    assertGreater(compared, 1); // so that 0 would not do
    model.dispose();
  });
}
