import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Clock, Progress } from "perdura/core/mod.ts";
import type { InputRecord, Output, ParameterRecord, ParameterValue } from "../output.ts";
import { type CellsModule, moduleToRun } from "./cells_module.ts";
import { codeCells, type Notebook } from "./notebook.ts";
import { type Assignment, decodePieces, type Failure, type Message } from "./_protocol.ts";
import { NotebookError } from "./notebook_error.ts";
import { projectRoot } from "../project_root.ts";

/** Text that a cell printed. */
export interface Printed {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** What a code cell gave out, in the order in which it came. */
export type CellOutput = Output | Printed;

/** A notebook that was run from its first to its last cell. */
export interface NotebookRun {
  readonly notebook: Notebook;
  /** For every code cell. */
  readonly outputs: readonly (readonly CellOutput[])[];
  readonly parameters: ParameterRecord;
  readonly inputs: readonly InputRecord[];
  readonly started: Date;
  readonly milliseconds: number;
}

/** How to run a notebook. */
export interface RunOptions {
  /** Parameters set from outside. */
  readonly overrides: Readonly<Record<string, ParameterValue>>;
  /** The only folder that the notebook may write to. */
  readonly writable: string;
  /** A folder for temporary files. */
  readonly workFolder: string;
  readonly clock: Clock;
  readonly progress: Progress;
}

/**
 * Runs a notebook in a process of its own, without network, subprocesses or environment, and with
 * one folder to write to.
 *
 * Needs `--allow-run=deno` and write access to the folder for temporary files.
 *
 * @throws {NotebookError} naming notebook, cell and line where a cell fails
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<NotebookRun> {
  const module = moduleToRun(notebook);
  const folder = await Deno.makeTempDir({ dir: options.workFolder, prefix: "run-" });
  try {
    return await runModule(notebook, module, join(folder, `${notebook.name}.ts`), options);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function runModule(
  notebook: Notebook,
  module: CellsModule,
  path: string,
  options: RunOptions,
): Promise<NotebookRun> {
  const { clock } = options;
  await Deno.writeTextFile(path, module.source);
  const assignment: Assignment = {
    module: pathToFileURL(path).href,
    secret: crypto.randomUUID(),
    overrides: options.overrides,
  };
  const started = clock.now();
  const from = clock.elapsed();
  const process = new Deno.Command("deno", {
    args: childArguments(options.writable, assignment),
    cwd: projectRoot,
    // The time zone of the machine is no parameter of an analysis.
    env: { NO_COLOR: "1", TZ: "UTC" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const collected = new Collected(notebook, options.progress);
  await Promise.all([
    collected.read(process.stdout, "stdout", assignment.secret),
    collected.read(process.stderr, "stderr", assignment.secret),
  ]);
  const { code } = await process.status;
  collected.throwIfFailed(code, module, assignment.module);
  return {
    notebook,
    outputs: collected.outputs(),
    parameters: collected.parameters,
    inputs: collected.inputs,
    started,
    milliseconds: clock.elapsed() - from,
  };
}

function childArguments(writable: string, assignment: Assignment): string[] {
  return [
    "run",
    "--no-prompt",
    "--no-check",
    "--cached-only",
    "--frozen",
    `--config=${join(projectRoot, "deno.json")}`,
    "--allow-read",
    `--allow-write=${writable}`,
    "--allow-ffi",
    "--allow-sys=cpus,hostname,networkInterfaces",
    fileURLToPath(new URL("child.ts", import.meta.url)),
    JSON.stringify(assignment),
  ];
}

/** Everything that comes out of a process, by cell. */
class Collected {
  parameters: ParameterRecord = { values: {}, overridden: [] };
  readonly inputs: InputRecord[] = [];
  readonly #notebook: Notebook;
  readonly #progress: Progress;
  readonly #stdout: CellOutput[][];
  readonly #stderr: CellOutput[][];
  #cell = 0;
  #failure: Failure | undefined;
  #isDone = false;

  constructor(notebook: Notebook, progress: Progress) {
    this.#notebook = notebook;
    this.#progress = progress;
    // Place 0 is for what comes before the first cell begins.
    const empty = () => [[], ...codeCells(notebook).map(() => [])] as CellOutput[][];
    this.#stdout = empty();
    this.#stderr = empty();
  }

  async read(
    source: ReadableStream<Uint8Array>,
    stream: Printed["stream"],
    secret: string,
  ): Promise<void> {
    const places = stream === "stdout" ? this.#stdout : this.#stderr;
    let cell = 0;
    for await (const piece of decodePieces(source, secret)) {
      if ("text" in piece) append(places[cell]!, stream, piece.text);
      else if (piece.message.type === "cell") {
        cell = piece.message.cell;
        if (stream === "stdout") this.#enter(cell);
      } else this.#take(piece.message, places[cell]!);
    }
  }

  #enter(cell: number): void {
    this.#cell = cell;
    const { name } = this.#notebook;
    this.#progress.update(name, cell, codeCells(this.#notebook).length, "cells");
  }

  #take(message: Exclude<Message, { type: "cell" }>, place: CellOutput[]): void {
    switch (message.type) {
      case "output":
        place.push(message.output);
        break;
      case "line": {
        const state = message.line.text.split("\n").at(-1) ?? "";
        this.#progress.update(`${this.#notebook.name}: ${state}`, this.#cell);
        break;
      }
      case "parameters":
        this.parameters = message.record;
        break;
      case "input":
        this.inputs.push(message.record);
        break;
      case "failed":
        this.#failure = message.error;
        break;
      case "done":
        this.#isDone = true;
    }
  }

  /** Outputs of every code cell; what was printed before the first one belongs to it. */
  outputs(): CellOutput[][] {
    const cells = this.#stdout.map((outputs, at) => [...outputs, ...this.#stderr[at]!]);
    const [before = [], first = [], ...others] = cells;
    return this.#stdout.length === 1 ? [] : [[...before, ...first], ...others];
  }

  throwIfFailed(code: number, module: CellsModule, address: string): void {
    if (this.#isDone && code === 0) return;
    const printed = this.#stderr.flat().map((output) => "text" in output ? output.text : "");
    const failure = this.#failure ?? {
      name: "Error",
      message: `the process ended with exit code ${code} before its last cell did\n` +
        printed.join("").trim().split("\n").slice(-12).join("\n"),
      stack: printed.join(""),
    };
    throw new NotebookError(this.#notebook, failure, {
      module,
      address,
      cell: this.#cell,
    });
  }
}

function append(place: CellOutput[], stream: Printed["stream"], text: string): void {
  const last = place.at(-1);
  if (last !== undefined && "stream" in last) {
    place[place.length - 1] = { stream, text: last.text + text };
  } else place.push({ stream, text });
}
