import type { InputRecord, Line, Output, ParameterRecord, ParameterValue } from "./output.ts";
import { type Sink, useSink } from "./_sink.ts";

/** Everything that a piece of a notebook has sent out. */
export interface Captured {
  readonly outputs: readonly Output[];
  readonly lines: readonly Line[];
  readonly parameters: readonly ParameterRecord[];
  readonly inputs: readonly InputRecord[];
}

/**
 * Runs a piece of a notebook and keeps what it shows: for tests.
 *
 * @param overrides parameters set from outside
 *
 * @example
 * ```ts
 * import { capture, show } from "perdura/report/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { outputs } = await capture(() => show("Two **orders**."));
 * assertEquals(outputs[0]?.data["text/markdown"], "Two **orders**.");
 * ```
 */
export async function capture(
  work: () => unknown,
  overrides: Readonly<Record<string, ParameterValue>> = {},
): Promise<Captured> {
  const captured = {
    outputs: [] as Output[],
    lines: [] as Line[],
    parameters: [] as ParameterRecord[],
    inputs: [] as InputRecord[],
  };
  const numbers = { figure: 0, table: 0 };
  const sink: Sink = {
    show: (output) => Promise.resolve(void captured.outputs.push(output)),
    line: (line) => Promise.resolve(void captured.lines.push(line)),
    numberOf: (kind) => ++numbers[kind],
    overrides,
    parameters: (record) => void captured.parameters.push(record),
    input: (record) => void captured.inputs.push(record),
  };
  useSink(sink);
  try {
    await work();
  } finally {
    useSink(undefined);
  }
  return captured;
}
