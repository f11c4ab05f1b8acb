/** What the parameters of a model are, independently of their values. */
export interface ParameterSpace {
  /** Names in the order of every vector and matrix of the model. */
  readonly names: readonly string[];
  /**
   * The scale on which a parameter is estimated: the logarithm of a positive one, or the value
   * itself (coefficients of covariates).
   */
  readonly scales: readonly ("log" | "identity")[];
  /**
   * The power of the data's unit in the parameter: 1 for α and β (time) and for v (money), 0 for a
   * shape.
   */
  readonly unitPowers: readonly number[];
}

/** Parameters on the scale of estimation, from a record by name. */
export function toTheta(
  space: ParameterSpace,
  params: Readonly<Record<string, number>>,
): Float64Array {
  return Float64Array.from(
    space.names,
    (name, i) => space.scales[i] === "log" ? Math.log(params[name]!) : params[name]!,
  );
}

/** Parameters by name, from the scale of estimation. */
export function fromTheta(
  space: ParameterSpace,
  theta: Float64Array,
): Record<string, number> {
  return Object.fromEntries(
    space.names.map((name, i) => [
      name,
      space.scales[i] === "log" ? Math.exp(theta[i]!) : theta[i]!,
    ]),
  );
}
