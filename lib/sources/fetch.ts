import { join } from "node:path";
import { type Clock, ContractError, InputError, type Progress } from "perdura/core/mod.ts";
import { explainFileError } from "perdura/lake/file_error.ts";
import { similarName } from "perdura/core/mod.ts";
import { sha256File } from "perdura/lake/sha256.ts";
import { download } from "./_download.ts";
import { type Dataset, datasets } from "./datasets.ts";

/** What fetching needs from outside. */
export interface FetchOptions {
  readonly clock: Clock;
  readonly progress: Progress;
  /** How requests are made; that of the platform by default. */
  readonly fetch?: (address: string, init: RequestInit) => Promise<Response>;
}

/** A file that was fetched, as a manifest describes it. */
export interface Fetched {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** When it was complete, in ISO 8601. */
  readonly fetched: string;
  /** Where it came from. */
  readonly address: string;
  /** False where it was there before and nothing was downloaded. */
  readonly isNew: boolean;
  /** What is known of it; undefined for an address of the user's. */
  readonly dataset: Dataset | undefined;
}

/** What is to be fetched. */
interface Wanted extends Pick<Fetched, "address" | "name" | "dataset"> {
  readonly sha256: string | undefined;
}

/**
 * Downloads a data set into a folder.
 *
 * The file appears under its name when it is complete. What a broken connection leaves is kept
 * beside it, hidden, and the next call continues there, unless the file has changed in between. A
 * file that is in the folder already is not downloaded again.
 *
 * @param what name of one of the {@linkcode datasets}, or an address; an address may end in
 * `#sha256=…`, which the content has to have
 * @param folder made where it is missing
 * @throws {InputError} where the name is unknown, or nothing is at the address
 * @throws {UnreachableError} where the server cannot be reached or breaks off
 * @throws {ContractError} where the content is not what its checksum says
 *
 * @example
 * ```ts ignore
 * const file = await fetchDataset("online-retail-ii", "data/raw", { clock, progress });
 * ```
 */
export async function fetchDataset(
  what: string,
  folder: string,
  options: FetchOptions,
): Promise<Fetched> {
  const wanted = understand(what);
  const path = join(folder, wanted.name);
  try {
    await Deno.mkdir(folder, { recursive: true });
    const isThere = await isFile(path);
    const complete = isThere ? path : await download(wanted.address, path, advice(wanted), options);
    const sha256 = await sha256File(complete);
    if (wanted.sha256 !== undefined && sha256 !== wanted.sha256) {
      if (!isThere) await Deno.remove(complete);
      throw new ContractError(
        `Cannot use "${wanted.name}" from ${wanted.address}: its SHA-256 is ${sha256}, expected ` +
          `${wanted.sha256}; ` + (isThere
            ? `move "${path}" away and run again`
            : "run again, or check the address and the checksum"),
      );
    }
    if (!isThere) await Deno.rename(complete, path);
    const { size, mtime } = await Deno.stat(path);
    return {
      path,
      name: wanted.name,
      bytes: size,
      sha256,
      fetched: ((isThere ? mtime : null) ?? options.clock.now()).toISOString(),
      address: wanted.address,
      isNew: !isThere,
      dataset: wanted.dataset,
    };
  } catch (error) {
    throw explainFileError(error, `Cannot write "${path}"`);
  }
}

function understand(what: string): Wanted {
  const dataset = datasets.find(({ name }) => name === what);
  if (dataset !== undefined) {
    return { address: dataset.address, name: dataset.fileName, dataset, sha256: undefined };
  }
  const url = URL.canParse(what) ? new URL(what) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const names = datasets.map(({ name }) => name);
    const similar = similarName(what, names);
    throw new InputError(
      `Cannot fetch "${what}": it is neither a known data set nor an address that begins with ` +
        "https:// or http://; " +
        (similar === undefined ? `known are ${names.join(", ")}` : `did you mean "${similar}"?`),
    );
  }
  const checksum = url.hash.slice(1);
  const sha256 = /^sha256=([0-9a-f]{64})$/i.exec(checksum)?.[1]?.toLowerCase();
  if (checksum !== "" && sha256 === undefined) {
    throw new InputError(
      `Cannot fetch "${what}": "#${checksum}" is no checksum; write #sha256= and 64 hexadecimal ` +
        "digits, or leave it away",
    );
  }
  url.hash = "";
  const last = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
  const name = last.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^\.+/, "");
  if (name === "") {
    throw new InputError(
      `Cannot fetch "${what}": the address names no file; give the address of the file itself`,
    );
  }
  return { address: url.href, name, dataset: undefined, sha256 };
}

/** How to get the file without this program. */
function advice({ address }: Wanted): string {
  return `or download ${address} with a browser and name the file: deno task pipeline ` +
    "--transactions FILE";
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
