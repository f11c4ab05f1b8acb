import { InputError } from "perdura/core/mod.ts";
import { shuffle } from "perdura/features/row_groups.ts";
import { startBackend, type tf } from "./_backend.ts";
import { Adam, addRidge, clipGradients } from "./_adam.ts";
import { seededDropout } from "./_dropout.ts";
import { type Layers, layersOf, outputsOf } from "./_forward.ts";
import { headLosses } from "./_heads.ts";
import { learningRates } from "./_learning_rate.ts";
import { lossGradients } from "./_loss_gradients.ts";
import { buildModel } from "./_model.ts";
import { type FullOptions, withDefaults } from "./_options.ts";
import { checkNames } from "./_rows.ts";
import { type TrainingRows, trainingRows } from "./_training_rows.ts";
import { readWeights, trainableParameters, writeWeights } from "./_weights.ts";
import { Network } from "./network.ts";
import type { EpochRecord, NetworkOptions, NetworkRows } from "./network_options.ts";

/**
 * Trains a network on rows, and keeps the weights of the epoch with the lowest validation loss.
 *
 * Hidden layers are dense, ReLU, dropout; the loss is the mean log-loss over rows, by weight. The
 * same rows, options and seed give the same bits, in every process of a machine.
 *
 * @param train rows to learn from; features scaled to a few units around 0
 * @param validation rows of other customers, or of later, which choose the epoch
 * @returns the network; dispose of it after use
 * @throws {InputError} where rows do not go together, an option is out of range or training diverges
 * @throws {UnreachableError} where the engine of the networks does not start
 *
 * @example
 * ```ts
 * import { trainNetwork } from "perdura/learn/networks/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const rows = {
 *   features: { names: ["visits"], columns: [Float64Array.of(-1, -0.5, 0.5, 1)] },
 *   outcomes: [Float64Array.of(0, 0, 1, 1)],
 * };
 * const network = await trainNetwork(rows, rows, {
 *   hidden: [4], dropout: 0, epochs: 50, learningRate: 0.05, random: seededRandom(1),
 * });
 * const [probability] = network.predict(rows.features);
 * assert(probability![3]! > 0.8 && probability![0]! < 0.2);
 * network.dispose();
 * ```
 */
export async function trainNetwork(
  train: NetworkRows,
  validation: NetworkRows,
  options: NetworkOptions,
): Promise<Network> {
  const settings = withDefaults(options);
  checkNames(validation.features.names, train.features.names);
  const rows = trainingRows(train, settings), held = trainingRows(validation, settings);
  await startBackend();
  const { random } = settings;
  const model = buildModel(settings, rows.width, random.fork("weights"));
  const layers = layersOf(model);
  const epochOf = trainer(model, layers, rows, settings);
  const history: EpochRecord[] = [];
  let best = Infinity, bestEpoch = 0, bestWeights = readWeights(model);
  try {
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      const learnt = epochOf(epoch);
      const { loss, right } = headLosses(outputsOf(layers, held), held.outcomes, held.weights);
      const record = {
        epoch,
        epochs: settings.epochs,
        loss: learnt.loss / rows.weight,
        validationLoss: loss / held.weight,
        accuracy: learnt.right / rows.weight,
        validationAccuracy: right / held.weight,
        learningRate: learnt.learningRate,
      };
      if (!Number.isFinite(record.loss + record.validationLoss)) throw diverged(record, settings);
      history.push(record);
      settings.onEpoch?.(record);
      if (record.validationLoss < best) {
        [best, bestEpoch, bestWeights] = [record.validationLoss, epoch, readWeights(model)];
      }
      if (epoch - bestEpoch >= settings.patience) break;
      await new Promise((resume) => setTimeout(resume, 0)); // lets progress be drawn
    }
  } catch (error) {
    model.dispose();
    throw error;
  }
  writeWeights(model, bestWeights);
  return new Network({ model, features: train.features.names, history, bestEpoch });
}

/** Sums over the rows of an epoch. */
interface EpochSums {
  readonly loss: number;
  readonly right: number;
  readonly learningRate: number;
}

/** What makes one pass over the rows after the other. */
function trainer(
  model: tf.LayersModel,
  layers: Layers,
  rows: TrainingRows,
  settings: FullOptions,
): (epoch: number) => EpochSums {
  const { random, l2, clip, weightDecay } = settings;
  const steps = Math.ceil(rows.rows / settings.batchSize);
  const rateOf = learningRates(settings, steps);
  const order = Uint32Array.from({ length: rows.rows }, (_, i) => i);
  const shuffling = random.fork("shuffle"), dropout = seededDropout(random.fork("dropout"));
  const { variables, parameters, store } = trainableParameters(model);
  const adam = new Adam(parameters);

  return (epoch) => {
    shuffle(order, shuffling);
    let loss = 0, right = 0, learningRate = 0;
    for (let step = 0; step < steps; step++) {
      // As many batches as there must be, all of a size.
      const [start, end] = [step, step + 1].map((k) => Math.round(k * rows.rows / steps));
      const batch = rows.take(order.subarray(start, end));
      learningRate = rateOf((epoch - 1) * steps + step);
      const losses = lossGradients(layers, batch, variables, dropout);
      loss += losses.loss;
      right += losses.right;
      if (l2 > 0) addRidge(losses.gradients, parameters, l2);
      if (clip !== undefined) clipGradients(losses.gradients, clip);
      adam.step(losses.gradients, { learningRate, weightDecay });
      store();
    }
    return { loss, right, learningRate };
  };
}

function diverged({ epoch, loss }: EpochRecord, { learningRate }: FullOptions): InputError {
  return new InputError(
    `Lower the learning rate, now ${learningRate}, or scale the features: the loss became ` +
      `${loss} in epoch ${epoch}`,
  );
}
