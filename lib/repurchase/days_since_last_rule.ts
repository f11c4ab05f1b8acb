import type { CustomerSummary } from "perdura/clv/mod.ts";
import { quantileEdges } from "./_quantile_edges.ts";

/** What a rule learns from: customers at some moment, and whether they bought after it. */
export interface Experience {
  readonly summary: CustomerSummary;
  /** n values, 1 for a customer who bought in the window that followed. */
  readonly bought: Float64Array;
}

/** A rule that says how probable a purchase is. */
export type PurchaseRule = (summary: CustomerSummary) => Float64Array;

/** The baseline "all customers are alike": the share that bought the last time. */
export function baseRateRule({ bought }: Experience): PurchaseRule {
  const share = shareOf(bought.reduce((sum, value) => sum + value, 0), bought.length);
  return ({ T }) => new Float64Array(T.length).fill(share);
}

/**
 * The baseline "who bought lately buys again": the share that bought the last time among customers
 * whose last purchase was as long ago.
 *
 * @param groups number of groups of equal size by the time since the last purchase, default 10
 */
export function daysSinceLastRule({ summary, bought }: Experience, groups = 10): PurchaseRule {
  const silence = silenceOf(summary);
  const edges = quantileEdges(silence, groups);
  const yes = new Float64Array(edges.length + 1);
  const all = new Float64Array(edges.length + 1);
  silence.forEach((time, i) => {
    const group = groupOf(time, edges);
    yes[group]! += bought[i]!;
    all[group]!++;
  });
  return (later) =>
    silenceOf(later).map((time) => {
      const group = groupOf(time, edges);
      return shareOf(yes[group]!, all[group]!);
    });
}

/** Time since the last purchase, T − t_x. */
function silenceOf({ recency, T }: CustomerSummary): Float64Array {
  return T.map((time, i) => time - recency[i]!);
}

/** The number of edges that a value lies above. */
function groupOf(value: number, edges: Float64Array): number {
  let group = 0;
  while (group < edges.length && value > edges[group]!) group++;
  return group;
}

/** Laplace's rule of succession: never 0 or 1, which no number of customers can prove. */
function shareOf(yes: number, all: number): number {
  return (yes + 1) / (all + 2);
}
