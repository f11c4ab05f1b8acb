import { basename } from "node:path";
import { z } from "zod";
import { InputError } from "perdura/core/mod.ts";

const text = z.union([z.string(), z.array(z.string())]).transform((value) =>
  typeof value === "string" ? value : value.join("")
);

const cellSchema = z.object({
  id: z.string(),
  cell_type: z.enum(["code", "markdown", "raw"]),
  source: text,
  metadata: z.looseObject({ tags: z.array(z.string()).optional() }),
  outputs: z.array(z.unknown()).optional(),
  execution_count: z.number().nullable().optional(),
});

const notebookSchema = z.object({
  nbformat: z.literal(4),
  nbformat_minor: z.number().min(5),
  metadata: z.looseObject({}),
  cells: z.array(cellSchema),
});

/** A cell of a notebook. */
export interface Cell {
  readonly id: string;
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
  readonly tags: readonly string[];
}

/** A notebook as people write it, without outputs. */
export interface Notebook {
  /** File name without ending, for example `04_clv`. */
  readonly name: string;
  readonly path: string;
  readonly cells: readonly Cell[];
}

/** A notebook's file as it is, outputs and metadata included. */
export type NotebookFile = z.infer<typeof notebookSchema>;

/**
 * Understands a notebook's file.
 *
 * @param content text of an `.ipynb` file
 * @param path where it comes from
 * @throws {InputError} where it is no notebook of format 4.5 or later
 */
export function parseNotebookFile(content: string, path: string): NotebookFile {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new InputError(`Cannot read the notebook "${path}": it is not valid JSON`, {
      cause: error,
    });
  }
  const result = notebookSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new InputError(
    `Cannot read the notebook "${path}": it has to be a notebook of format 4.5, but at ` +
      `"${issue?.path.join(".")}": ${issue?.message}`,
  );
}

/**
 * Reads a notebook.
 *
 * @throws {InputError} where there is none
 */
export async function readNotebook(path: string): Promise<Notebook> {
  let content: string;
  try {
    content = await Deno.readTextFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new InputError(`Cannot read the notebook "${path}": there is no such file`);
  }
  return notebookOf(parseNotebookFile(content, path), path);
}

/** A notebook from its file. */
export function notebookOf(file: NotebookFile, path: string): Notebook {
  return {
    name: basename(path, ".ipynb"),
    path,
    cells: file.cells.map(({ id, cell_type, source, metadata }) => ({
      id,
      type: cell_type,
      source,
      tags: metadata.tags ?? [],
    })),
  };
}

/** The code cells, in order: the first of them is code cell 1, as Jupyter counts when it runs all. */
export function codeCells(notebook: Notebook): readonly Cell[] {
  return notebook.cells.filter(({ type }) => type === "code");
}
