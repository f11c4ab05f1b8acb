import { checkCells } from "./check_cells.ts";
import { houseRuleProblems, type Problem } from "./house_rules.ts";
import { type Notebook, notebookOf, parseNotebookFile } from "./notebook.ts";
import { parametersOf } from "./parameters.ts";
import { bareFile, strayContentProblems } from "./stray_content.ts";
import { InputError } from "perdura/core/mod.ts";

/** What a check of notebooks has found. */
export interface NotebookCheck {
  /** Complaints, each with notebook, cell and line. */
  readonly complaints: readonly string[];
  /** Paths of the notebooks whose stray content was taken out. */
  readonly cleaned: readonly string[];
}

/**
 * Checks notebooks as they are kept in git: nothing in them but what people write, the house rules,
 * types and lint of their cells.
 *
 * Needs `--allow-run=deno` and write access to the folder for temporary files.
 *
 * @param paths of the notebooks
 * @param workFolder a folder for temporary files
 * @param isCleaning whether to take outputs, counts and stray metadata out of the files
 */
export async function checkNotebooks(
  paths: readonly string[],
  workFolder: string,
  isCleaning: boolean,
): Promise<NotebookCheck> {
  const complaints: string[] = [];
  const cleaned: string[] = [];
  const notebooks: Notebook[] = [];
  for (const path of paths) {
    const file = parseNotebookFile(await Deno.readTextFile(path), path);
    const notebook = notebookOf(file, path);
    notebooks.push(notebook);
    const stray = strayContentProblems(file, path);
    if (isCleaning && stray.length > 0) {
      await Deno.writeTextFile(path, bareFile(notebook));
      cleaned.push(path);
    } else complaints.push(...stray.map(inWords));
    complaints.push(...houseRuleProblems(notebook).map(inWords));
    try {
      parametersOf(notebook);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complaints.push(error.message);
    }
  }
  for (const tool of ["check", "lint"] as const) {
    const complaint = await checkCells(tool, notebooks, workFolder);
    if (complaint !== undefined) complaints.push(complaint);
  }
  return { complaints, cleaned };
}

function inWords({ notebook, cell, line, message }: Problem): string {
  const place = [
    notebook,
    ...(cell === undefined ? [] : [`code cell ${cell}`]),
    ...(line === undefined ? [] : [`line ${line}`]),
  ];
  return `${place.join(", ")}: ${message}`;
}
