/**
 * The sum of numbers, with the rounding errors carried along: right to the last digits, and the
 * same whatever the number of threads. NaN counts as 0.
 *
 * Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
 * ZAMM 54 (1974), p. 41.
 */
export class ExactSum {
  #sum = 0;
  #error = 0;

  add(x: number): void {
    if (Number.isNaN(x)) return;
    const next = this.#sum + x;
    this.#error += Math.abs(this.#sum) >= Math.abs(x)
      ? (this.#sum - next) + x
      : (x - next) + this.#sum;
    this.#sum = next;
  }

  get value(): number {
    return this.#sum + this.#error;
  }
}
