import { InputError } from "perdura/core/mod.ts";

/**
 * Checks that customers come with the covariates that a model has coefficients for.
 *
 * @param coefficients of the model, in its order
 * @param given names of the customers' covariates
 * @throws {InputError} where they differ
 */
export function checkCoefficients(
  coefficients: readonly string[],
  given: readonly string[],
): void {
  const same = given.length === coefficients.length &&
    given.every((name, i) => name === coefficients[i]);
  if (!same) {
    throw new InputError(
      `Give the covariates that the model has: it has ${coefficients.join(", ") || "none"} and ` +
        `the customer summary has ${given.join(", ") || "none"}`,
    );
  }
}

/**
 * The sums of coefficient × covariate of one customer, for each process.
 *
 * @param params of the model, coefficients among them
 * @param covariates by coefficient name; 0 where absent
 * @throws {InputError} where the model has no coefficient of a name
 */
export function covariateShifts(
  coefficients: readonly string[],
  params: Readonly<Record<string, number>>,
  covariates: Readonly<Record<string, number>>,
): { purchase: number; dropout: number } {
  let purchase = 0, dropout = 0;
  for (const [name, value] of Object.entries(covariates)) {
    if (!coefficients.includes(name)) checkCoefficients(coefficients, [name]);
    const shift = value * params[name]!;
    if (name.startsWith("purchase.")) purchase += shift;
    else dropout += shift;
  }
  return { purchase, dropout };
}
