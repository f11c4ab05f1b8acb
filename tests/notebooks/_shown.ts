import { fixedClock, silent } from "perdura/core/mod.ts";
import type { Output } from "perdura/report/mod.ts";
import {
  type NotebookRun,
  projectRoot,
  readNotebook,
  runNotebook,
} from "perdura/report/run/mod.ts";

/** What a reader of a notebook sees. */
export interface Shown {
  /** Words of the answer, notes, warnings and texts, in Markdown. */
  readonly words: Readonly<Record<"answer" | "note" | "warning" | "text", string>>;
  /** Captions of tables and titles of figures. */
  readonly titles: readonly string[];
  /** The cells of the rows of a table, as text, by the beginning of its caption. */
  table(caption: string): string[][];
  /** Names of the files it has read. */
  readonly inputs: readonly string[];
}

/**
 * Runs a notebook of the project headless on a lake.
 *
 * @param overrides its parameters
 */
export async function shown(
  name: string,
  lake: string,
  overrides: Readonly<Record<string, string | number>> = {},
): Promise<Shown> {
  const workFolder = await Deno.makeTempDir({ prefix: "perdura-test-" });
  try {
    const notebook = await readNotebook(`${projectRoot}notebooks/${name}.ipynb`);
    return shownBy(
      await runNotebook(notebook, {
        overrides: { lake, ...overrides },
        writable: lake,
        workFolder,
        clock: fixedClock(new Date("2026-01-02T03:04:05Z")),
        progress: silent,
      }),
    );
  } finally {
    await Deno.remove(workFolder, { recursive: true });
  }
}

function shownBy(run: NotebookRun): Shown {
  const outputs = run.outputs.flat().filter((one): one is Output => "facts" in one);
  const words = (kind: string) =>
    outputs.filter(({ facts }) => facts.kind === kind).map(({ facts }) => facts.markdown)
      .join("\n");
  return {
    words: {
      answer: words("answer"),
      note: words("note"),
      warning: words("warning"),
      text: words("text"),
    },
    titles: outputs.flatMap(({ facts }) => facts.title ?? []),
    table(caption) {
      const found = outputs.find(({ facts }) =>
        facts.kind === "table" && facts.title?.startsWith(caption)
      );
      const [, , ...lines] = found!.data["text/plain"].split("\n");
      return lines.slice(0, -1).map((line) => line.trim().split(/\s{2,}/));
    },
    inputs: run.inputs.map((input) => input.name),
  };
}
