/** How probabilities are put right. */
export type CalibrationMethod = "isotonic" | "platt" | "beta";

/** Puts probabilities right: of the rows that get 0.2, a fifth are yeses. */
export interface Calibrator {
  readonly method: CalibrationMethod;
  /** The calibrated probability of each row. */
  apply(p: Float64Array): Float64Array;
  /** The calibrator as plain data, for {@linkcode calibratorFromJSON}. */
  toJSON(): { readonly method: CalibrationMethod };
}
