import type { Notebook, NotebookFile } from "./notebook.ts";
import { notebookOf } from "./notebook.ts";
import type { Problem } from "./house_rules.ts";

const kernelspec = { display_name: "Deno", language: "typescript", name: "deno" };

/**
 * What a notebook's file holds besides what people write: outputs, execution counts, metadata of
 * tools, ids that are not unique.
 */
export function strayContentProblems(file: NotebookFile, path: string): Problem[] {
  const { name: notebook } = notebookOf(file, path);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  let code = 0;
  for (const cell of file.cells) {
    const isCode = cell.cell_type === "code";
    if (isCode) code++;
    const add = (message: string) =>
      problems.push({ notebook, ...(isCode ? { cell: code } : {}), message });
    if ((cell.outputs ?? []).length > 0) add("Holds outputs");
    if ((cell.execution_count ?? null) !== null) add("Holds an execution count");
    const stray = Object.keys(cell.metadata).filter((key) => key !== "tags");
    if (stray.length > 0) add(`Holds stray metadata "${stray.join('", "')}"`);
    if (seen.has(cell.id)) add(`Has the id "${cell.id}" of another cell`);
    seen.add(cell.id);
  }
  const expected = JSON.stringify(bareMetadata);
  if (JSON.stringify(file.metadata) !== expected) {
    problems.push({ notebook, message: `Holds stray metadata: it has to be ${expected}` });
  }
  return problems;
}

/** The metadata of a notebook that is kept in git. */
export const bareMetadata = { kernelspec, language_info: { name: "typescript" } } as const;

/** A notebook's file as it is kept in git: what people write and nothing else. */
export function bareFile(notebook: Notebook): string {
  const file = {
    cells: notebook.cells.map(({ id, type, source, tags }) => ({
      cell_type: type,
      ...(type === "code" ? { execution_count: null } : {}),
      id,
      metadata: tags.length > 0 ? { tags } : {},
      ...(type === "code" ? { outputs: [] } : {}),
      source: linesOf(source),
    })),
    metadata: bareMetadata,
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(file, null, 1) + "\n";
}

/** Lines with their ends, as notebooks store text so that changes show line by line. */
export function linesOf(source: string): string[] {
  return source === "" ? [] : source.split(/(?<=\n)/);
}
