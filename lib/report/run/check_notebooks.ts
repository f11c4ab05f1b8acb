import { InputError } from "perdura/core/mod.ts";
import { checkCells } from "./check_cells.ts";
import { formatCells } from "./format_cells.ts";
import { houseRuleProblems, type Problem } from "./house_rules.ts";
import { type Notebook, type NotebookFile, notebookOf, parseNotebookFile } from "./notebook.ts";
import { parametersOf } from "./parameters.ts";
import { bareFile, strayContentProblems } from "./stray_content.ts";

/** What a check of notebooks has found. */
export interface NotebookCheck {
  /** Complaints, each with notebook, cell and line. */
  readonly complaints: readonly string[];
  /** Paths of the notebooks that were written anew. */
  readonly fixed: readonly string[];
}

/**
 * Checks notebooks as they are kept in git: nothing in them but what people write, format, house
 * rules, types and lint of their cells.
 *
 * Needs `--allow-run=deno` and write access to the folder for temporary files.
 *
 * @param paths of the notebooks
 * @param workFolder a folder for temporary files
 * @param isFixing whether to format cells and to take out outputs, counts and stray metadata
 */
export async function checkNotebooks(
  paths: readonly string[],
  workFolder: string,
  isFixing: boolean,
): Promise<NotebookCheck> {
  const texts = await Promise.all(paths.map((path) => Deno.readTextFile(path)));
  const files = texts.map((text, at) => parseNotebookFile(text, paths[at]!));
  const notebooks = files.map((file, at) => notebookOf(file, paths[at]!));
  const formatted = await formatCells(notebooks, workFolder);
  const complaints: string[] = [];
  const fixed: string[] = [];
  for (const [at, notebook] of formatted.entries()) {
    const path = paths[at]!;
    const text = bareFile(notebook);
    if (isFixing && text !== texts[at]) {
      await Deno.writeTextFile(path, text);
      fixed.push(path);
    }
    if (!isFixing) complaints.push(...fixable(files[at]!, notebooks[at]!, notebook));
    complaints.push(...houseRuleProblems(notebook).map(inWords), ...parameterProblems(notebook));
  }
  for (const tool of ["check", "lint"] as const) {
    const complaint = await checkCells(tool, isFixing ? formatted : notebooks, workFolder);
    if (complaint !== undefined) complaints.push(complaint);
  }
  return { complaints, fixed };
}

/** What the check can put right itself. */
function fixable(file: NotebookFile, notebook: Notebook, formatted: Notebook): string[] {
  let code = 0;
  const unformatted = notebook.cells.flatMap(({ type, source }, at) => {
    if (type === "code") code++;
    if (formatted.cells[at]!.source === source) return [];
    const place = type === "code" ? `code cell ${code}` : `the text before code cell ${code + 1}`;
    return [`${notebook.name}, ${place}: Is not formatted`];
  });
  return [...strayContentProblems(file, notebook.path).map(inWords), ...unformatted];
}

function parameterProblems(notebook: Notebook): string[] {
  try {
    parametersOf(notebook);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [error.message];
  }
}

function inWords({ notebook, cell, line, message }: Problem): string {
  const place = [
    notebook,
    ...(cell === undefined ? [] : [`code cell ${cell}`]),
    ...(line === undefined ? [] : [`line ${line}`]),
  ];
  return `${place.join(", ")}: ${message}`;
}
