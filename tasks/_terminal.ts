/** Where a command line writes. */
export interface Terminal {
  /** Writes a line of the result (standard output). */
  printLine(line: string): void;
  /** Writes text for the person who watches: progress, warnings, errors (standard error). */
  tell(text: string): void;
  /** Whether somebody watches: standard error is a terminal that can redraw a line. */
  readonly isWatched: boolean;
  /** Width in characters. */
  columns(): number;
}

/** The streams of this process. */
export const systemTerminal: Terminal = {
  printLine: (line) => console.log(line),
  tell: writeToStandardError,
  isWatched: Deno.stderr.isTerminal(),
  columns: () => {
    try {
      return Deno.consoleSize().columns;
    } catch {
      return 80; // not a terminal
    }
  },
};

function writeToStandardError(text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) rest = rest.subarray(Deno.stderr.writeSync(rest));
}
