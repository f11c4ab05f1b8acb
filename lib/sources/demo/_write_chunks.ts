/** Text that is written at a time. */
const blockLength = 1 << 20;

/**
 * Writes text to a file as it is made, about a megabyte at a time.
 *
 * @param onChunk called with the number of chunks so far
 * @returns what the generator returns
 */
export async function writeChunks<Result>(
  path: string,
  chunks: Generator<string, Result>,
  onChunk: (chunks: number) => void = () => {},
): Promise<Result> {
  const file = await TextFile.open(path);
  try {
    let count = 0;
    let next = chunks.next();
    for (; !next.done; next = chunks.next()) {
      await file.add(next.value);
      onChunk(++count);
    }
    await file.flush();
    return next.value;
  } finally {
    file.close();
  }
}

/** A file that text is added to. */
export class TextFile {
  readonly #file: Deno.FsFile;
  readonly #encoder = new TextEncoder();
  #waiting = "";

  private constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  /** Opens a file, in place of what it held. */
  static async open(path: string): Promise<TextFile> {
    return new TextFile(await Deno.open(path, { write: true, create: true, truncate: true }));
  }

  /** Adds text, which is written when there is enough of it. */
  async add(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= blockLength) await this.flush();
  }

  /** Writes what is waiting. */
  async flush(): Promise<void> {
    let bytes = this.#encoder.encode(this.#waiting);
    this.#waiting = "";
    while (bytes.length > 0) bytes = bytes.subarray(await this.#file.write(bytes));
  }

  close(): void {
    this.#file.close();
  }
}
