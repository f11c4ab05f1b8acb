import type { Random } from "perdura/core/mod.ts";
import { splitByGroup } from "perdura/learn/mod.ts";

/** What the rows of a customer are for, in every model: weights, when to stop, or calibration. */
export type CustomerPart = "learn" | "stop" | "calibrate";

/** Shares of the customers. */
const shares: Readonly<Record<CustomerPart, number>> = { learn: 0.7, stop: 0.15, calibrate: 0.15 };

/**
 * Deals customers out to the parts of learning, each to one of them.
 *
 * @param customerId of n rows
 * @returns the part of each row, the same in all rows of a customer
 *
 * @example
 * ```ts
 * import { customerParts } from "perdura/repurchase/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ids = Array.from({ length: 40 }, (_, row) => `${row % 20}`);
 * const parts = customerParts(ids, seededRandom(1));
 * assertEquals(parts.slice(0, 20), parts.slice(20));
 * assertEquals(parts.filter((part) => part === "learn").length, 28);
 * ```
 */
export function customerParts(customerId: readonly string[], random: Random): CustomerPart[] {
  const names = Object.keys(shares) as CustomerPart[];
  const parts = new Array<CustomerPart>(customerId.length);
  splitByGroup(customerId, { shares: Object.values(shares), random }).forEach((rows, at) => {
    for (const row of rows) parts[row] = names[at]!;
  });
  return parts;
}
