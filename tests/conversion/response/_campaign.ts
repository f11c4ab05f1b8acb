import { seededRandom } from "perdura/core/mod.ts";
import type { CampaignRows } from "perdura/conversion/mod.ts";
import { sampleNormal } from "perdura/stats/mod.ts";

/** A campaign of which the probability of every response is known. */
export interface InventedCampaign {
  readonly rows: CampaignRows;
  readonly truth: Float64Array;
}

/** Customers with one row each: opening, ordering and gender matter, the region does not. */
export function inventedCampaign(customers: number, seed: number): InventedCampaign {
  const random = seededRandom(seed);
  const column = (draw: () => number) => Float64Array.from({ length: customers }, draw);
  const pick = (values: readonly string[]) =>
    Array.from({ length: customers }, () => values[random.integer(values.length)]!);
  const days = column(() => Math.round(Math.exp(3.5 + sampleNormal(random))));
  const opens = column(() => Math.min(1, Math.max(0, 0.3 + 0.2 * sampleNormal(random))));
  const ages = column(() => random.next() < 0.1 ? NaN : Math.round(20 + 50 * random.next()));
  const gender = pick(["F", "M", "Other"]), region = pick(["North", "South", "East"]);
  const truth = column(() => 0).map((_, i) => {
    const z = -2.2 + 4 * opens[i]! - 0.5 * (Math.log1p(days[i]!) - 3.5) +
      (gender[i] === "F" ? 0.7 : 0) - 0.002 * ((ages[i]! || 45) - 45) ** 2;
    return 1 / (1 + Math.exp(-z));
  });
  return {
    truth,
    rows: {
      customerId: Array.from(truth, (_, i) => `c${i}`),
      label: truth.map((p) => random.next() < p ? 1 : 0),
      features: [
        { name: "days_since_last", kind: "number", values: days },
        { name: "open_rate", kind: "number", values: opens },
        { name: "age", kind: "number", values: ages },
        { name: "gender", kind: "category", values: gender },
        { name: "region", kind: "category", values: region },
      ],
    },
  };
}
