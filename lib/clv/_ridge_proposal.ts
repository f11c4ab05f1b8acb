import type { Random } from "perdura/core/mod.ts";
import {
  cholesky,
  climb,
  inverseSymmetric,
  type Maximum,
  type Objective,
  sampleGamma,
  sampleNormal,
  symmetricEigen,
} from "perdura/stats/mod.ts";

/** A distribution that is close to a density known up to a constant, and easy to draw from. */
export interface Proposal {
  /**
   * Draws a point.
   *
   * @param theta overwritten with it
   * @returns the logarithm of the proposal's density there, up to a constant
   */
  draw(random: Random, theta: Float64Array): number;
}

/** The highest point of the density at one place along its flattest direction. */
interface Station {
  /** Coordinate along the flattest direction. */
  readonly along: number;
  /** All coordinates of the highest point, in the basis of the directions. */
  readonly top: Float64Array;
  /** Cholesky factor of the covariance of the other coordinates there. */
  readonly factor: Float64Array;
  /** Logarithm of the density of the coordinate, with the others integrated out. */
  logMarginal: number;
}

const DEGREES_OF_FREEDOM = 8;
const FIRST_STEP = 0.5; // standard deviations by the curvature at the mode
const STEP_GROWTH = 1.2;
const MOST_STATIONS = 40; // on each side
const DEEP_ENOUGH = 9; // e^-9 of the top: what lies beyond is left to the exponential tail

/**
 * Approximates a density by following its ridge: along the direction in which it is flattest at its
 * mode, the highest point and the curvature across are found step by step. The proposal draws a
 * place along the ridge, then the rest from a t-distribution around the highest point there.
 *
 * Weakly identified models have just such posteriors: long, curved and skewed in one direction, and
 * well behaved in the others.
 *
 * @param target the log-density
 * @param mode its maximum
 *
 * Source: the integration along a grid of Rue, Martino and Chopin, "Approximate Bayesian inference
 * for latent Gaussian models", Journal of the Royal Statistical Society B 71 (2009), in one
 * dimension.
 */
export function ridgeProposal(target: Objective, mode: Maximum): Proposal {
  const n = mode.theta.length;
  const { values, vectors } = symmetricEigen(mode.hessian.map((value) => -value), n);
  const turned = turn(target, mode.theta, vectors);
  const sd = 1 / Math.sqrt(Math.max(values[0]!, 0.01));
  const origin = stationAt(turned, new Float64Array(n), 0)!;
  const side = (sign: number): Station[] => {
    const stations: Station[] = [];
    let previous = origin;
    let step = FIRST_STEP * sd;
    while (stations.length < MOST_STATIONS) {
      const next = stationAt(turned, previous.top, previous.along + sign * step);
      if (!next) break;
      stations.push(next);
      if (next.logMarginal < origin.logMarginal - DEEP_ENOUGH) break;
      previous = next;
      step *= STEP_GROWTH;
    }
    return stations;
  };
  const stations = [...side(-1).reverse(), origin, ...side(1)];
  const along = piecewiseExponential(stations, sd);
  const m = n - 1;
  const nu = DEGREES_OF_FREEDOM;

  function draw(random: Random, theta: Float64Array): number {
    const { at, logDensity, left, right, share } = along(random);
    const stretch = Math.sqrt(nu / (2 * sampleGamma(random, nu / 2)));
    const y = new Float64Array(n);
    const z = new Float64Array(m);
    y[0] = at;
    let square = 0, logScale = 0;
    for (let i = 0; i < m; i++) {
      z[i] = sampleNormal(random) * stretch;
      square += z[i]! * z[i]!;
      y[i + 1] = (1 - share) * left.top[i + 1]! + share * right.top[i + 1]!;
      for (let j = 0; j <= i; j++) {
        const l = (1 - share) * left.factor[i * m + j]! + share * right.factor[i * m + j]!;
        y[i + 1]! += l * z[j]!;
        if (i === j) logScale += Math.log(l);
      }
    }
    for (let i = 0; i < n; i++) {
      theta[i] = mode.theta[i]!;
      for (let k = 0; k < n; k++) theta[i]! += vectors[i * n + k]! * y[k]!;
    }
    return logDensity - logScale - (nu + m) / 2 * Math.log1p(square / nu);
  }
  return { draw };
}

