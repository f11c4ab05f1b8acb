import { gaussLegendre, stirlingRemainder } from "perdura/stats/mod.ts";
import { type BetaNodes, betaNodes } from "./_beta_nodes.ts";
import { type BgCustomer, expectedPurchasesOf } from "./_bg_process.ts";

/**
 * Purchases of a customer who is alive, each discounted to now by e^(−rate · time).
 *
 * @param rate δ ≥ 0, continuous, per time unit
 * @param horizon may be Infinity where the rate is above 0
 */
export function discountedPurchasesOf(
  customer: BgCustomer,
  rate: number,
  horizon: number,
): number {
  if (rate === 0) return expectedPurchasesOf(customer, horizon);
  return horizon < Infinity ? untilHorizon(customer, rate, horizon) : forEver(customer, rate);
}

const rule = gaussLegendre(16);
// What is discounted by e^-45 is nothing.
const FADED = 45;

/**
 * ∫ e^(−δu) dM(u), by parts e^(−δh) M(h) + δ ∫ e^(−δu) M(u) du with M the expected purchases.
 *
 * The panels of the quadrature are as short as the changes of M: the time scale of the rates, and
 * for regular purchases the time between two of them, until their rhythms have drifted apart.
 */
function untilHorizon(customer: BgCustomer, rate: number, horizon: number): number {
  const { k, shape, scale } = customer;
  const end = Math.min(horizon, FADED / rate);
  const between = k * scale / shape;
  // The rhythm of purchases fades by this much from one to the next.
  const fade = k * (1 - Math.cos(2 * Math.PI / k));
  const rhythm = k > 2 ? 22 / fade * between : 0;
  let integral = 0;
  for (let from = 0; from < end;) {
    const width = Math.min(
      (scale + from) * 1.5,
      8 / rate,
      from < rhythm ? 6 * between / Math.sqrt(k) : Infinity,
      k > 1 ? (between + from) * 1.5 : Infinity,
    );
    const to = end - from < 1.2 * width ? end : from + width;
    for (let i = 0; i < rule.nodes.length; i++) {
      const u = from + (to - from) * rule.nodes[i]!;
      integral += rule.weights[i]! * (to - from) * Math.exp(-rate * u) *
        expectedPurchasesOf(customer, u);
    }
    from = to;
  }
  const atHorizon = end < horizon ? 0 : Math.exp(-rate * end) * expectedPurchasesOf(customer, end);
  return atHorizon + rate * integral;
}

/**
 * The n-th purchase ends nk − done stages, each of which discounts by θ = λ/(λ+δ) on average:
 * E[Σ (1−p)^(n−1) θ^(nk−done)] = E[θ^(k−done) / (1 − θ^k + p θ^k)] over λ and p.
 *
 * Both expectations by the trapezoidal rule, over ln λ and over the log-odds of p; every term is
 * positive.
 */
function forEver({ k, done, shape, scale, a, b }: BgCustomer, rate: number): number {
  // The logarithm of λ^(shape + k − done) e^(−scale λ) has its mode and width at this shape.
  const power = shape + k - done;
  const step = Math.min(0.25, 0.5 / Math.sqrt(power));
  const mode = Math.log(power / scale);
  const theta = (y: number) => {
    // ln θ and 1 − θ^k, exact where θ is nearly 1
    const log = -Math.log1p(rate * Math.exp(-y));
    return { log, gap: -Math.expm1(k * log) };
  };
  const highest = mode + Math.log1p(60 / Math.sqrt(power) + 60 / power);
  const { p, weight } = lossNodes(a, b, theta(highest).gap);
  const given = (y: number): number => {
    const { log, gap } = theta(y);
    const kept = Math.exp(k * log);
    let sum = 0;
    for (let i = 0; i < p.length; i++) sum += weight[i]! / (gap + kept * p[i]!);
    return Math.exp((k - done) * log) * sum;
  };
  // The density of ln λ, by its distance d from where λ^shape e^(−scale λ) is largest
  const centre = Math.log(shape / scale);
  const height = Math.sqrt(shape / (2 * Math.PI)) * Math.exp(-stirlingRemainder(shape));
  let sum = 0;
  const visit = (y: number): boolean => {
    const d = y - centre;
    const term = Math.exp(shape * (d - Math.expm1(d))) * given(y);
    sum += term;
    return term > 1e-16 * sum;
  };
  for (let i = 0; visit(mode + i * step); i++);
  for (let i = 1; visit(mode - i * step); i++);
  return sum * step * height;
}

const known = new Map<string, BetaNodes>();
const MOST_KNOWN = 1000;

/** Nodes for functions 1 / (gap + p): the same for many customers, and dear to make. */
function lossNodes(a: number, b: number, gap: number): BetaNodes {
  const smallest = 2 ** Math.floor(Math.log2(gap));
  const key = `${a} ${b} ${smallest}`;
  let nodes = known.get(key);
  if (!nodes) {
    if (known.size >= MOST_KNOWN) known.clear();
    nodes = betaNodes(a, b, { smallest, log: (p) => -Math.log(p + smallest) });
    known.set(key, nodes);
  }
  return nodes;
}
