import type { Progress } from "perdura/core/mod.ts";
import { count } from "perdura/core/mod.ts";
import { currentSink } from "./_sink.ts";

let started = 0;

/**
 * Does long work and shows how far it is in one line, which is updated in place.
 *
 * @param work is given the progress to report to
 * @returns what the work returns
 *
 * @example
 * ```ts
 * import { capture, working } from "perdura/report/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { lines } = await capture(() =>
 *   working((progress) => progress.update("counting", 500, 1000, "rows"))
 * );
 * assertEquals(lines.at(-1)?.text, "counting: 500 of 1,000 rows (50 %)");
 * ```
 */
export async function working<T>(work: (progress: Progress) => T | Promise<T>): Promise<T> {
  const sink = currentSink();
  const id = `perdura-line-${++started}`;
  const said: string[] = [];
  let state = "";
  let sent: string | undefined;
  let sending: Promise<void> | undefined;
  const send = async (): Promise<void> => {
    // While one state is on its way the next ones wait, and only the last of them is sent.
    for (let text = textOf(); text !== sent; text = textOf()) {
      sent = text;
      await sink.line({ id, text });
    }
    sending = undefined;
  };
  const textOf = () => [...said, state].filter((line) => line !== "").join("\n");
  const changed = () => {
    if (textOf() !== sent) sending ??= send();
  };
  const progress: Progress = {
    update(label, done, total, unit = "") {
      const of = total === undefined ? "" : ` of ${count(total)}`;
      const share = total === undefined || total === 0
        ? ""
        : ` (${Math.floor((100 * done) / total)} %)`;
      state = `${label}: ${count(done)}${of} ${unit}`.trimEnd() + share;
      changed();
    },
    say(line) {
      said.push(line);
      state = "";
      changed();
    },
  };
  try {
    return await work(progress);
  } finally {
    await sending;
  }
}
