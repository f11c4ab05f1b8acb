import { InputError } from "perdura/core/mod.ts";

/** @throws {InputError} where a length of time is negative or not a number */
export function checkTime(t: number): void {
  if (!(t >= 0 && t < Infinity)) {
    throw new InputError(`Give a length of time of at least 0: it is ${t}`);
  }
}

/** @throws {InputError} where a number of purchases is not a whole number of at least 0 */
export function checkCount(n: number): void {
  if (!(Number.isInteger(n) && n >= 0)) {
    throw new InputError(`Give a whole number of purchases of at least 0: it is ${n}`);
  }
}

/** @throws {InputError} where a discounted sum would be infinite or makes no sense */
export function checkDiscount(rate: number, horizon: number): void {
  if (!(rate >= 0 && rate < Infinity)) {
    throw new InputError(`Give a discount rate of at least 0 per time unit: it is ${rate}`);
  }
  if (!(horizon >= 0)) {
    throw new InputError(`Give a horizon of at least 0 time units: it is ${horizon}`);
  }
  if (rate === 0 && horizon === Infinity) {
    throw new InputError(
      "Give a discount rate above 0 or a horizon: without both, the sum may be infinite",
    );
  }
}
