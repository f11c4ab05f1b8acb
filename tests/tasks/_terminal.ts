import type { Clock } from "perdura/core/mod.ts";
import type { Terminal } from "../../tasks/_terminal.ts";

/** A terminal that remembers what was written on it. */
export interface RecordedTerminal extends Terminal {
  /** Lines of standard output. */
  readonly lines: string[];
  /** Texts of standard error. */
  readonly told: string[];
}

export function recordedTerminal(
  { isWatched = false, columns = 80 }: { isWatched?: boolean; columns?: number } = {},
): RecordedTerminal {
  const lines: string[] = [];
  const told: string[] = [];
  return {
    lines,
    told,
    isWatched,
    columns: () => columns,
    printLine: (line) => lines.push(line),
    tell: (text) => told.push(text),
  };
}

/** A clock that goes on when it is told to. */
export function handClock(): Clock & { wait(milliseconds: number): void } {
  let elapsed = 0;
  return {
    now: () => new Date(elapsed),
    elapsed: () => elapsed,
    wait: (milliseconds) => {
      elapsed += milliseconds;
    },
  };
}
