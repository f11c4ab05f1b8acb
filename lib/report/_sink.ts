import { InputError } from "perdura/core/mod.ts";
import type { InputRecord, Line, Output, ParameterRecord, ParameterValue } from "./output.ts";
import { jupyterSink } from "./_jupyter_sink.ts";

/** Where a notebook's outputs go. */
export interface Sink {
  show(output: Output): Promise<void>;
  /** Shows the state of long work in one line, which the next state replaces. */
  line(line: Line): Promise<void>;
  /** The number of a figure or table; the same again for the same title where cells run again. */
  numberOf(kind: "figure" | "table", title: string): number;
  /** Values that somebody has set from outside, by name. */
  readonly overrides: Readonly<Record<string, ParameterValue>>;
  parameters(record: ParameterRecord): void;
  input(record: InputRecord): void;
}

let installed: Sink | undefined;

/** Sends all outputs to a sink from now on; `undefined` takes it away. */
export function useSink(sink: Sink | undefined): void {
  installed = sink;
}

/**
 * The sink in use: an installed one, otherwise the kernel that this code runs in.
 *
 * @throws {InputError} outside a notebook
 */
export function currentSink(): Sink {
  const sink = installed ?? jupyterSink();
  if (sink === undefined) {
    throw new InputError(
      'Cannot show anything here: this is no notebook; run one with "deno task report" or open ' +
        'it in Jupyter ("deno task notebook" says how)',
    );
  }
  return sink;
}
