import { join } from "node:path";
import { projectRoot } from "../project_root.ts";
import type { Cell, Notebook } from "./notebook.ts";

/**
 * Notebooks with their cells formatted as the project's code and texts are.
 *
 * `deno fmt` knows notebooks, but refuses with `--check` what it has written itself. A cell that
 * cannot be understood stays as it is. Needs `--allow-run=deno` and write access to the folder for
 * temporary files.
 *
 * @param workFolder a folder for temporary files
 */
export async function formatCells(
  notebooks: readonly Notebook[],
  workFolder: string,
): Promise<Notebook[]> {
  const folder = await Deno.makeTempDir({ dir: workFolder, prefix: "format-" });
  const pathOf = ({ name }: Notebook, at: number, { type }: Cell) =>
    join(folder, `${name}-${at}.${type === "code" ? "ts" : "md"}`);
  const isText = ({ type, source }: Cell) => type !== "raw" && source.trim() !== "";
  try {
    for (const notebook of notebooks) {
      for (const [at, cell] of notebook.cells.entries()) {
        if (isText(cell)) await Deno.writeTextFile(pathOf(notebook, at, cell), cell.source + "\n");
      }
    }
    await new Deno.Command("deno", {
      args: ["fmt", "-q", `--config=${join(projectRoot, "deno.json")}`, folder],
      cwd: projectRoot,
      stdin: "null",
    }).output();
    return await Promise.all(notebooks.map(async (notebook) => ({
      ...notebook,
      cells: await Promise.all(notebook.cells.map(async (cell, at) => {
        if (!isText(cell)) return cell;
        const text = await Deno.readTextFile(pathOf(notebook, at, cell));
        return { ...cell, source: text.replace(/\n+$/, "") };
      })),
    })));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
