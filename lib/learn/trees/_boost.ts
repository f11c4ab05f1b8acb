import type { Random } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import { type Codes, encode, quantileEdges, wholeNumbers } from "./_bins.ts";
import type { OutcomeRows } from "./_check_training.ts";
import type { Forest } from "./_forest.ts";
import { TreeGrower } from "./_grow.ts";
import { binaryLoss, coxLoss, type Loss, regressionLoss } from "./_losses.ts";
import { LocalSplitFinder, type TrainingRows } from "./_split_finder.ts";
import { Team, TEAM_FEATURES } from "./_team.ts";
import { addTree, codedTree, type Tree } from "./_tree.ts";
import type {
  BoostingLoss,
  BoostingSettings,
  GradientBoostingOptions,
} from "./gradient_boosting_options.ts";

/** Mean loss after each tree that was grown, kept or not. */
export interface BoostingHistory {
  readonly train: readonly number[];
  /** Empty without validation rows. */
  readonly validation: readonly number[];
}

/** What comes out: trees, and how they came about. */
type Boosted = Forest & { readonly history: BoostingHistory };

/** Grows tree after tree, each on what the ones before leave open. */
export async function boost(
  training: OutcomeRows,
  settings: BoostingSettings,
  options: GradientBoostingOptions,
): Promise<Boosted> {
  const { features } = training;
  const edges = features.columns.map((column) => quantileEdges(column, settings.bins));
  const workers = edges.length < TEAM_FEATURES ? 1 : settings.workers;
  const data = trainingRows(features, edges, { ...settings, workers }, options.monotone);
  const team = workers === 2 ? await Team.start(data) : undefined;
  try {
    const finder = team ?? new LocalSplitFinder(data, 0, edges.length);
    const grower = new TreeGrower(data, edges, finder, settings);
    return growAll(grower, training, settings, options);
  } finally {
    team?.stop();
  }
}

function growAll(
  grower: TreeGrower,
  training: OutcomeRows,
  settings: BoostingSettings,
  { validation, patience = Infinity, random, onTree }: GradientBoostingOptions,
): Boosted {
  const { rows: data, edges } = grower;
  const rows = rowsOf(training.features);
  const loss = lossOf(training, settings.loss);
  const margin = new Float64Array(rows).fill(loss.start);
  const pairs = new Float64Array(2 * rows);
  const watched = validation && new Watched(validation, edges, settings.loss, loss.start);
  const draw = new Draw(data, settings, random);
  const trees: Tree[] = [];
  const history = { train: [] as number[], validation: [] as number[] };
  loss.mean(margin, pairs);
  let best = 0, bestLoss = Infinity;
  while (trees.length < settings.trees && trees.length - best < patience) {
    const size = draw.next();
    const tree = grower.grow(size, pairs, (value, begin, end) => {
      if (size < rows) return;
      for (let i = begin; i < end; i++) margin[data.order[i]!]! += value;
    });
    trees.push(tree);
    const coded = codedTree(tree, edges);
    if (size < rows) addTree(coded, data.codes, margin);
    history.train.push(loss.mean(margin, pairs));
    if (watched !== undefined) history.validation.push(watched.add(coded));
    const validated = history.validation.at(-1) ?? NaN;
    if (watched === undefined || validated < bestLoss) {
      best = trees.length;
      bestLoss = validated;
    }
    onTree?.(trees.length, history.train.at(-1)!, validated);
  }
  return { start: loss.start, trees: trees.slice(0, best), history };
}

/** The rows in codes, in memory for the finders of splits. */
function trainingRows(
  features: FeatureMatrix,
  edges: readonly Float64Array[],
  { l1, l2, minimumChildWeight, workers }: BoostingSettings,
  monotone: Readonly<Record<string, 1 | -1>> = {},
): TrainingRows {
  const rows = rowsOf(features);
  const shared = workers > 1;
  const memory = (bytes: number) => shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  return {
    codes: encode(features.columns, edges, { shared }),
    bins: edges.map((cuts) => cuts.length + 1),
    rules: {
      ...{ l1, l2, minimumChildWeight },
      monotone: Int8Array.from(features.names, (name) => monotone[name] ?? 0),
    },
    order: wholeNumbers(rows, shared),
    pairs: new Float64Array(memory(16 * rows)),
    selected: new Uint8Array(memory(edges.length)),
  };
}

/** The loss on some rows. */
function lossOf({ outcome, weight, event }: OutcomeRows, loss: BoostingLoss): Loss {
  const weights = weight ?? new Float64Array(outcome.length).fill(1);
  if (loss === "cox") return coxLoss(outcome, event!, weights);
  return loss === "binary" ? binaryLoss(outcome, weights) : regressionLoss(outcome, weights);
}

/** Validation rows, whose margins follow the trees. */
class Watched {
  readonly #codes: Codes;
  readonly #margin: Float64Array;
  readonly #loss: Loss;

  constructor(
    rows: OutcomeRows,
    edges: readonly Float64Array[],
    loss: BoostingLoss,
    start: number,
  ) {
    this.#codes = encode(rows.features.columns, edges);
    this.#margin = new Float64Array(rows.outcome.length).fill(start);
    this.#loss = lossOf(rows, loss);
  }

  /** The mean loss with one more tree. */
  add(tree: ReturnType<typeof codedTree>): number {
    addTree(tree, this.#codes, this.#margin);
    return this.#loss.mean(this.#margin);
  }
}

/** Draws the rows and features of each tree. */
class Draw {
  readonly #rows: Random | undefined;
  readonly #columns: Random | undefined;

  constructor(
    readonly data: TrainingRows,
    readonly settings: BoostingSettings,
    random: Random | undefined,
  ) {
    this.#rows = settings.rowShare < 1 ? random?.fork("rows") : undefined;
    this.#columns = settings.columnShare < 1 ? random?.fork("columns") : undefined;
  }

  /** Puts the rows of the next tree first in the order, ascending, and says how many they are. */
  next(): number {
    const { order, selected } = this.data;
    const { rowShare, columnShare } = this.settings;
    drawSome(selected.length, columnShare, this.#columns, (feature, drawn) => {
      selected[feature] = Number(drawn);
    });
    let size = 0;
    drawSome(order.length, rowShare, this.#rows, (row, drawn) => {
      order[size] = row;
      size += Number(drawn);
    });
    return size;
  }
}

/**
 * Draws a share of 0 … n − 1 without replacement, at least one.
 *
 * Source: Knuth, "The Art of Computer Programming", volume 2, algorithm 3.4.2 S.
 */
function drawSome(
  n: number,
  share: number,
  random: Random | undefined,
  take: (i: number, drawn: boolean) => void,
): void {
  let wanted = Math.max(1, Math.round(share * n));
  for (let i = 0; i < n; i++) {
    const drawn = random === undefined || random.next() * (n - i) < wanted;
    if (drawn) wanted--;
    take(i, drawn);
  }
}
