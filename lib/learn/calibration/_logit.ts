/** Probabilities nearer to 0 or 1 than this are taken for this, so that no logit is infinite. */
const leastProbability = 1e-6;

/** A probability away from 0 and 1. */
export function inside(p: number): number {
  return Math.min(1 - leastProbability, Math.max(leastProbability, p));
}

/** ln(p / (1 − p)). */
export function logit(p: number): number {
  const q = inside(p);
  return Math.log(q / (1 - q));
}

/**
 * What outcomes are taken for, so that no probability becomes 0 or 1: of n₁ yeses (n₁ + 1) / (n₁ + 2),
 * of n₀ noes 1 / (n₀ + 2).
 *
 * Source: Platt, "Probabilistic outputs for support vector machines" (1999), section 2.2.
 */
export function smoothedOutcomes(
  outcome: Float64Array,
  weight?: Float64Array,
): { yes: number; no: number } {
  let yes = 0, no = 0;
  for (let i = 0; i < outcome.length; i++) {
    const w = weight?.[i] ?? 1;
    if (outcome[i] === 1) yes += w;
    else no += w;
  }
  return { yes: (yes + 1) / (yes + 2), no: 1 / (no + 2) };
}
