import { isAbsolute, relative } from "node:path";
import {
  exists,
  type RawDataset,
  type RawFile,
  sha256File,
  temporaryPrefix,
} from "perdura/lake/mod.ts";
import type { StageContext } from "../stage.ts";
import type { SourceFile } from "./to_text.ts";

/**
 * Copies a file into `raw/`, unless it is there. What others have sent is never overwritten.
 *
 * @param folder where it goes, for example `raw` or `raw/shop`
 */
export async function receive(
  context: StageContext,
  file: SourceFile,
  folder: string,
  known: RawDataset | undefined,
): Promise<RawFile> {
  const { clock, lake, output } = context;
  const before = known?.files.find((other) => other.sha256 === file.sha256);
  if (before !== undefined && await exists(lake.path(before.path))) return before;
  const { size: bytes } = await Deno.stat(file.path);
  const table = file.table === undefined ? {} : { table: file.table };
  const record = { name: file.name, bytes, sha256: file.sha256, ...table };
  const received = clock.now().toISOString();

  const inside = relative(lake.path("raw"), file.path);
  const isReceived = !inside.startsWith("..") && !isAbsolute(inside);
  if (isReceived) {
    const path = `raw/${inside.replace(temporaryPrefix, "")}`;
    return { path, ...record, received };
  }
  let path = `${folder}/${file.name}`;
  if (await exists(lake.path(path))) {
    const isSame = await sha256File(lake.path(path)) === file.sha256;
    if (isSame) return { path, ...record, received };
    path = `${folder}/${file.sha256.slice(0, 8)}-${file.name}`;
  }
  await Deno.copyFile(file.path, await output.pending.reserve(path));
  return { path, ...record, received };
}
