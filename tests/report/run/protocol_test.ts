import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  decodePieces,
  encodeMessage,
  type Message,
  type Piece,
} from "perdura/report/run/_protocol.ts";

const secret = "0f2c";

/** Reads bytes that arrive in pieces of a size. */
async function read(text: string, size: number): Promise<Piece[]> {
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) {
        controller.enqueue(bytes.slice(at, at + size));
      }
      controller.close();
    },
  });
  const pieces: Piece[] = [];
  for await (const piece of decodePieces(stream, secret)) {
    const last = pieces.at(-1);
    if ("text" in piece && last !== undefined && "text" in last) {
      pieces[pieces.length - 1] = { text: last.text + piece.text };
    } else pieces.push(piece);
  }
  return pieces;
}

const output = (text: string): Message => ({
  type: "output",
  output: { data: { "text/plain": text }, facts: { kind: "text" } },
});

Deno.test("decodePieces() takes messages and printed text apart, however they arrive", async () => {
  const piece = fc.oneof(
    fc.string().filter((text) => text !== "" && !text.includes("\x1e")).map((text) => ({ text })),
    fc.string({ unit: "grapheme" }).map((text) => ({ message: output(text) })),
  );
  await fc.assert(fc.asyncProperty(
    fc.array(piece, { maxLength: 8 }),
    fc.integer({ min: 1, max: 40 }),
    async (pieces, size) => {
      const written = pieces.map((one) =>
        "text" in one ? one.text : encodeMessage(secret, one.message)
      );
      const expected: Piece[] = [];
      for (const one of pieces) {
        const last = expected.at(-1);
        if ("text" in one && last !== undefined && "text" in last) {
          expected[expected.length - 1] = { text: last.text + one.text };
        } else expected.push(one);
      }
      assertEquals(await read(written.join(""), size), expected);
    },
  ));
});

Deno.test("decodePieces() takes nothing for a message that lacks the secret", async () => {
  const forged = encodeMessage("1111", output("x"));
  assertEquals(await read(forged, 7), [{ text: forged }]);
});

Deno.test("decodePieces() finds a message behind a line that was not ended", async () => {
  const message = output("x");
  assertEquals(await read(`no end${encodeMessage(secret, message)}more`, 5), [
    { text: "no end" },
    { message },
    { text: "more" },
  ]);
});
