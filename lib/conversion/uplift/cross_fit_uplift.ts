import { type Progress, type Random, silent } from "perdura/core/mod.ts";
import { takeRows, takeValues } from "perdura/features/feature_matrix.ts";
import { groupFolds } from "perdura/features/group_folds.ts";
import { ascendingOrder } from "perdura/stats/mod.ts";
import { UpliftModel, type UpliftOptions, type UpliftTraining } from "./uplift_model.ts";
import { upliftRanking } from "./uplift_ranking.ts";
import { upliftScores } from "./uplift_scores.ts";

/** Ways to learn uplift, between which the Qini coefficient chooses. */
export const upliftCandidates: readonly UpliftOptions[] = [
  ...(["t-learner", "x-learner", "transformed-outcome"] as const).flatMap((learner) => [
    { learner, depth: 1, trees: 40 },
    { learner, depth: 2, trees: 60 },
  ]),
  { learner: "proportional", depth: 2, trees: 60 },
];

/** How uplift is learnt and judged. */
export interface CrossFitOptions {
  readonly random: Random;
  /** What to choose from, {@linkcode upliftCandidates} by default. */
  readonly candidates?: readonly UpliftOptions[];
  /**
   * The fold of each of n rows, 0, 1, …, or how many folds there are; default 5. All rows of a
   * customer have to be in the same one.
   */
  readonly folds?: Uint8Array | number;
  readonly progress?: Progress;
}

/** Uplift of n customers, each predicted by a model that did not learn from that customer. */
export interface CrossFittedUplift {
  /** n predicted differences of probabilities. */
  readonly uplift: Float64Array;
  /**
   * n places among the customers of the same fold, from 0 for the lowest uplift to 1. Rankings are
   * judged by these: the mean prediction of a fold is the lower the better its customers did,
   * because the others did worse.
   */
  readonly place: Float64Array;
  /** The fold of each customer. */
  readonly fold: Uint8Array;
  /** What was chosen for each fold, on the other folds alone. */
  readonly chosen: readonly UpliftOptions[];
  /** The model that predicted each fold. */
  readonly models: readonly UpliftModel[];
}

/** A way to learn uplift, chosen by what it is worth. */
export interface ChosenUplift {
  readonly chosen: UpliftOptions;
  /** The Qini coefficient of each candidate on customers it did not learn from. */
  readonly tried: readonly { readonly options: UpliftOptions; readonly qini: number }[];
}

/**
 * Predicts the uplift of each customer by a model that has not seen that customer, its learner and
 * its regularisation chosen without that customer too.
 *
 * @throws {InputError} where there are fewer customers than folds
 *
 * @example
 * ```ts
 * import { crossFitUplift } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const age = Float64Array.from({ length: 400 }, (_, i) => 20 + (i >> 1) % 50);
 * const treatment = Uint8Array.from(age, (_, i) => i % 2);
 * const outcome = age.map((years, i) => years < 45 ? treatment[i]! : 0);
 * const { uplift, chosen } = await crossFitUplift(
 *   { features: { names: ["age"], columns: [age] }, treatment, outcome },
 *   { random: seededRandom(1), candidates: [{ learner: "t-learner", trees: 5 }], folds: 2 },
 * );
 * assertEquals([uplift.length, chosen.length], [400, 2]);
 * ```
 *
 * Source: Chernozhukov and others, "Double/debiased machine learning", Econometrics Journal 21
 * (2018), on cross-fitting.
 */
export async function crossFitUplift(
  rows: UpliftTraining,
  { random, candidates = upliftCandidates, folds = 5, progress = silent }: CrossFitOptions,
): Promise<CrossFittedUplift> {
  const n = rows.outcome.length;
  const fold = typeof folds === "number"
    ? groupFolds(rows.groups ?? ascending(n), { folds, random: random.fork("folds") })
    : folds;
  const count = fold.reduce((most, k) => Math.max(most, k + 1), 0);
  const uplift = new Float64Array(n), place = new Float64Array(n);
  const chosen: UpliftOptions[] = [], models: UpliftModel[] = [];
  for (let k = 0; k < count; k++) {
    progress.update("learning uplift", k, count, "folds");
    const others = ascending(n).filter((row) => fold[row] !== k);
    const own = ascending(n).filter((row) => fold[row] === k);
    const training = takeTraining(rows, others);
    const options = (await chooseUplift(training, { random: random.fork(`fold ${k}`), candidates }))
      .chosen;
    chosen.push(options);
    const model = await UpliftModel.fit(training, options);
    models.push(model);
    const predicted = model.predict(takeRows(rows.features, own));
    const places = placesOf(predicted);
    own.forEach((row, i) => {
      uplift[row] = predicted[i]!;
      place[row] = places[i]!;
    });
  }
  return { uplift, place, fold, chosen, models };
}

/**
 * Chooses how to learn uplift: the candidate with the highest Qini coefficient on customers it did
 * not learn from, each half of them predicted by a model of the other.
 */
export async function chooseUplift(
  rows: UpliftTraining,
  { random, candidates = upliftCandidates }: Pick<CrossFitOptions, "random" | "candidates">,
): Promise<ChosenUplift> {
  const [only, ...more] = candidates;
  if (more.length === 0) return { chosen: only!, tried: [] };
  const tried: { options: UpliftOptions; qini: number }[] = [];
  for (const options of candidates) {
    const { place } = await crossFitUplift(rows, { random, candidates: [options], folds: 2 });
    tried.push({ options, qini: upliftScores(upliftRanking(place, rows)).qini });
  }
  const best = tried.reduce((best, next) => next.qini > best.qini ? next : best);
  return { chosen: best.options, tried };
}

function takeTraining(rows: UpliftTraining, taken: Uint32Array): UpliftTraining {
  return {
    features: takeRows(rows.features, taken),
    outcome: takeValues(rows.outcome, taken),
    treatment: Uint8Array.from(taken, (row) => rows.treatment[row]!),
    ...(rows.groups && { groups: Array.from(taken, (row) => rows.groups![row]!) }),
  };
}

function ascending(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, row) => row);
}

/** The share of values below each, ties counting half. */
function placesOf(values: Float64Array): Float64Array {
  const n = values.length, order = ascendingOrder(values);
  const places = new Float64Array(n);
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) places[order[k]!] = (from + to) / 2 / n;
  }
  return places;
}
