import type { SpendRows } from "./_gamma_gamma_likelihood.ts";
import type { CustomerSummary } from "./types.ts";

/** The customers whose spend can be learnt from: repeat purchases with a mean value above 0. */
export function spendRows(summary: CustomerSummary, monetaryValue: Float64Array): {
  readonly rows: SpendRows;
  /** Customers with repeat purchases that cannot be used. */
  readonly leftOut: number;
  /** The sum of the weights. */
  readonly customers: number;
  /** The mean of the customers' mean values. */
  readonly mean: number;
} {
  const used: number[] = [];
  let leftOut = 0, customers = 0, total = 0;
  for (let i = 0; i < monetaryValue.length; i++) {
    const w = summary.weight?.[i] ?? 1;
    if (summary.frequency[i] === 0 || w === 0) continue;
    if (monetaryValue[i]! > 0) {
      used.push(i);
      customers += w;
      total += w * monetaryValue[i]!;
    } else leftOut++;
  }
  return {
    rows: {
      length: used.length,
      frequency: Float64Array.from(used, (i) => summary.frequency[i]!),
      monetaryValue: Float64Array.from(used, (i) => monetaryValue[i]!),
      weight: Float64Array.from(used, (i) => summary.weight?.[i] ?? 1),
    },
    leftOut,
    customers,
    mean: total / customers,
  };
}
