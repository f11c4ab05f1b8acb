import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { moduleToCheck, sayPlaces } from "./cells_module.ts";
import type { Notebook } from "./notebook.ts";
import { projectRoot } from "../project_root.ts";

/**
 * Type-checks or lints the cells of notebooks, each notebook as one module.
 *
 * Needs `--allow-run=deno` and write access to the folder for temporary files.
 *
 * @param workFolder a folder for temporary files
 * @returns what the tool complains about, with cells and lines; undefined where it does not
 */
export async function checkCells(
  tool: "check" | "lint",
  notebooks: readonly Notebook[],
  workFolder: string,
): Promise<string | undefined> {
  if (notebooks.length === 0) return undefined;
  const modules = await Promise.all(notebooks.map(async (notebook) => {
    const module = moduleToCheck(notebook);
    const path = join(workFolder, `${notebook.name}.cells.ts`);
    await Deno.writeTextFile(path, module.source);
    return { notebook, module, path };
  }));
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      tool,
      ...(tool === "check" ? ["--cached-only"] : []),
      `--config=${join(projectRoot, "deno.json")}`,
      ...modules.map(({ path }) => path),
    ],
    cwd: projectRoot,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  if (success) return undefined;
  const decoder = new TextDecoder();
  let text = (decoder.decode(stdout) + decoder.decode(stderr))
    .replace(/^Check .*\n/gm, "")
    .replace(/\nStack backtrace:\n(?: +\d+: .*\n?)*/g, "");
  for (const { notebook, module, path } of modules) {
    text = sayPlaces(text, pathToFileURL(path).href, notebook.name, module);
    text = sayPlaces(text, path, notebook.name, module);
  }
  return text.trim();
}
