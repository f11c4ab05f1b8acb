import { bareFile, type Cell, type Notebook } from "perdura/report/run/mod.ts";

/** A cell as tests write it: Markdown, or code with tags. */
export type Draft = { md: string } | { code: string; tags?: string[] };

/** A notebook from cells, for tests. */
export function draft(name: string, ...cells: Draft[]): Notebook {
  return {
    name,
    path: `${name}.ipynb`,
    cells: cells.map((cell, at): Cell => ({
      id: `cell-${at + 1}`,
      type: "md" in cell ? "markdown" : "code",
      source: "md" in cell ? cell.md : cell.code,
      tags: "md" in cell ? [] : cell.tags ?? [],
    })),
  };
}

/** Writes notebooks into a folder and gives their paths. */
export async function writeNotebooks(folder: string, ...notebooks: Notebook[]): Promise<string[]> {
  await Deno.mkdir(folder, { recursive: true });
  return await Promise.all(notebooks.map(async (notebook) => {
    const path = `${folder}/${notebook.name}.ipynb`;
    await Deno.writeTextFile(path, bareFile(notebook));
    return path;
  }));
}
