/** What the trees bring down, and what their sum means. */
export interface Loss {
  /** The best margin that is the same for all rows, from which the trees start. */
  readonly start: number;
  /**
   * The mean loss at some margins.
   *
   * @param pairs takes the first two derivatives of each row's loss, if given
   */
  mean(margin: Float64Array, pairs?: Float64Array): number;
}

/** The least second derivative of a row, as in xgboost. */
export const LEAST_HESSIAN = 1e-16;

/** Logarithmic loss; the margin is the log-odds of a yes. */
export function binaryLoss(outcome: Float64Array, weight: Float64Array): Loss {
  let total = 0, yes = 0;
  for (let i = 0; i < outcome.length; i++) {
    total += weight[i]!;
    yes += weight[i]! * outcome[i]!;
  }
  return {
    start: Math.log(yes / (total - yes)),
    mean(margin, pairs) {
      let loss = 0, product = 1;
      for (let i = 0; i < outcome.length; i++) {
        const m = margin[i]!, y = outcome[i]!, w = weight[i]!;
        const e = Math.exp(-Math.abs(m));
        loss += w * ((m > 0 ? m : 0) - y * m);
        if (w === 1) product *= 1 + e; // one logarithm for many rows
        else loss += w * Math.log(1 + e);
        if (product > 1e300) {
          loss += Math.log(product);
          product = 1;
        }
        if (pairs === undefined) continue;
        const p = (m >= 0 ? 1 : e) / (1 + e);
        const hessian = p * (1 - p);
        pairs[2 * i] = w * (p - y);
        pairs[2 * i + 1] = w * (hessian > LEAST_HESSIAN ? hessian : LEAST_HESSIAN);
      }
      return (loss + Math.log(product)) / total;
    },
  };
}

/** Squared error; the derivatives are those of half of it, as usual. */
export function regressionLoss(outcome: Float64Array, weight: Float64Array): Loss {
  let total = 0, sum = 0;
  for (let i = 0; i < outcome.length; i++) {
    total += weight[i]!;
    sum += weight[i]! * outcome[i]!;
  }
  return {
    start: sum / total,
    mean(margin, pairs) {
      let loss = 0;
      for (let i = 0; i < outcome.length; i++) {
        const error = margin[i]! - outcome[i]!, w = weight[i]!;
        loss += w * error * error;
        if (pairs === undefined) continue;
        pairs[2 * i] = w * error;
        pairs[2 * i + 1] = w;
      }
      return loss / total;
    },
  };
}

/**
 * Cox's partial likelihood, its negative logarithm per event; the margin is the log-hazard.
 *
 * Ties are Breslow's: all rows that last at least as long as an event are at risk in it, those of
 * the same duration too. The second derivatives are the diagonal of the Hessian.
 *
 * Source: Breslow, discussion of Cox, "Regression models and life-tables", JRSS B 34 (1972), 216.
 */
export function coxLoss(duration: Float64Array, event: Uint8Array, weight: Float64Array): Loss {
  const rows = duration.length;
  const order = Uint32Array.from(duration, (_, i) => i)
    .sort((a, b) => duration[a]! - duration[b]! || a - b);
  let events = 0;
  for (let i = 0; i < rows; i++) if (event[i] === 1) events += weight[i]!;
  const hazard = new Float64Array(rows);
  return {
    start: 0,
    mean(margin, pairs) {
      const highest = margin.reduce((most, m) => Math.max(most, m), -Infinity);
      let atRisk = 0;
      for (let i = 0; i < rows; i++) {
        hazard[i] = Math.exp(margin[i]! - highest); // ratios are all that matters
        atRisk += weight[i]! * hazard[i]!;
      }
      let loss = 0, first = 0, second = 0;
      for (let begin = 0, end = 0; begin < rows; begin = end) {
        const time = duration[order[begin]!]!;
        let happened = 0, leaving = 0;
        for (; end < rows && duration[order[end]!] === time; end++) {
          const i = order[end]!, w = weight[i]!;
          leaving += w * hazard[i]!;
          if (event[i] !== 1) continue;
          happened += w;
          loss -= w * (margin[i]! - highest);
        }
        if (happened > 0) {
          loss += happened * Math.log(atRisk);
          first += happened / atRisk;
          second += happened / (atRisk * atRisk);
        }
        if (pairs !== undefined) {
          for (let k = begin; k < end; k++) {
            const i = order[k]!, w = weight[i]!, h = hazard[i]!;
            pairs[2 * i] = w * (h * first - event[i]!);
            pairs[2 * i + 1] = w * Math.max(h * first - w * h * h * second, LEAST_HESSIAN);
          }
        }
        atRisk -= leaving;
      }
      return loss / events;
    },
  };
}
