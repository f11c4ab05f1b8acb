import type { Clock } from "perdura/core/mod.ts";

/** The clock of this computer. */
export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
};
