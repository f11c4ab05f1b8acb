import type { ByteSource } from "./byte_source.ts";

/** How the characters of a text file are stored. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The encoding that a byte order mark at the beginning of a text names. */
export function markedEncoding(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  return undefined;
}

/** The text as UTF-8 without byte order mark; what is called UTF-8 is passed on as it is. */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncIterable<Uint8Array> {
  if (encoding === "utf-8") return yield* withoutMark(chunks);
  const decoder = new TextDecoder(encoding), encoder = new TextEncoder();
  for await (const chunk of chunks) {
    yield encoder.encode(decoder.decode(chunk, { stream: true }));
  }
  yield encoder.encode(decoder.decode());
}

/**
 * Decides what a text is that is not UTF-8 throughout.
 *
 * Text in ISO-8859-1 or Windows-1252 hardly ever has two bytes in a row that would be a character
 * in UTF-8, while a damaged UTF-8 file has many of them: the more frequent kind decides. The two
 * Latin encodings differ in control characters that no table has, so the larger one, Windows-1252,
 * stands for both.
 */
export async function measureEncoding(source: ByteSource): Promise<Encoding> {
  let valid = 0, invalid = 0, expected = 0;
  for await (const chunk of source.open()) {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index]!;
      if (expected > 0) {
        if ((byte & 0xc0) === 0x80) {
          if (--expected === 0) valid++;
          continue;
        }
        expected = 0;
        invalid++;
      }
      if (byte < 0x80) continue;
      if (byte >= 0xc2 && byte < 0xe0) expected = 1;
      else if (byte >= 0xe0 && byte < 0xf0) expected = 2;
      else if (byte >= 0xf0 && byte < 0xf5) expected = 3;
      else invalid++;
    }
  }
  return valid > invalid ? "utf-8" : "windows-1252";
}

async function* withoutMark(
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && markedEncoding(chunk) === "utf-8" ? chunk.subarray(3) : chunk;
    first = false;
  }
}
