import { basename, resolve } from "node:path";
import { InputError } from "perdura/core/mod.ts";
import {
  exists,
  type InputName,
  inputNames,
  type Lake,
  listSourceFiles,
  type RawDataset,
  type RawManifest,
  type Settings,
} from "perdura/lake/mod.ts";
import { type Dataset, datasets, findShopTables } from "perdura/sources/mod.ts";

/** A file that is to be read. */
export interface FoundFile {
  readonly name: string;
  readonly path: string;
  /** Which table it is, where the input consists of several. */
  readonly table?: string | undefined;
}

/** The origin of the simulated shop. */
export const demoOrigin = "demo";

/**
 * Which inputs a run reads and where they come from: what was said, else what the lake has. Of a
 * lake that has nothing, and of which nothing was said, the demo shop makes all three.
 *
 * The demo data are one population. They leave the lake where a real input is named, since they
 * tell of other people.
 */
export function originsOf(
  settings: Pick<Settings, InputName>,
  known: RawManifest,
): Partial<Record<InputName, string>> {
  const stated = inputNames.filter((name) => settings[name] !== undefined);
  const isReal = stated.some((name) => settings[name] !== demoOrigin);
  const isEmpty = stated.length === 0 && inputNames.every((name) => known[name] === undefined);
  const origins: Partial<Record<InputName, string>> = {};
  for (const name of inputNames) {
    const said = settings[name];
    const before = known[name]?.origin;
    if (isEmpty) origins[name] = demoOrigin;
    else if (said !== undefined) origins[name] = originOf(name, said);
    else if (before !== undefined && !(isReal && before === demoOrigin)) origins[name] = before;
  }
  return origins;
}

function originOf(name: InputName, said: string): string {
  if (said === demoOrigin) return said;
  return datasetOf(name, said)?.address ?? resolve(said);
}

/** The public data set that is meant by a name. */
function datasetOf(name: InputName, said: string): Dataset | undefined {
  return datasets.find((dataset) => dataset.input === name && dataset.name === said);
}

/** The files of an input: those at the path that was named, else those that the lake has. */
export async function findFiles(
  lake: Lake,
  name: InputName,
  stated: string | undefined,
  known: RawDataset | undefined,
): Promise<FoundFile[]> {
  const dataset = stated === undefined ? undefined : datasetOf(name, stated);
  if (dataset !== undefined && known?.origin !== dataset.address) {
    throw new InputError(
      `Cannot read "${stated}": the lake has not received this data set yet; fetch it with ` +
        `"deno task fetch ${stated} --lake ${lake.root}", or name a file of yours with --${name}`,
    );
  }
  if (stated !== undefined && dataset === undefined) {
    if (name !== "shop") {
      return (await listSourceFiles(stated)).map(({ name, path }) => ({ name, path }));
    }
    const tables = await findShopTables(stated);
    return tables.map(({ table, path }) => ({ name: basename(path), path, table }));
  }
  const received = (known?.files ?? []).map((file) => ({ ...file, path: lake.path(file.path) }));
  for (const { path } of received) {
    if (await exists(path)) continue;
    throw new InputError(
      `Cannot read "${path}": the lake has received this file but it is gone; put it back or ` +
        `name the ${name} again with --${name}`,
    );
  }
  return received.map(({ name, path, table }) => ({ name, path, table }));
}
