import type { Random } from "perdura/core/mod.ts";
import { poissonSampler } from "perdura/stats/mod.ts";

/** How many times each of n rows counts in a resampled set of customers; the array is used again. */
export function* resampledWeights(
  n: number,
  { random, customer, replicates }: {
    readonly random: Random;
    readonly customer?: Uint32Array | undefined;
    readonly replicates: number;
  },
): Generator<Float64Array> {
  const draw = poissonSampler(1);
  const customers = customer === undefined
    ? n
    : customer.reduce((most, number) => Math.max(most, number + 1), 0);
  const times = new Float64Array(customers);
  const weight = customer === undefined ? times : new Float64Array(n);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let i = 0; i < customers; i++) times[i] = draw(random);
    if (customer !== undefined) { for (let i = 0; i < n; i++) weight[i] = times[customer[i]!]!; }
    yield weight;
  }
}

/** The 95 % interval of draws, those that are not numbers left out. */
export function intervalOf(draws: Float64Array): { lower: number; upper: number } {
  const known = draws.filter((value) => !Number.isNaN(value)).sort();
  return { lower: quantile(known, 0.025), upper: quantile(known, 0.975) };
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN, high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}
