/** Process exit codes of every command line. */
export const ExitCode = {
  /** Everything that was asked for was done. */
  success: 0,
  /** An unforeseen failure: a defect of this program. */
  defect: 1,
  /** Bad input or usage. */
  input: 2,
  /** Data that breaks its contract. */
  contract: 3,
  /** A drift alarm. */
  drift: 4,
  /** An engine or service that cannot be reached. */
  unreachable: 5,
} as const;

/**
 * The base of all errors that are meant for the person at the keyboard.
 *
 * The message says what was being done, what was found and what to do. A command line prints it
 * without a stack and leaves with {@linkcode PerduraError.exitCode}.
 */
export class PerduraError extends Error {
  override name = "PerduraError";
  /** What the process leaves with when nobody catches this error. */
  readonly exitCode: number = ExitCode.defect;
}

/** Bad input or usage: a missing file, an unknown flag, a column that is not there. */
export class InputError extends PerduraError {
  override name = "InputError";
  override readonly exitCode = ExitCode.input;
}

/** Data that a lake does not have: an input that it has not received, or too little of it. */
export class MissingDataError extends InputError {
  override name = "MissingDataError";
}

/** Data that breaks its contract, for example a table whose columns have the wrong type. */
export class ContractError extends PerduraError {
  override name = "ContractError";
  override readonly exitCode = ExitCode.contract;
}

/** An engine or service that cannot be reached. */
export class UnreachableError extends PerduraError {
  override name = "UnreachableError";
  override readonly exitCode = ExitCode.unreachable;
}
