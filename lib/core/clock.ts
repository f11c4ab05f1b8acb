/** Where the time comes from. Library code never asks the system clock itself. */
export interface Clock {
  /** The present moment. */
  now(): Date;
  /** Milliseconds since some fixed moment, never going back: for durations. */
  elapsed(): number;
}

/** A clock that stands still: for tests and for output that must be the same twice. */
export function fixedClock(moment: Date): Clock {
  return { now: () => new Date(moment), elapsed: () => 0 };
}
