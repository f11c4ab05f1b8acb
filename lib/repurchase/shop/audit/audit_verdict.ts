import { formatNumber } from "perdura/core/mod.ts";
import type { AuditStep } from "./leakage_audit.ts";

/**
 * What the audit found, in sentences: how good its trees looked, how good they are, and which leak
 * made most of the difference.
 */
export function auditVerdict(steps: readonly AuditStep[]): string[] {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const gap = first.rocAuc.estimate - last.rocAuc.estimate;
  const said = ({ rocAuc: { estimate, lower, upper } }: AuditStep) =>
    `${formatNumber(estimate, 2)} (${formatNumber(lower, 2)} to ${formatNumber(upper, 2)})`;
  const scores =
    `Deep trees, as others have published them, have a ROC-AUC of ${
      said(first)
    } judged as there, ` +
    `and of ${said(last)} judged honestly`;
  if (gap < smallestGap) return [`${scores}: here the leaks make no difference worth a word`];
  const falls = steps.slice(1).map((step, i) => ({
    step,
    fall: steps[i]!.rocAuc.estimate - step.rocAuc.estimate,
  })).sort((a, b) => b.fall - a.fall);
  const { fall, step } = falls[0]!;
  return [
    scores,
    `The largest part of the gap, ${formatNumber(fall, 2)}, goes with "${step.name}": ` +
    `${step.change.charAt(0).toLowerCase()}${step.change.slice(1)}`,
    ...(last.rocAuc.lower <= 0.5
      ? ["What is left of them is not clearly better than tossing a coin"]
      : []),
  ];
}

/** Below this difference in ROC-AUC there is nothing to explain. */
const smallestGap = 0.03;
