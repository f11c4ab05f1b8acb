import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { InputError, type Progress } from "perdura/core/mod.ts";
import { explainFileError } from "../file_error.ts";

/** Bytes that can be read from their beginning as often as needed. */
export interface ByteSource {
  /** As people know it: a file's name, or a member of a zip. */
  readonly name: string;
  /** The bytes, in chunks that belong to the reader. */
  open(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Nothing that unpacks to more than this many times its size, and to so many bytes, is read. */
const largestRatio = 300, ratioMatters = 1 << 28;

const headLength = 1 << 16;

/** The bytes of a file; progress is reported in bytes read. */
export function fileBytes(
  path: string,
  name: string,
  progress: Progress,
): ByteSource {
  return {
    name,
    async *open() {
      using file = await openFile(path, name);
      const { size } = await file.stat();
      let done = 0;
      for (;;) {
        const chunk = new Uint8Array(1 << 20);
        const count = await readChunk(file, chunk, name);
        if (count === null) return;
        done += count;
        progress.update(`reading ${name}`, done, size, "bytes");
        yield chunk.subarray(0, count);
      }
    },
  };
}

/**
 * The bytes that are packed in a gzip file of one or several parts.
 *
 * @param size bytes of the packed file
 * @throws {InputError} while reading, where the file is cut off or damaged
 */
export function gunzipped(packed: ByteSource, size: number): ByteSource {
  return {
    name: packed.name,
    async *open() {
      const gunzip = createGunzip({ chunkSize: 1 << 20 });
      pipeline(Readable.from(packed.open()), gunzip, () => {}); // its error comes out of the loop
      try {
        yield* limited(gunzip, packed.name, size);
      } catch (error) {
        throw explainGzipError(error, packed.name);
      } finally {
        gunzip.destroy();
      }
    },
  };
}

/** Passes bytes on until they are suspiciously many for what they were packed in. */
export async function* limited(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  name: string,
  packedSize: number,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    checkUnpackedSize(total, packedSize, name);
    yield chunk;
  }
}

/** @throws {InputError} where so many bytes cannot honestly have been packed into so few */
export function checkUnpackedSize(
  unpacked: number,
  packed: number,
  name: string,
): void {
  if (unpacked > ratioMatters && unpacked > largestRatio * packed) {
    throw new InputError(
      `Cannot read "${name}": it unpacks to more than ${largestRatio} times its size, as archives ` +
        "do that are made to fill a disk; unpack it yourself if you trust it",
    );
  }
}

/** The first bytes: 64 KiB or a few more, fewer where there are not as many. */
export async function readHead(source: ByteSource): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headLength) break;
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Opens a file to read it. */
export async function openFile(
  path: string,
  name: string,
): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path);
  } catch (error) {
    throw explainFileError(error, `Cannot read "${name}"`);
  }
}

async function readChunk(file: Deno.FsFile, into: Uint8Array, name: string) {
  try {
    return await file.read(into);
  } catch (error) {
    throw explainFileError(error, `Cannot read "${name}"`);
  }
}

function explainGzipError(error: unknown, name: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const found = code === "Z_BUF_ERROR"
    ? "it is cut off"
    : typeof code === "string" && code.startsWith("Z_")
    ? "it is damaged"
    : undefined;
  if (found === undefined) return error;
  return new InputError(
    `Cannot read "${name}": the gzip file does not end as it should, ${found}; get it again`,
    { cause: error },
  );
}
