/** Customers with and without the message, and their responses, each a sum of weights. */
export interface ArmCounts {
  treated: number;
  treatedYes: number;
  control: number;
  controlYes: number;
}

export function noCounts(): ArmCounts {
  return { treated: 0, treatedYes: 0, control: 0, controlYes: 0 };
}

/** Adds one customer. */
export function countRow(
  counts: ArmCounts,
  { treatment, outcome }: { readonly treatment: Uint8Array; readonly outcome: Float64Array },
  row: number,
  weight = 1,
): void {
  const yes = weight * outcome[row]!;
  if (treatment[row] === 1) {
    counts.treated += weight;
    counts.treatedYes += yes;
  } else {
    counts.control += weight;
    counts.controlYes += yes;
  }
}

/** The difference of the two response rates; a group without customers counts as one of rate 0. */
export function rateDifference({ treated, treatedYes, control, controlYes }: ArmCounts): number {
  return (treated === 0 ? 0 : treatedYes / treated) - (control === 0 ? 0 : controlYes / control);
}

/** Responses beyond those that the control group leads to expect, among the treated. */
export function extraResponses({ treated, treatedYes, control, controlYes }: ArmCounts): number {
  return treatedYes - (control === 0 ? 0 : controlYes * treated / control);
}

/** Responses that a message to all of these customers would add. */
export function gainOfAll(counts: ArmCounts): number {
  return rateDifference(counts) * (counts.treated + counts.control);
}
