import type { InputRecord, Line, Output, ParameterRecord } from "../output.ts";

/** What the process that runs a notebook tells the one that started it. */
export type Message =
  | { readonly type: "cell"; readonly cell: number }
  | { readonly type: "output"; readonly output: Output }
  | { readonly type: "line"; readonly line: Line }
  | { readonly type: "parameters"; readonly record: ParameterRecord }
  | { readonly type: "input"; readonly record: InputRecord }
  | { readonly type: "failed"; readonly error: Failure }
  | { readonly type: "done" };

/** An error that ended a notebook. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Exit code that the error asks for. */
  readonly exitCode?: number;
  /** True where the lake does not have what the notebook is about. */
  readonly lacksData?: boolean;
}

/** What the process is started with. */
export interface Assignment {
  /** Address of the module with the cells. */
  readonly module: string;
  /** Begins every message, so that nothing a notebook prints is taken for one. */
  readonly secret: string;
  readonly overrides: Readonly<Record<string, string | number | boolean>>;
}

/** A piece of what a process wrote: a message, or text that the notebook printed. */
export type Piece = { readonly message: Message } | { readonly text: string };

const recordSeparator = "\x1e";

/** A message as it is written to a stream. */
export function encodeMessage(secret: string, message: Message): string {
  return `${recordSeparator}${secret}${JSON.stringify(message)}\n`;
}

/** Takes messages and printed text apart, whatever pieces they arrive in. */
export async function* decodePieces(
  stream: ReadableStream<Uint8Array>,
  secret: string,
): AsyncGenerator<Piece> {
  const opening = recordSeparator + secret;
  let rest = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream() as never)) {
    rest += chunk;
    for (;;) {
      const start = rest.indexOf(opening);
      if (start === -1) {
        // What could be the beginning of a message waits for the next chunk.
        const held = rest.lastIndexOf(recordSeparator);
        const isPartial = held !== -1 && opening.startsWith(rest.slice(held));
        const text = isPartial ? rest.slice(0, held) : rest;
        if (text !== "") yield { text };
        rest = rest.slice(text.length);
        break;
      }
      const end = rest.indexOf("\n", start);
      if (start > 0) yield { text: rest.slice(0, start) };
      rest = rest.slice(start);
      if (end === -1) break;
      yield { message: JSON.parse(rest.slice(opening.length, end - start)) };
      rest = rest.slice(end - start + 1);
    }
  }
  if (rest !== "") yield { text: rest };
}
