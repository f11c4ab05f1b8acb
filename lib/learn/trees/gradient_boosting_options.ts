import type { Random } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/feature_matrix.ts";

/** What the trees are to predict. */
export type BoostingLoss = "binary" | "regression" | "cox";

/** Rows that the trees do not learn from, by which the number of trees is chosen. */
export interface BoostingValidation {
  readonly features: FeatureMatrix;
  readonly outcome: Float64Array;
  readonly weight?: Float64Array;
  readonly event?: Uint8Array;
}

/** How trees are boosted. */
export interface GradientBoostingOptions {
  /**
   * `"binary"` (default): outcome 1 or 0, logarithmic loss. `"regression"`: squared error.
   * `"cox"`: the outcome is a duration, {@linkcode GradientBoostingOptions.event} says whether it
   * ended with the event, and Cox's partial likelihood is maximised, ties by Breslow.
   */
  readonly loss?: BoostingLoss;
  /** Most trees, default 300. */
  readonly trees?: number;
  /** Share of each tree's answer that is added, default 0.1. */
  readonly learningRate?: number;
  /** Most questions from the root to a leaf, default 6. */
  readonly depth?: number;
  /** Most leaves of a tree, default 31; the best split of all leaves is made first. */
  readonly leaves?: number;
  /** Most bins of a feature, 2 … 254, default 254. */
  readonly bins?: number;
  /** Share of the rows that each tree sees, drawn without replacement; default 1. */
  readonly rowShare?: number;
  /** Share of the features that each tree may ask about; default 1. */
  readonly columnShare?: number;
  /** Penalty on the absolute weight of a leaf, default 0. */
  readonly l1?: number;
  /** Penalty on half the squared weight of a leaf, default 1. */
  readonly l2?: number;
  /** Least sum of second derivatives in a leaf, default 1; with squared error, the least rows. */
  readonly minimumChildWeight?: number;
  /** How many times each row counts, default 1. */
  readonly weight?: Float64Array;
  /** With `"cox"`: 1 where the event ended the duration, 0 where only the observation did. */
  readonly event?: Uint8Array;
  /** Features in which the prediction may only rise (1) or only fall (−1). */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  /** Where given, as many trees are kept as predict these rows best. */
  readonly validation?: BoostingValidation;
  /** With a validation: stop after so many trees without improvement; default never. */
  readonly patience?: number;
  /** What draws rows and columns; needed with a share below 1. */
  readonly random?: Random;
  /**
   * 1 or 2 threads; the model is the same to the last bit. Default 2 where the machine has as many
   * cores and there is enough work to share.
   */
  readonly workers?: number;
  /**
   * Hears of each tree: how many there are and the mean loss on training and validation rows, NaN
   * without validation.
   */
  readonly onTree?: (tree: number, train: number, validation: number) => void;
}

/** All options that have a default; that of workers depends on the rows and the machine. */
export type BoostingSettings = Required<
  Pick<
    GradientBoostingOptions,
    | "loss"
    | "trees"
    | "learningRate"
    | "depth"
    | "leaves"
    | "bins"
    | "rowShare"
    | "columnShare"
    | "l1"
    | "l2"
    | "minimumChildWeight"
    | "workers"
  >
>;

/** What holds where nothing else is said, whatever the rows. */
export const DEFAULT_SETTINGS: Omit<BoostingSettings, "workers"> = {
  loss: "binary",
  trees: 300,
  learningRate: 0.1,
  depth: 6,
  leaves: 31,
  bins: 254,
  rowShare: 1,
  columnShare: 1,
  l1: 0,
  l2: 1,
  minimumChildWeight: 1,
};
