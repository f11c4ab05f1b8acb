import { basename, dirname, join } from "node:path";
import { InputError, PerduraError, UnreachableError } from "perdura/core/mod.ts";
import type { FetchOptions } from "./fetch.ts";

/** What is known of a file that is not complete yet. */
interface Unfinished {
  readonly address: string;
  /** What the server calls this version of the file. */
  readonly validator: string;
}

/**
 * Downloads a file beside the place where it belongs, continuing what is there of it.
 *
 * @param target where the file belongs; its folder exists
 * @param advice what else can be done, for messages
 * @returns the path of the complete file, which waits to be moved to the target
 */
export async function download(
  address: string,
  target: string,
  advice: string,
  { fetch = globalThis.fetch, progress }: Pick<FetchOptions, "fetch" | "progress">,
): Promise<string> {
  const part = join(dirname(target), `.${basename(target)}.part`);
  const note = `${part}.json`;
  const { host } = new URL(address);
  const known = await readNote(note, address);
  let start = known === undefined ? 0 : await sizeOf(part);

  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (known !== undefined && start > 0) {
    headers["range"] = `bytes=${start}-`;
    headers["if-range"] = known.validator;
  }
  let response: Response;
  try {
    response = await fetch(address, { headers });
  } catch (error) {
    throw new UnreachableError(
      `Cannot reach ${host}: ${reason(error)}; check the connection and run again, ${advice}`,
      { cause: error },
    );
  }
  if (response.status === 416) { // what is there is not a beginning of what the server has
    await response.body?.cancel();
    await Deno.remove(note);
    return await download(address, target, advice, { fetch, progress });
  }
  await refuse(response, address, advice);
  if (response.status !== 206 || rangeStart(response) !== start) start = 0;
  const rest = Number(response.headers.get("content-length") ?? NaN);
  const total = Number.isFinite(rest) ? start + rest : undefined;

  const validator = strongValidator(response.headers);
  if (validator === undefined) await Deno.remove(note).catch(() => {});
  else await Deno.writeTextFile(note, JSON.stringify({ address, validator } satisfies Unfinished));

  const label = `downloading ${basename(target)}`;
  let done = start;
  using file = await Deno.open(part, { write: true, create: true });
  await file.truncate(start);
  await file.seek(start, Deno.SeekMode.Start);
  const body = response.body?.getReader();
  for (;;) {
    let chunk: ReadableStreamReadResult<Uint8Array> | undefined;
    try {
      chunk = await body?.read();
    } catch (error) {
      throw brokenOff(host, done, total, validator !== undefined, error);
    }
    if (chunk === undefined || chunk.done) break;
    await writeAll(file, chunk.value);
    done += chunk.value.length;
    progress.update(label, done, total, "bytes");
  }
  if (total !== undefined && done !== total) {
    throw brokenOff(host, done, total, validator !== undefined);
  }
  await file.sync();
  await Deno.remove(note).catch(() => {});
  return part;
}

async function readNote(note: string, address: string): Promise<Unfinished | undefined> {
  try {
    const known: Unfinished = JSON.parse(await Deno.readTextFile(note));
    return known.address === address ? known : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await Deno.stat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Turns answers that are no file into errors. */
async function refuse(response: Response, address: string, advice: string): Promise<void> {
  const isPage = response.ok && /^text\/html\b/.test(response.headers.get("content-type") ?? "");
  if (response.ok && !isPage) return;
  await response.body?.cancel();
  if (isPage) {
    throw new InputError(
      `Cannot use ${address}: it is a web page and no data; give the address of the file itself`,
    );
  }
  const answer = `the server answered ${response.status} ${response.statusText}`.trimEnd();
  if (response.status === 404 || response.status === 410) {
    throw new InputError(`Cannot find ${address}: ${answer}; check the address`);
  }
  throw new UnreachableError(`Cannot get ${address}: ${answer}; run again later, ${advice}`);
}

/** The first byte of an answer that is a part. */
function rangeStart(response: Response): number | undefined {
  const match = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
  return match === null ? undefined : Number(match[1]);
}

/** What tells versions of a file apart byte by byte; weak tags do not. */
function strongValidator(headers: Headers): string | undefined {
  const tag = headers.get("etag");
  if (tag !== null && !tag.startsWith("W/")) return tag;
  return headers.get("last-modified") ?? undefined;
}

function brokenOff(
  host: string,
  done: number,
  total: number | undefined,
  canContinue: boolean,
  cause?: unknown,
): PerduraError {
  const size = total === undefined ? `${done} bytes` : `${done} of ${total} bytes`;
  return new UnreachableError(
    `Lost the connection to ${host} after ${size}: run again, ` +
      (canContinue ? "it continues where it stopped" : "it starts anew"),
    cause === undefined ? undefined : { cause },
  );
}

/** The innermost message of an error: what the network said. */
function reason(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) {
    innermost = innermost.cause;
  }
  return innermost instanceof Error ? innermost.message : String(innermost);
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}
