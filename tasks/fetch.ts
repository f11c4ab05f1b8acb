/** `deno task fetch`: a public data set, or a file at an address, into the lake. */
import { InputError } from "perdura/core/mod.ts";
import { lakeAt } from "perdura/lake/lake.ts";
import { withLock } from "perdura/lake/lock.ts";
import { PendingFiles } from "perdura/lake/pending_files.ts";
import {
  inputNames,
  type RawDataset,
  rawManifestPath,
  readRawManifest,
} from "perdura/lake/raw_manifest.ts";
import { datasets } from "perdura/sources/datasets.ts";
import { fetchDataset, type Fetched } from "perdura/sources/fetch.ts";
import { defineCommand, runCommand } from "./_command.ts";
import { text } from "./_flags.ts";

const command = defineCommand({
  name: "fetch",
  summary: "Downloads a data set into the lake's raw/ folder, where the pipeline finds them. " +
    `Known by name: ${datasets.map(({ name }) => name).join(", ")}.`,
  examples: [
    "deno task fetch online-retail-ii --lake ../retail",
    "deno task fetch https://example.org/sales.csv.gz#sha256=…",
  ],
  positional: { name: "NAME|URL", meaning: "A known data set, or the address of a file" },
  flags: {
    lake: text("Folder of everything that is read and made", { value: "DIR", default: "data" }),
  },
  async run({ flags, positional, clock, progress, print }) {
    const [what] = positional;
    if (what === undefined || positional.length > 1) {
      throw new InputError(
        "Say what to fetch: name one data set or address, for example " +
          "deno task fetch online-retail-ii",
      );
    }
    const lake = lakeAt(flags.lake);
    const file = await withLock(lake, clock, async () => {
      const fetched = await fetchDataset(what, lake.path("raw"), { clock, progress });
      const manifest = await readRawManifest(lake);
      const files = new PendingFiles(lake);
      try {
        // The demo data are one population, of other people than those of a real input.
        const real = inputNames.filter((name) =>
          manifest[name] && manifest[name].origin !== "demo"
        );
        const input = fetched.dataset?.input ?? "transactions";
        const received = {
          version: manifest.version,
          ...Object.fromEntries(real.map((name) => [name, manifest[name]])),
          [input]: datasetOf(fetched),
        };
        await files.write(rawManifestPath, JSON.stringify(received, null, 2) + "\n");
        await files.commit();
      } finally {
        await files.discard();
      }
      return fetched;
    });
    print(`${file.isNew ? "Downloaded" : "There already:"} ${file.path} (${file.bytes} bytes)`);
    if (file.dataset !== undefined) print(`${file.dataset.title}, ${file.dataset.licence}`);
    print(`SHA-256 ${file.sha256}`);
    print(`Next: deno task pipeline --lake ${flags.lake}`);
    return file;
  },
});

/** What the lake's manifest says about a file that was fetched. */
function datasetOf({ name, bytes, sha256, fetched, address, dataset }: Fetched): RawDataset {
  return {
    origin: address,
    files: [{ path: `raw/${name}`, name, bytes, sha256, received: fetched }],
    address: dataset?.page ?? address,
    ...(dataset?.source === undefined ? {} : { source: dataset.source }),
    ...(dataset === undefined ? {} : { licence: dataset.licence }),
  };
}

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
