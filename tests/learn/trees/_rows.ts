import { type Random, seededRandom } from "perdura/core/mod.ts";

/** Rows with a signal in two features, a missing tenth in the third, and noise in the last. */
export function someRows(rows: number, seed: number): {
  features: { names: string[]; columns: Float64Array[] };
  outcome: Float64Array;
  random: Random;
} {
  const random = seededRandom(seed);
  const column = (value: () => number) => Float64Array.from({ length: rows }, value);
  const columns = [
    column(() => random.next()),
    column(() => Math.floor(random.next() * 5)),
    column(() => random.next() < 0.1 ? NaN : random.next() * 10),
    column(() => -Math.log(1 - random.next())),
    column(() => random.integer(3)),
    column(() => random.next()),
  ];
  const outcome = column(() => 0).map((_, i) => {
    const [a, b, c] = columns.map((values) => values[i]!) as [number, number, number];
    const p = 0.1 + 0.5 * a * a + (b > 2 ? 0.2 : 0) + (Number.isNaN(c) ? 0.15 : 0);
    return Number(random.next() < p);
  });
  const names = ["share", "orders", "age", "spend", "segment", "noise"];
  return { features: { names, columns }, outcome, random };
}
