/**
 * Neural networks for a yes or no about each row: {@linkcode trainNetwork} gives a
 * {@linkcode Network}, {@linkcode trainEnsemble} several that differ in their seed and predict together.
 *
 * {@linkcode kerasFile} and {@linkcode tensorboardFiles} write for the programs of others.
 *
 * They run on the WebAssembly backend of TensorFlow.js, which nothing else in the library knows of.
 *
 * @module
 */
export { kerasFile } from "./keras.ts";
export { type IntegratedGradientsOptions, Network, type SavedNetwork } from "./network.ts";
export { NetworkEnsemble } from "./network_ensemble.ts";
export type {
  EmbeddingOptions,
  EpochRecord,
  NetworkOptions,
  NetworkRows,
  NetworkShape,
  TrainingOptions,
} from "./network_options.ts";
export { type EventFile, tensorboardFiles } from "./tensorboard.ts";
export { type EnsembleOptions, memberSeed, trainEnsemble } from "./train_ensemble.ts";
export { trainNetwork } from "./train_network.ts";
