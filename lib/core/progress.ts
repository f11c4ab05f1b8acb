/**
 * Who is told how far long work has come.
 *
 * Library code reports through this; a command line draws a bar, a notebook updates a line, a test
 * passes {@linkcode silent}.
 */
export interface Progress {
  /**
   * Reports a state of one piece of work.
   *
   * @param label what is being done, in the words of a reader ("reading online_retail_II.csv.gz")
   * @param done units done so far
   * @param total units in all, or undefined where nobody knows
   * @param unit name of the unit, "rows" or "bytes"
   */
  update(label: string, done: number, total?: number, unit?: string): void;
  /** Says one line of its own, for example what a stage has done. */
  say(line: string): void;
}

/** Tells nobody. */
export const silent: Progress = { update: () => {}, say: () => {} };
