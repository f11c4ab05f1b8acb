import { type FileEntry, Reader, ZipReader } from "@zip.js/zip.js";
import { InputError, PerduraError, type Progress } from "perdura/core/mod.ts";
import { type ByteSource, limited, openFile } from "./byte_source.ts";

/** A file in an archive. */
export interface ArchiveMember extends ByteSource {
  /** Its path in the archive. */
  readonly path: string;
  /** Its size when unpacked, in bytes, as the archive claims. */
  readonly size: number;
}

/** A zip file that is open; also a workbook, which is one. */
export interface Archive extends AsyncDisposable {
  readonly members: readonly ArchiveMember[];
}

/**
 * Opens a zip file without loading it into memory.
 *
 * @param name of the file, for errors and progress, which is reported in bytes of the packed file
 * @throws {InputError} where it is cut off, damaged or protected by a password
 */
export async function openArchive(
  path: string,
  name: string,
  progress: Progress,
): Promise<Archive> {
  const file = await openFile(path, name);
  const reader = new ZipReader(new FileReader(file, name, progress), {
    useWebWorkers: false,
    checkSignature: true,
  });
  const close = async () => {
    await reader.close();
    file.close();
  };
  try {
    const members: ArchiveMember[] = [];
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      if (entry.encrypted) {
        throw new InputError(
          `Cannot read "${name}": it is protected by a password; save it without one`,
        );
      }
      members.push(member(entry, name));
    }
    return { members, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw explainArchiveError(error, name);
  }
}

function member(entry: FileEntry, archive: string): ArchiveMember {
  const path = entry.filename;
  return {
    name: `${archive}/${path}`,
    path,
    size: entry.uncompressedSize,
    async *open() {
      const { readable, writable } = new TransformStream<
        Uint8Array<ArrayBuffer>,
        Uint8Array<ArrayBuffer>
      >();
      let failure: unknown;
      const unpacking = entry.getData(writable).catch((error) => failure = error);
      try {
        yield* limited(readable, `${archive}/${path}`, entry.compressedSize);
        await unpacking;
        if (failure !== undefined) throw failure;
      } catch (error) {
        throw explainArchiveError(failure ?? error, archive);
      } finally {
        await readable.cancel().catch(() => {}); // where the caller has seen enough
        await unpacking;
      }
    },
  };
}

/** Reads parts of a file as they are needed. */
class FileReader extends Reader<Deno.FsFile> {
  readonly #file: Deno.FsFile;
  readonly #name: string;
  readonly #progress: Progress;
  #done = 0;

  constructor(file: Deno.FsFile, name: string, progress: Progress) {
    super(file);
    this.#file = file;
    this.#name = name;
    this.#progress = progress;
    this.size = file.statSync().size;
  }

  override readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - offset)));
    this.#file.seekSync(offset, Deno.SeekMode.Start);
    for (let at = 0; at < bytes.length;) {
      const count = this.#file.readSync(bytes.subarray(at));
      if (count === null) break;
      at += count;
    }
    this.#done = Math.min(this.size, this.#done + bytes.length);
    this.#progress.update(`reading ${this.#name}`, this.#done, this.size, "bytes");
    return Promise.resolve(bytes);
  }
}

/** Whatever the library finds wrong with the bytes, the person needs the file once more. */
function explainArchiveError(error: unknown, name: string): unknown {
  if (error instanceof PerduraError || !(error instanceof Error)) return error;
  return new InputError(
    `Cannot read "${name}": it is cut off or damaged (${error.message}); get it again`,
    { cause: error },
  );
}
