import type { Random } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/feature_matrix.ts";

/** Rows that a network learns from or is measured on. */
export interface NetworkRows {
  /** n rows without missing values, scaled to a few units around 0. */
  readonly features: FeatureMatrix;
  /** n values of 0 or 1 for each head. */
  readonly outcomes: readonly Float64Array[];
  /** n values ≥ 0, how many rows each stands for; default 1. */
  readonly weight?: Float64Array;
}

/** Periodic embedding of numbers. */
export interface EmbeddingOptions {
  /** Frequencies of each feature, default 8. */
  readonly frequencies?: number;
  /** Numbers that each feature becomes, default 4. */
  readonly dimensions?: number;
  /** Standard deviation of the frequencies before training, cycles per unit; default 0.1. */
  readonly sigma?: number;
}

/** The form of a network. */
export interface NetworkShape {
  /** Units of each hidden layer, default [64, 32]. */
  readonly hidden?: readonly number[];
  /** Share of units that are switched off in each training step, default 0.2. */
  readonly dropout?: number;
  /** Whether hidden layers are standardised over the batch before their ReLU, default false. */
  readonly batchNorm?: boolean;
  /** Embeds each feature by sines and cosines; absent, features enter as they are. */
  readonly embedding?: EmbeddingOptions;
  /** Outcomes predicted; with 2, the second is implied by the first (30 days, 60 days). Default 1. */
  readonly heads?: 1 | 2;
}

/** How a network is trained. */
export interface TrainingOptions {
  /** Most passes over the rows, default 20. */
  readonly epochs?: number;
  /** Most rows of a step, default 1,024. */
  readonly batchSize?: number;
  /** Largest step of a weight, about; default 1e-3. */
  readonly learningRate?: number;
  /** "adam", the default, or "adamw", which shrinks weights by {@linkcode weightDecay} as well. */
  readonly optimizer?: "adam" | "adamw";
  /** Share by which AdamW shrinks the layers' weights, times the learning rate; default 0.01. */
  readonly weightDecay?: number;
  /** Adds l2 · Σ w² of the layers' weights to the loss, default 0. */
  readonly l2?: number;
  /** "constant", the default, or "cosine", which falls to 0 over all epochs. */
  readonly schedule?: "constant" | "cosine";
  /** Epochs over which the learning rate rises from 0, default 0; fractions count. */
  readonly warmUp?: number;
  /** Largest Euclidean length of the gradient over all weights; absent, any length. */
  readonly clip?: number;
  /** Epochs without a better validation loss after which training stops; absent, it does not. */
  readonly patience?: number;
  /**
   * Weights of [no, yes], or "balanced" for as much weight to either; absent, none.
   *
   * They distort probabilities: to act on more rows, move the threshold instead.
   */
  readonly classWeights?: "balanced" | readonly [no: number, yes: number];
}

/** What {@linkcode trainNetwork} needs besides rows. */
export interface NetworkOptions extends NetworkShape, TrainingOptions {
  /** Where first weights, order of rows and dropout come from. */
  readonly random: Random;
  /** Told after each epoch. */
  readonly onEpoch?: (record: EpochRecord) => void;
}

/** What one pass over the rows has brought. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** The most epochs there will be. */
  readonly epochs: number;
  /**
   * Mean log-loss of the training rows, each measured in its own step: with dropout, and with the
   * weights as they were then. So it may lie above that of the validation rows.
   */
  readonly loss: number;
  readonly validationLoss: number;
  /** Share of training rows on the right side of 1/2, measured as the loss is. */
  readonly accuracy: number;
  readonly validationAccuracy: number;
  /** Of the epoch's last step. */
  readonly learningRate: number;
}
