import { z } from "zod";
import { InputError } from "perdura/core/mod.ts";
import type { OutputFacts } from "../output.ts";
import type { Cell, Notebook } from "./notebook.ts";
import type { RunCard } from "./run_card.ts";
import type { CellOutput, NotebookRun } from "./run_notebook.ts";
import { bareMetadata, linesOf } from "./stray_content.ts";

/** A notebook with its outputs and how they were made. */
export interface ExecutedNotebook {
  readonly notebook: Notebook;
  /** For every cell; empty for those that are not code. */
  readonly outputs: readonly (readonly CellOutput[])[];
  readonly card: RunCard;
  /** Fingerprint of what the outputs depend on, besides the inputs that the card names. */
  readonly key: string;
}

/** Puts a run's outputs beside the cells that made them. */
export function executedNotebook(run: NotebookRun, card: RunCard, key: string): ExecutedNotebook {
  let code = 0;
  const outputs = run.notebook.cells.map(({ type }) =>
    type === "code" ? run.outputs[code++] ?? [] : []
  );
  return { notebook: run.notebook, outputs, card, key };
}

/** The notebook as an `.ipynb` file (format 4.5) for Jupyter, nbviewer and Quarto. */
export function toIpynb({ notebook, outputs, card, key }: ExecutedNotebook): string {
  let count = 0;
  const file = {
    cells: notebook.cells.map((cell, at) => ({
      cell_type: cell.type,
      ...(cell.type === "code" ? { execution_count: ++count } : {}),
      id: cell.id,
      metadata: cell.tags.length > 0 ? { tags: cell.tags } : {},
      ...(cell.type === "code" ? { outputs: (outputs[at] ?? []).map(outputJson) } : {}),
      source: linesOf(cell.source),
    })),
    metadata: { ...bareMetadata, perdura: { key, card } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(file, null, 1) + "\n";
}

function outputJson(output: CellOutput): unknown {
  if ("stream" in output) {
    return { name: output.stream, output_type: "stream", text: output.text };
  }
  return { data: output.data, metadata: { perdura: output.facts }, output_type: "display_data" };
}

const outputSchema = z.union([
  z.object({
    output_type: z.literal("stream"),
    name: z.enum(["stdout", "stderr"]),
    text: z.string(),
  }),
  z.object({
    output_type: z.literal("display_data"),
    data: z.looseObject({ "text/plain": z.string() }),
    metadata: z.object({ perdura: z.custom<OutputFacts>((value) => value instanceof Object) }),
  }),
]);

const executedSchema = z.object({
  cells: z.array(z.object({
    cell_type: z.enum(["code", "markdown", "raw"]),
    id: z.string(),
    metadata: z.object({ tags: z.array(z.string()).default([]) }),
    source: z.array(z.string()),
    outputs: z.array(outputSchema).default([]),
  })),
  metadata: z.object({
    perdura: z.object({
      key: z.string(),
      card: z.custom<RunCard>((value) => value instanceof Object),
    }),
  }),
});

/**
 * The other way round: reads what {@linkcode toIpynb} has written.
 *
 * @param name the notebook's name
 * @throws {InputError} where it was written by something else
 */
export function fromIpynb(text: string, name: string): ExecutedNotebook {
  const refuse = (cause: unknown) =>
    new InputError(`Cannot read the executed notebook "${name}": it was not made by a report`, {
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse(error);
  }
  const { data: file, error } = executedSchema.safeParse(value);
  if (file === undefined) throw refuse(error);
  const cells = file.cells.map(({ cell_type, id, metadata, source }): Cell => ({
    id,
    type: cell_type,
    source: source.join(""),
    tags: metadata.tags,
  }));
  return {
    notebook: { name, path: `${name}.ipynb`, cells },
    outputs: file.cells.map(({ outputs }) =>
      outputs.map((output): CellOutput =>
        output.output_type === "stream"
          ? { stream: output.name, text: output.text }
          : { data: output.data, facts: output.metadata.perdura }
      )
    ),
    ...file.metadata.perdura,
  };
}
