import type { Lines } from "./_lines.ts";

/** Consecutive rows that were recorded together: a file, a sheet. */
export interface Part {
  /** First and last row within the frame, counted from 0. */
  readonly firstRow: number;
  readonly lastRow: number;
}

const day = 86_400_000;

/** A file that goes back in time more often than this is not in order of time at all. */
const mostJumps = 100;

/**
 * Finds the parts that the data consists of: its files, and within a file the stretches between
 * which time jumps back by more than a day, as where two sheets were written into one CSV.
 *
 * A file that jumps back more than a hundred times is not in order of time; it is one part.
 *
 * @param lines lines in the order of their sources
 */
export function findParts(lines: Pick<Lines, "count" | "timestamp" | "sourceFile">): Part[] {
  const { count, timestamp, sourceFile } = lines;
  const parts: Part[] = [];
  for (let start = 0; start < count;) {
    const file = sourceFile[start]!;
    const jumps: number[] = [];
    let end = start;
    let previous = NaN;
    for (; end < count && sourceFile[end] === file; end++) {
      const moment = timestamp[end]!;
      if (Number.isNaN(moment)) continue;
      if (moment < previous - day) jumps.push(end);
      previous = moment;
    }
    const starts = jumps.length > mostJumps ? [start] : [start, ...jumps];
    starts.forEach((firstRow, i) => parts.push({ firstRow, lastRow: (starts[i + 1] ?? end) - 1 }));
    start = end;
  }
  return parts;
}
