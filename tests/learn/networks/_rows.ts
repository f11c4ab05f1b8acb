import { seededRandom } from "perdura/core/mod.ts";
import type { NetworkRows } from "perdura/learn/networks/mod.ts";

/**
 * Simulated rows: features uniform on −1 … 1, and for each head an outcome whose log-odds a function
 * of the features gives.
 */
export function simulatedRows(
  rows: number,
  seed: number,
  ...logOdds: ((x: readonly number[]) => number)[]
): NetworkRows {
  const random = seededRandom(seed);
  const columns = Array.from({ length: 3 }, () => new Float64Array(rows));
  const outcomes = logOdds.map(() => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const x = columns.map((column) => column[i] = 2 * random.next() - 1);
    let already = false; // the first outcome implies the second
    logOdds.forEach((f, head) => {
      already ||= random.next() < 1 / (1 + Math.exp(-f(x)));
      outcomes[head]![i] = already ? 1 : 0;
    });
  }
  return { features: { names: ["a", "b", "c"], columns }, outcomes };
}

/** Log-odds ±2 that neither feature says anything about alone. */
export const interaction = ([a, b]: readonly number[]): number => (a! * b! > 0 ? 2 : -2);

/** The mean log-loss of probabilities. */
export function logLoss(p: Float64Array, y: Float64Array): number {
  return -p.reduce((sum, value, i) => sum + Math.log(y[i] ? value : 1 - value), 0) / p.length;
}

export const logOddsOf = (p: number): number => Math.log(p / (1 - p));

/** The sum of each row over the columns. */
export function rowSums(columns: readonly Float64Array[]): Float64Array {
  return columns[0]!.map((_, i) => columns.reduce((sum, column) => sum + column[i]!, 0));
}
