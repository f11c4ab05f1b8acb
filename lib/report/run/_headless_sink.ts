import { type Sink, useSink } from "../_sink.ts";
import { type Assignment, encodeMessage, type Message } from "./_protocol.ts";

let secret = "";

/** Sends what this process shows to the one that started it. */
export function useHeadlessSink(assignment: Assignment): void {
  secret = assignment.secret;
  const numbers = { figure: 0, table: 0 };
  const sink: Sink = {
    show: (output) => Promise.resolve(tell({ type: "output", output })),
    line: (line) => Promise.resolve(tell({ type: "line", line })),
    numberOf: (kind) => ++numbers[kind],
    overrides: assignment.overrides,
    parameters: (record) => tell({ type: "parameters", record }),
    input: (record) => tell({ type: "input", record }),
  };
  useSink(sink);
}

/** Says that a cell begins: what is printed from now on, on either stream, belongs to it. */
export function enterCell(cell: number): void {
  tell({ type: "cell", cell });
  write(Deno.stderr, encodeMessage(secret, { type: "cell", cell }));
}

/** Sends a message; it has left this process when this returns. */
export function tell(message: Message): void {
  write(Deno.stdout, encodeMessage(secret, message));
}

function write(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += stream.writeSync(bytes.subarray(at));
}
