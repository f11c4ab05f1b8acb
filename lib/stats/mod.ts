/**
 * The numerical ground the models stand on: special functions, quadrature, maximisation, small
 * dense matrices, sums that keep their digits, and random draws.
 *
 * Pure: typed arrays in, typed arrays out; runs in a browser.
 *
 * @module
 */
export { ascendingOrder } from "./ascending_order.ts";
export {
  digamma,
  logBeta,
  logGamma,
  logOnePlusExp,
  stirlingRemainder,
  trigamma,
} from "./special.ts";
export { fastExp } from "./fast_exp.ts";
export { normalQuantile } from "./normal.ts";
export { wilsonInterval } from "./wilson_interval.ts";
export { gaussLegendre, type QuadratureRule } from "./gauss_legendre.ts";
export { integrateLogConcave } from "./log_concave_integral.ts";
export {
  cholesky,
  type Eigen,
  identity,
  inverseSymmetric,
  quadraticForm,
  symmetricEigen,
} from "./linear_algebra.ts";
export { CompensatedSum, sumOf } from "./sum.ts";
export { differentiate } from "./difference.ts";
export { climb, type ClimbOptions, type Maximum, type Objective } from "./climb.ts";
export { type BestMaximum, maximise, type MaximiseOptions } from "./maximise.ts";
export {
  categoricalSampler,
  poissonSampler,
  sampleBeta,
  sampleBinomial,
  sampleExponential,
  sampleGamma,
  sampleNormal,
  samplePoisson,
} from "./samplers.ts";
