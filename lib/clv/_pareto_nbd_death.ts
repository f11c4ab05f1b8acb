import { fastExp, gaussLegendre } from "perdura/stats/mod.ts";

// e^-38 of the integrand at t_x is below a rounding of the integral.
const NEGLIGIBLE = 38;
const WIDEST_PANEL = 2;
const MOST_NODES = 26;
const rules = Array.from(
  { length: MOST_NODES + 1 },
  (_, n) => n === 0 ? undefined : gaussLegendre(n),
);

/**
 * Nodes that a panel needs for a relative error below 1e-11, by how far the logarithm of the integrand
 * falls on it and by its width; measured on random integrands of the form below.
 */
function nodesFor(drop: number, width: number): number {
  return Math.min(
    Math.ceil(2.5 + Math.max(2.5 * Math.sqrt(drop), 1 + 2.6 * width)),
    MOST_NODES,
  );
}

/**
 * Means over the time of death u of a customer who died between t_x and T, by index: of
 * a = ln((α+u)/(α+t_x)), 1/(α+u), b = ln((β+u)/(β+t_x)), 1/(β+u), then of their ten products in
 * the order of the upper triangle; then a and b at u = T.
 */
export type DeathMoments = Float64Array;
/** Length of {@linkcode DeathMoments}. */
export const DEATH_MOMENTS = 16;

/**
 * ln of the odds that a customer of a Pareto/NBD model is dead, given (x, t_x, T).
 *
 * P(dead) / P(alive) = s ∫ from t_x to T of
 * ((α+T)/(α+u))^(r+x) ((β+T)/(β+u))^s du / (β+u).
 *
 * With v = ln((m+u)/(m+t_x)), m the smaller of α and β, the logarithm of the integrand is concave
 * and nowhere rises faster than v: the range is cut where it is negligible, and a few Gauss–Legendre
 * nodes give 11 digits and more for every history and every parameter, together with the moments
 * that the gradient and the Hessian of the likelihood are made of.
 *
 * @param logAlphaT ln(α+T)
 * @param logBetaT ln(β+T)
 * @param moments overwritten, where given and the odds are not 0
 * @returns the logarithm of the odds; −Infinity where t_x = T
 *
 * Source: Hardie, "A note on deriving the Pareto/NBD model" (2005), equation 20 before it is
 * integrated.
 */
export function logOddsDead(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  x: number,
  tx: number,
  T: number,
  logAlphaT: number,
  logBetaT: number,
  moments?: DeathMoments,
): number {
  const alphaNear = alpha <= beta;
  const m = alphaNear ? alpha : beta;
  const M = alphaNear ? beta : alpha;
  const near = m + tx;
  const far = M + tx;
  const gap = M - m;
  // The logarithm of the integrand is −fall · v − power · ln((M+u)/(M+t_x)).
  const fall = alphaNear ? r + x - 1 : s;
  const power = alphaNear ? s + 1 : r + x;
  const logNear = Math.log(near);
  const logFar = Math.log(far);
  const nearEnd = (alphaNear ? logAlphaT : logBetaT) - logNear;
  const farEnd = (alphaNear ? logBetaT : logAlphaT) - logFar;
  if (moments) {
    moments[14] = alphaNear ? nearEnd : farEnd;
    moments[15] = alphaNear ? farEnd : nearEnd;
  }
  if (!(T > tx && nearEnd > 0)) return -Infinity;

  let end = nearEnd;
  let bottom = -fall * nearEnd - power * farEnd;
  while (bottom < -NEGLIGIBLE - 4) {
    // Newton's method from the right on a concave function stays on the right.
    const e = near * Math.exp(end);
    const slope = -fall - power * e / (gap + e);
    const next = end - (NEGLIGIBLE + bottom) / slope;
    if (!(next < end && next > 0)) break;
    end = next;
    bottom = -fall * end - power * Math.log((gap + near * Math.exp(end)) / far);
  }

  let s0 = 0, sn = 0, sin = 0, sf = 0, sif = 0;
  let snn = 0, snin = 0, snf = 0, snif = 0, sinin = 0, sinf = 0, sinif = 0;
  let sff = 0, sfif = 0, sifif = 0;
  const panels = Math.ceil(end / WIDEST_PANEL);
  const width = end / panels;
  let panelStart = 0;
  let logStart = 0;
  for (let panel = 0; panel < panels; panel++) {
    let logEnd = bottom;
    if (panel < panels - 1) {
      const v = panelStart + width;
      logEnd = -fall * v - power * Math.log((gap + near * Math.exp(v)) / far);
    }
    const { nodes, weights } = rules[nodesFor(Math.abs(logStart - logEnd), width)]!;
    for (let k = 0; k < nodes.length; k++) {
      const v = panelStart + width * nodes[k]!;
      const nearU = near * fastExp(v);
      const farU = gap + nearU;
      const f = Math.log(farU / far);
      const w = weights[k]! * fastExp(-fall * v - power * f);
      s0 += w;
      if (moments) {
        const inverseNear = 1 / nearU;
        const inverseFar = 1 / farU;
        const wv = w * v, wf = w * f, win = w * inverseNear, wif = w * inverseFar;
        sn += wv;
        sin += win;
        sf += wf;
        sif += wif;
        snn += wv * v;
        snin += wv * inverseNear;
        snf += wv * f;
        snif += wv * inverseFar;
        sinin += win * inverseNear;
        sinf += win * f;
        sinif += win * inverseFar;
        sff += wf * f;
        sfif += wf * inverseFar;
        sifif += wif * inverseFar;
      }
    }
    panelStart += width;
    logStart = logEnd;
  }
  if (moments) {
    const scale = 1 / s0;
    if (alphaNear) {
      moments[0] = sn * scale;
      moments[1] = sin * scale;
      moments[2] = sf * scale;
      moments[3] = sif * scale;
      moments[4] = snn * scale;
      moments[5] = snin * scale;
      moments[6] = snf * scale;
      moments[7] = snif * scale;
      moments[8] = sinin * scale;
      moments[9] = sinf * scale;
      moments[10] = sinif * scale;
      moments[11] = sff * scale;
      moments[12] = sfif * scale;
      moments[13] = sifif * scale;
    } else {
      moments[0] = sf * scale;
      moments[1] = sif * scale;
      moments[2] = sn * scale;
      moments[3] = sin * scale;
      moments[4] = sff * scale;
      moments[5] = sfif * scale;
      moments[6] = snf * scale;
      moments[7] = sinf * scale;
      moments[8] = sifif * scale;
      moments[9] = snif * scale;
      moments[10] = sinif * scale;
      moments[11] = snn * scale;
      moments[12] = snin * scale;
      moments[13] = sinin * scale;
    }
  }
  const ofMeasure = alphaNear ? logNear - logFar : 0;
  return Math.log(s * width * s0) + ofMeasure + (r + x) * (alphaNear ? nearEnd : farEnd) +
    s * (alphaNear ? farEnd : nearEnd);
}
