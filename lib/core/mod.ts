/**
 * What everything else stands on: errors, clock, random numbers, progress, numbers in words.
 *
 * Nothing here touches files, the network or the terminal.
 *
 * @module
 */
export {
  ContractError,
  ExitCode,
  InputError,
  MissingDataError,
  PerduraError,
  UnreachableError,
} from "./errors.ts";
export { type Clock, fixedClock } from "./clock.ts";
export { count, duration, formatNumber, money, percent, plural } from "./format.ts";
export { type Progress, silent } from "./progress.ts";
export { similarName } from "./similar_name.ts";
export { type Random, seededRandom } from "./random.ts";
