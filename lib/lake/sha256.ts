import { createHash } from "node:crypto";

/** The SHA-256 of a file's bytes, in hexadecimal; the file is never held in memory. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const buffer = new Uint8Array(1 << 20);
  for (
    let count = await file.read(buffer);
    count !== null;
    count = await file.read(buffer)
  ) {
    hash.update(buffer.subarray(0, count));
  }
  return hash.digest("hex");
}

/** The SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256Text(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
