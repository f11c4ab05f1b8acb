import type { FeatureMatrix } from "perdura/features/mod.ts";
import { GradientBoosting, LogisticRegression } from "perdura/learn/mod.ts";
import { Network } from "perdura/learn/networks/mod.ts";

/** The models of a response that are tried, in the order of the comparison. */
export const responseModels = {
  "network": "network",
  "periodic-network": "network with periodic embeddings",
  "boosted-trees": "boosted trees",
  "logistic-regression": "logistic regression",
} as const;

/** Name of one of the {@linkcode responseModels}. */
export type ResponseModelName = keyof typeof responseModels;

/** The files of a model, by their names in its folder. */
export type ModelFiles = Readonly<Record<string, string | Uint8Array>>;

/** Reads a file of a model's folder. */
export type FileReader = (name: string) => Promise<Uint8Array>;

/** A fitted model: from encoded features to uncalibrated probabilities. */
export interface Scorer {
  readonly name: ResponseModelName;
  /** n probabilities. */
  predict(features: FeatureMatrix): Float64Array;
  /**
   * What each feature adds to the log-odds of each row, compared with a usual row: n values per
   * feature.
   */
  effects(features: FeatureMatrix): readonly Float64Array[];
  /** What {@linkcode loadScorer} needs. */
  files(): ModelFiles;
  /** Gives memory back that is not collected by itself. */
  dispose(): void;
}

/** A network as a scorer. */
export function networkScorer(
  name: "network" | "periodic-network",
  network: Network,
  usual: Float64Array,
): Scorer {
  const [modelFile, weightsFile] = networkFiles[name];
  return {
    name,
    predict: (features) => network.predict(features)[0]!,
    effects: (features) => network.integratedGradients(features, { baseline: usual, steps: 8 }),
    files: () => {
      const { modelJson, weights } = network.save();
      return { [modelFile]: modelJson, [weightsFile]: weights };
    },
    dispose: () => network.dispose(),
  };
}

/** Boosted trees as a scorer. */
export function treesScorer(trees: GradientBoosting): Scorer {
  return {
    name: "boosted-trees",
    predict: (features) => trees.predict(features),
    effects: (features) => trees.shap(features).values,
    files: () => ({ "trees.json": JSON.stringify(trees.toJSON()) }),
    dispose: () => {},
  };
}

/** A logistic regression as a scorer. */
export function logisticScorer(regression: LogisticRegression, usual: Float64Array): Scorer {
  return {
    name: "logistic-regression",
    predict: (features) => regression.predict(features),
    effects: ({ names, columns }) =>
      columns.map((column, i) =>
        column.map((value) => regression.coefficients[names[i]!]! * (value - usual[i]!))
      ),
    files: () => ({ "logistic.json": JSON.stringify(regression.toJSON()) }),
    dispose: () => {},
  };
}

/** The periodic network stands beside the plain one, which has the names that browsers expect. */
const networkFiles = {
  "network": ["model.json", "weights.bin"],
  "periodic-network": ["periodic.json", "periodic.bin"],
} as const;

/**
 * Reads a fitted model from the files of its folder.
 *
 * @param usual the features of a usual row, in their order
 */
export async function loadScorer(
  name: ResponseModelName,
  usual: Float64Array,
  read: FileReader,
): Promise<Scorer> {
  const text = async (file: string) => new TextDecoder().decode(await read(file));
  switch (name) {
    case "boosted-trees":
      return treesScorer(GradientBoosting.fromJSON(JSON.parse(await text("trees.json"))));
    case "logistic-regression":
      return logisticScorer(
        LogisticRegression.fromJSON(JSON.parse(await text("logistic.json"))),
        usual,
      );
    default: {
      const [modelFile, weightsFile] = networkFiles[name];
      const network = await Network.load(await text(modelFile), await read(weightsFile));
      return networkScorer(name, network, usual);
    }
  }
}
