import { InputError } from "perdura/core/mod.ts";
import type { GammaGamma } from "./gamma_gamma.ts";
import type { ParametricModel } from "./parametric_model.ts";
import { predictionIntervals } from "./prediction_intervals.ts";
import type { PurchaseModel } from "./types.ts";

/** One thing that the parameters of a model say about customers. */
export interface PopulationQuantity {
  /** What it is, in words. */
  readonly quantity: string;
  /** How it follows from the parameters. */
  readonly formula: string;
  readonly estimate: number;
  /** The ends of its 95 % interval, by the delta method; NaN where the fit has none. */
  readonly lower: number;
  readonly upper: number;
}

interface Quantity<Model> {
  readonly quantity: string;
  readonly formula: string;
  /** True for what lies between 0 and 1. */
  readonly isShare?: boolean;
  readonly of: (model: Model) => number;
}

/**
 * What the parameters of a model of purchases say about customers, in words.
 *
 * @param model fitted, in weeks
 * @param weeks length of the time to come that two of the quantities look at, default a year
 * @throws {InputError} for a model whose parameters nobody has put into words
 *
 * @example
 * ```ts
 * import { ParetoNbd, purchasesInWords } from "perdura/clv/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [rate] = purchasesInWords(ParetoNbd.fromParams({ r: 0.5, alpha: 10, s: 0.6, beta: 12 }));
 * assertEquals([rate!.formula, rate!.estimate], ["r / α", 0.05]);
 * ```
 */
export function purchasesInWords(
  model: ParametricModel & PurchaseModel,
  weeks = 365 / 7,
): PopulationQuantity[] {
  const names = Object.keys(model.params);
  const k = names.includes("k") ? " / k" : "";
  const rates: Quantity<typeof model>[] = [
    {
      quantity: "Purchases a week while a customer is active, on average",
      formula: `r / α${k}`,
      of: ({ params: { r, alpha, k = 1 } }) => r! / alpha! / k,
    },
    {
      quantity: "How much customers differ in this: standard deviation over mean",
      formula: "1 / √r",
      of: ({ params: { r } }) => 1 / Math.sqrt(r!),
    },
  ];
  const newcomers: Quantity<typeof model> = {
    quantity: "Repeat purchases of a new customer within a year",
    formula: "E[X(t)]",
    of: (model) => model.expectedPurchases(weeks),
  };
  return inWords(model, [...rates, leaving(names, weeks), newcomers]);
}

function leaving(
  names: readonly string[],
  weeks: number,
): Quantity<ParametricModel & PurchaseModel> {
  if (names.includes("beta")) {
    return {
      quantity: "Share of new customers who leave within a year",
      formula: "1 − (β / (β + t))ˢ",
      isShare: true,
      of: ({ params: { s, beta } }) => 1 - (beta! / (beta! + weeks)) ** s!,
    };
  }
  if (names.includes("a") && names.includes("b")) {
    return {
      quantity: "Probability to leave after a purchase, on average",
      formula: "a / (a + b)",
      isShare: true,
      of: ({ params: { a, b } }) => a! / (a! + b!),
    };
  }
  throw new InputError(
    `Cannot say in words how customers leave: the parameters are ${names.join(", ")}`,
  );
}

/** What the parameters of a model of spend say about customers, in words. */
export function spendInWords(model: GammaGamma): PopulationQuantity[] {
  const mean: Quantity<GammaGamma> = {
    quantity: "Value of a purchase, mean over customers",
    formula: "p v / (q − 1)",
    of: (spend) => spend.expectedValue(),
  };
  // The variance of p / ν over ν ~ Gamma(q, v) is infinite up to q = 2.
  if (!(model.params.q > 2.05)) return inWords(model, [mean]);
  return inWords(model, [mean, {
    quantity: "How much customers differ in this: standard deviation over mean",
    formula: "1 / √(q − 2)",
    of: ({ params: { q } }) => 1 / Math.sqrt(q - 2),
  }]);
}

function inWords<Model extends ParametricModel>(
  model: Model,
  quantities: readonly Quantity<Model>[],
): PopulationQuantity[] {
  return quantities.map(({ quantity, formula, isShare = false, of }) => {
    const { estimate, lower, upper } = predictionIntervals(
      [model],
      (moved) => Float64Array.of(of(moved)),
      { scale: isShare ? "logit" : "log" },
    );
    return {
      quantity,
      formula,
      estimate: estimate[0]!,
      lower: lower[0]!,
      upper: upper[0]!,
    };
  });
}
