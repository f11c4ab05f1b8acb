/**
 * A sum that carries the rounding error of every addition along.
 *
 * Its error is about one rounding of the result, however many terms there are, so that sums over
 * rows hardly depend on the order of the rows.
 *
 * @example
 * ```ts
 * import { CompensatedSum } from "perdura/stats/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sum = new CompensatedSum();
 * for (const term of [1, 1e100, 1, -1e100]) sum.add(term);
 * assertEquals(sum.total, 2);
 * ```
 *
 * Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM
 * 54 (1974).
 */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  /** Adds one term. */
  add(term: number): void {
    const sum = this.#sum + term;
    this.#lost += Math.abs(this.#sum) >= Math.abs(term)
      ? (this.#sum - sum) + term
      : (term - sum) + this.#sum;
    this.#sum = sum;
  }

  /** The sum of all terms so far. */
  get total(): number {
    // A sum that has become infinite has lost NaN.
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

/**
 * The sum of all values, compensated; weighted where weights are given.
 *
 * @param values n terms
 * @param weights n factors, default 1
 */
export function sumOf(values: Float64Array, weights?: Float64Array): number {
  const sum = new CompensatedSum();
  for (let i = 0; i < values.length; i++) {
    sum.add(weights ? values[i]! * weights[i]! : values[i]!);
  }
  return sum.total;
}
