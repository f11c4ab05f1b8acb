import type { FitFlag } from "./convergence.ts";

/** What is known of how much the customers of a fit differ. */
export interface Heterogeneity {
  /** r, the shape of the purchase rates. */
  readonly rateShape: number;
  /** The share of new customers who stop within the mean observation length. */
  readonly lost: number;
  /** s, or a + b: the larger, the less customers differ in when they stop. */
  readonly dropoutShape: number;
  /** The two parameters of dropout. */
  readonly dropoutParameters: readonly [string, string];
  /** What can be read where customers do not differ, "s / beta, the common dropout rate". */
  readonly dropoutMean: string;
}

// A coefficient of variation of the rates below a tenth, or as little spread of the dropout
// probabilities: customers are all alike.
const HOMOGENEOUS = 100;
const HARDLY_ANYBODY = 0.01;

/** Flags of fits in which the customers do not differ, or do not stop. */
export function heterogeneityFlags(of: Heterogeneity): FitFlag[] {
  const flags: FitFlag[] = [];
  const [first, second] = of.dropoutParameters;
  if (of.rateShape > HOMOGENEOUS) {
    flags.push({
      code: "homogeneous-purchase-rates",
      parameters: ["r", "alpha"],
      message:
        "Read only r / alpha, the common rate: the customers do not differ in it enough to " +
        "tell r and alpha apart",
    });
  }
  if (of.lost < HARDLY_ANYBODY) {
    flags.push({
      code: "no-dropout",
      parameters: of.dropoutParameters,
      message: "Treat P(alive) as 1 or observe for longer: by this fit fewer than 1 % of the " +
        `customers stop within the mean observation length, so that ${first} and ${second} are ` +
        "guesses",
    });
  } else if (of.dropoutShape > HOMOGENEOUS) {
    flags.push({
      code: "homogeneous-dropout",
      parameters: of.dropoutParameters,
      message: `Read only ${of.dropoutMean}: the customers do not differ in it enough to tell ` +
        `${first} and ${second} apart`,
    });
  }
  return flags;
}
