import type { OrderedProbabilities } from "./ordered_probabilities.ts";

/**
 * Goes down the probabilities, from the highest, and tells of each different one how many yeses and
 * how many noes have it; rows of weight 0 are not there.
 */
export function eachBlockOfTies(
  { values, order }: OrderedProbabilities,
  outcome: Float64Array,
  weight: Float64Array | undefined,
  visit: (probability: number, yes: number, no: number) => void,
): void {
  let yes = 0, no = 0, probability = NaN;
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k]!;
    const w = weight === undefined ? 1 : weight[i]!;
    if (w === 0) continue;
    const p = values[i]!;
    if (p !== probability) {
      if (yes + no > 0) visit(probability, yes, no);
      yes = no = 0;
      probability = p;
    }
    if (outcome[i] === 1) yes += w;
    else no += w;
  }
  if (yes + no > 0) visit(probability, yes, no);
}

/** The different probabilities, descending, and what lies at or above each of them. */
export interface CountsAbove {
  readonly threshold: Float64Array;
  readonly yes: Float64Array;
  readonly no: Float64Array;
}

/** Counts yeses and noes at or above each different probability. */
export function countsAbove(
  probabilities: OrderedProbabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): CountsAbove {
  const n = outcome.length;
  const threshold = new Float64Array(n), yes = new Float64Array(n), no = new Float64Array(n);
  let blocks = 0, allYes = 0, allNo = 0;
  eachBlockOfTies(probabilities, outcome, weight, (probability, blockYes, blockNo) => {
    threshold[blocks] = probability;
    yes[blocks] = allYes += blockYes;
    no[blocks++] = allNo += blockNo;
  });
  return {
    threshold: threshold.subarray(0, blocks),
    yes: yes.subarray(0, blocks),
    no: no.subarray(0, blocks),
  };
}
