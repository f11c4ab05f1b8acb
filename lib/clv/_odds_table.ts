/**
 * Remembers a number for histories (x, t_x, T) that come again, as most do where times are whole
 * days. A history that falls on the place of another replaces it.
 */
export class OddsTable {
  readonly #mask: number;
  readonly #keys: Float64Array;
  readonly #values: Float64Array;

  /** @param rows how many histories will be looked up */
  constructor(rows: number) {
    let size = 64;
    while (size < rows && size < 262144) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Float64Array(3 * size).fill(NaN);
    this.#values = new Float64Array(size);
  }

  /** The number of a history, undefined where it is not known. */
  get(x: number, tx: number, T: number): number | undefined {
    const slot = this.#slot(x, tx, T);
    const at = 3 * slot;
    const keys = this.#keys;
    return keys[at] === x && keys[at + 1] === tx && keys[at + 2] === T
      ? this.#values[slot]!
      : undefined;
  }

  set(x: number, tx: number, T: number, value: number): void {
    const slot = this.#slot(x, tx, T);
    this.#keys[3 * slot] = x;
    this.#keys[3 * slot + 1] = tx;
    this.#keys[3 * slot + 2] = T;
    this.#values[slot] = value;
  }

  #slot(x: number, tx: number, T: number): number {
    // Sevenths of a unit are told apart: times in weeks are usually whole days.
    const h = Math.imul((7 * tx + 0.5) | 0, 0x85ebca6b) ^ Math.imul((7 * T + 0.5) | 0, 0xc2b2ae35) ^
      Math.imul(x | 0, 0x27d4eb2f);
    return (h ^ (h >>> 15)) & this.#mask;
  }
}
