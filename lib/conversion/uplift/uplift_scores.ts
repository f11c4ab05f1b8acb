import { type ArmCounts, countRow, extraResponses, gainOfAll, noCounts } from "./_arm_counts.ts";
import type { UpliftRanking } from "./uplift_ranking.ts";

/** How good an order of customers is for choosing whom to write to. */
export interface UpliftScores {
  /**
   * Qini coefficient: the area between the Qini curve and random order, as a share of that of
   * perfect knowledge of what everybody would do. 0 for random order, 1 for perfect knowledge, which
   * nobody has: on real campaigns a few hundredths are much.
   */
  readonly qini: number;
  /** AUUC: the same share for the uplift curve. */
  readonly auuc: number;
}

/**
 * Measures an order of customers against what happened with and without the message.
 *
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { upliftRanking, upliftScores } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = { treatment: Uint8Array.of(1, 0, 1, 0), outcome: Float64Array.of(1, 0, 0, 1) };
 * assertEquals(upliftScores(upliftRanking(Float64Array.of(4, 3, 2, 1), rows)).qini, 1);
 * assertEquals(upliftScores(upliftRanking(Float64Array.of(1, 1, 1, 1), rows)).qini, 0);
 * ```
 *
 * Source: `qini_auc_score` and `uplift_auc_score` of scikit-uplift 0.5.1.
 */
export function upliftScores(
  { order, ends, treatment, outcome }: UpliftRanking,
  weight?: Float64Array,
): UpliftScores {
  const counts = noCounts();
  let customers = 0, qini = 0, auuc = 0, lastQini = 0, lastUplift = 0;
  for (let block = 0, k = 0; block < ends.length; block++) {
    for (; k < ends[block]!; k++) {
      const row = order[k]!;
      countRow(counts, { treatment, outcome }, row, weight?.[row]);
    }
    const step = counts.treated + counts.control - customers;
    if (step === 0) continue;
    customers += step;
    const nextQini = extraResponses(counts), nextUplift = gainOfAll(counts);
    qini += step * (lastQini + nextQini) / 2;
    auuc += step * (lastUplift + nextUplift) / 2;
    lastQini = nextQini;
    lastUplift = nextUplift;
  }
  const randomQini = customers * lastQini / 2, randomUplift = customers * lastUplift / 2;
  return {
    qini: (qini - randomQini) / (perfectArea(qiniBlocks(counts), extraResponses) - randomQini),
    auuc: (auuc - randomUplift) / (perfectArea(upliftBlocks(counts), gainOfAll) - randomUplift),
  };
}

/** Customers in the order of perfect knowledge, in blocks of equal score. */
type Blocks = readonly Partial<ArmCounts>[];

function qiniBlocks({ treated, treatedYes, control, controlYes }: ArmCounts): Blocks {
  return [
    { treated: treatedYes, treatedYes },
    { treated: treated - treatedYes, control: control - controlYes },
    { control: controlYes, controlYes },
  ];
}

function upliftBlocks({ treated, treatedYes, control, controlYes }: ArmCounts): Blocks {
  const convinced = { treated: treatedYes, treatedYes };
  const quiet = { control: control - controlYes };
  const unmoved = { treated: treated - treatedYes };
  const anyway = { control: controlYes, controlYes };
  // Which of the two comes first is scikit-uplift's choice.
  return controlYes > treated - treatedYes
    ? [convinced, quiet, anyway, unmoved]
    : [convinced, quiet, unmoved, anyway];
}

function perfectArea(blocks: Blocks, gainOf: (counts: ArmCounts) => number): number {
  const counts = noCounts();
  let area = 0, last = 0;
  for (const block of blocks) {
    const step = (block.treated ?? 0) + (block.control ?? 0);
    for (const name of ["treated", "treatedYes", "control", "controlYes"] as const) {
      counts[name] += block[name] ?? 0;
    }
    const next = gainOf(counts);
    area += step * (last + next) / 2;
    last = next;
  }
  return area;
}
