import { type Progress, type Random, silent } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/mod.ts";
import { GradientBoosting, LogisticRegression } from "perdura/learn/mod.ts";
import { type EpochRecord, type Network, trainNetwork } from "perdura/learn/networks/mod.ts";
import {
  logisticScorer,
  networkScorer,
  type ResponseModelName,
  responseModels,
  type Scorer,
  treesScorer,
} from "./scorer.ts";

/** How the network is built and trained. */
export interface NetworkTraining {
  /** Most passes over the rows, default 20. */
  readonly epochs?: number;
  /** Rows of a step, default 256. */
  readonly batchSize?: number;
  /** Default 1e-3. */
  readonly learningRate?: number;
  /** Units of each hidden layer, default [64, 32]. */
  readonly hidden?: readonly number[];
  /** Share of units switched off in a step, default 0.2. */
  readonly dropout?: number;
  /** Adds l2 · Σ w² to the loss, default 0. */
  readonly l2?: number;
  /** Epochs without a better validation loss after which training stops, default 5. */
  readonly patience?: number;
}

/** Encoded rows and whether their customers responded. */
export interface EncodedRows {
  readonly features: FeatureMatrix;
  readonly label: Float64Array;
}

/** What the models are fitted with. */
export interface FitOptions {
  readonly network?: NetworkTraining;
  /** Models to fit beside the network; all by default. */
  readonly beside?: readonly Exclude<ResponseModelName, "network">[];
  readonly random: Random;
  readonly progress?: Progress;
  /** Told after each epoch of the plain network. */
  readonly onEpoch?: (record: EpochRecord) => void;
}

/** The fitted models, the plain network first. */
export interface FittedScorers {
  readonly scorers: readonly Scorer[];
  /** The plain network itself, for formats that scorers do not know. */
  readonly network: Network;
}

/** Trees, small steps: validation rows find where to end. */
const treesOptions = { trees: 1000, learningRate: 0.05, depth: 4, minimumChildWeight: 5 };
const patienceOfTrees = 30;

/**
 * Fits the models of a response.
 *
 * @param train rows to learn from
 * @param validation rows that stop the networks and the trees
 * @param usual means of the features, where effects are counted from
 */
export async function fitScorers(
  train: EncodedRows,
  validation: EncodedRows,
  usual: Float64Array,
  options: FitOptions,
): Promise<FittedScorers> {
  const { random, progress = silent, onEpoch } = options;
  const beside = options.beside ?? others;
  const rowsOf = ({ features, label }: EncodedRows) => ({ features, outcomes: [label] });
  const { patience = 5, batchSize = 256, ...shape } = options.network ?? {};
  const trainNamed = (name: "network" | "periodic-network") =>
    trainNetwork(rowsOf(train), rowsOf(validation), {
      ...shape,
      batchSize,
      patience,
      ...name === "periodic-network" ? { embedding: {} } : {},
      random: random.fork(name),
      onEpoch: (record) => {
        const { epoch, epochs } = record;
        progress.update(`training the ${responseModels[name]}`, epoch, epochs, "epochs");
        if (name === "network") onEpoch?.(record);
      },
    });
  const network = await trainNamed("network");
  const scorers = [networkScorer("network", network, usual)];
  for (const name of beside) {
    switch (name) {
      case "periodic-network":
        scorers.push(networkScorer(name, await trainNamed(name), usual));
        break;
      case "boosted-trees":
        scorers.push(treesScorer(
          await GradientBoosting.fit(train.features, train.label, {
            ...treesOptions,
            patience: patienceOfTrees,
            validation: { features: validation.features, outcome: validation.label },
            random: random.fork(name),
            onTree: (tree) => progress.update("growing boosted trees", tree, treesOptions.trees),
          }),
        ));
        break;
      case "logistic-regression":
        scorers.push(logisticScorer(
          LogisticRegression.fit(train.features, train.label, { l2: 1 }),
          usual,
        ));
    }
  }
  return { scorers, network };
}

const others = (Object.keys(responseModels) as ResponseModelName[])
  .filter((name) => name !== "network");