/** The objective in coordinates along the directions, with the origin at the mode. */
function turn(target: Objective, origin: Float64Array, vectors: Float64Array): Objective {
  const n = origin.length;
  const thetaOf = (y: Float64Array): Float64Array =>
    origin.map((value, i) => y.reduce((sum, yk, k) => sum + vectors[i * n + k]! * yk, value));
  return {
    dimension: n,
    value: (y) => target.value(thetaOf(y)),
    derivatives(y, gradient, hessian) {
      const g = new Float64Array(n);
      const h = new Float64Array(n * n);
      const value = target.derivatives(thetaOf(y), g, h);
      for (let a = 0; a < n; a++) {
        gradient[a] = 0;
        for (let i = 0; i < n; i++) gradient[a]! += vectors[i * n + a]! * g[i]!;
        for (let b = 0; b < n; b++) {
          let sum = 0;
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              sum += vectors[i * n + a]! * h[i * n + j]! * vectors[j * n + b]!;
            }
          }
          hessian[a * n + b] = sum;
        }
      }
      return value;
    },
  };
}

/** The highest point with the first coordinate held; undefined where there is none. */
function stationAt(turned: Objective, from: Float64Array, along: number): Station | undefined {
  const n = turned.dimension;
  const m = n - 1;
  const start = from.slice();
  start[0] = along;
  const free = (held: number): Float64Array => new Float64Array(n).fill(held);
  const lower = free(-Infinity), upper = free(Infinity);
  lower[0] = upper[0] = along;
  const top = climb(turned, start, { lower, upper, tolerance: 1e-3 });
  if (!top.converged) return undefined;
  const information = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) information[i * m + j] = -top.hessian[(i + 1) * n + j + 1]!;
  }
  const covariance = inverseSymmetric(information, m);
  const factor = covariance && cholesky(covariance, m);
  if (!factor) return undefined;
  let logMarginal = top.value;
  for (let i = 0; i < m; i++) logMarginal += Math.log(factor[i * m + i]!);
  return { along, top: top.theta, factor, logMarginal };
}

/** A place along the ridge: its coordinate, its log-density, and the stations it lies between. */
interface Place {
  readonly at: number;
  readonly logDensity: number;
  readonly left: Station;
  readonly right: Station;
  /** 0 at the left station, 1 at the right. */
  readonly share: number;
}

/**
 * Draws from the density whose logarithm is linear between the stations, with exponential tails
 * beyond them.
 */
function piecewiseExponential(
  stations: readonly Station[],
  sd: number,
): (random: Random) => Place {
  const first = stations[0]!;
  const last = stations.at(-1)!;
  const top = Math.max(...stations.map((station) => station.logMarginal));
  // Slow enough to be heavier than what they stand for.
  const tailRate = 0.5 / sd;
  const masses = [Math.exp(first.logMarginal - top) / tailRate];
  for (let k = 0; k + 1 < stations.length; k++) {
    const a = stations[k]!, b = stations[k + 1]!;
    const rise = b.logMarginal - a.logMarginal;
    masses.push(
      Math.exp(a.logMarginal - top) * (b.along - a.along) *
        (rise === 0 ? 1 : Math.expm1(rise) / rise),
    );
  }
  masses.push(Math.exp(last.logMarginal - top) / tailRate);
  const total = masses.reduce((sum, mass) => sum + mass, 0);

  return (random) => {
    let left = random.next() * total;
    let piece = 0;
    while (piece < masses.length - 1 && left >= masses[piece]!) left -= masses[piece++]!;
    const u = random.next();
    if (piece === 0 || piece === masses.length - 1) {
      const end = piece === 0 ? first : last;
      const beyond = -Math.log1p(-u) / tailRate;
      return {
        at: end.along + (piece === 0 ? -beyond : beyond),
        logDensity: end.logMarginal - tailRate * beyond,
        left: end,
        right: end,
        share: 0,
      };
    }
    const a = stations[piece - 1]!, b = stations[piece]!;
    const rise = b.logMarginal - a.logMarginal;
    const share = Math.abs(rise) < 1e-9 ? u : Math.log1p(u * Math.expm1(rise)) / rise;
    return {
      at: a.along + share * (b.along - a.along),
      logDensity: a.logMarginal + share * rise,
      left: a,
      right: b,
      share,
    };
  };
}
