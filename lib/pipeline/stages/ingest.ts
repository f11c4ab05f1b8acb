import { count, InputError, plural } from "perdura/core/mod.ts";
import {
  type InputName,
  inputNames,
  type RawDataset,
  type RawFile,
  rawManifestPath,
  type Reading,
  readRawManifest,
  type Settings,
  sha256File,
} from "perdura/lake/mod.ts";
import { demo as demoSource } from "perdura/sources/mod.ts";
import { demoOrigin, findFiles, originsOf } from "../ingest/input.ts";
import { receive } from "../ingest/receive.ts";
import { simulate } from "../ingest/simulate.ts";
import { type IngestedFile, type SourceFile, toText } from "../ingest/to_text.ts";
import type { Stage } from "../stage.ts";

export type { IngestedFile } from "../ingest/to_text.ts";

const defaultDemoCustomers = 5_000;

/** What the tables of text of one input depend on, and how the next stage is to understand them. */
interface InputParameters {
  readonly origin: string;
  readonly reading: Reading;
  readonly demo: { readonly customers: number; readonly seed: number } | undefined;
  readonly files: readonly Omit<SourceFile, "path">[];
}

type IngestParameters = Partial<Readonly<Record<InputName, InputParameters>>>;

/** One input as it was received. */
export interface IngestedInput {
  readonly origin: string;
  readonly files: readonly IngestedFile[];
}

/** What ingesting has to say about its result: the inputs that there are. */
export type IngestFacts = Partial<Readonly<Record<InputName, IngestedInput>>>;

/** Receives the source files into `raw/` and turns each into a table of text under `stage/text/`. */
const ingest: Stage<IngestParameters> = {
  name: "ingest",
  does: "reading the source files",
  after: [],
  reads: [],
  makes: ["raw/", "stage/text/"],
  isProvisional: true,

  async parameters({ lake, settings }) {
    const known = await readRawManifest(lake);
    const parameters: { -readonly [Name in InputName]?: InputParameters } = {};
    for (const [name, origin] of entriesOf(originsOf(settings, known))) {
      const isDemo = origin === demoOrigin;
      const files: SourceFile[] = [];
      for (const file of isDemo ? [] : await findFiles(lake, name, settings[name], known[name])) {
        files.push({ ...file, sha256: await sha256File(file.path) });
      }
      const customers = settings.demoCustomers ?? known[name]?.customers ?? defaultDemoCustomers;
      parameters[name] = {
        origin,
        reading: name === "transactions" ? readingOf(settings, origin, known[name]) : {},
        demo: isDemo ? { customers, seed: settings.seed } : undefined,
        files: files.map(({ name, table, sha256 }) => ({ name, table, sha256 })),
      };
    }
    return parameters;
  },

  async run(context, parameters) {
    const { lake, output, progress, settings } = context;
    const known = await readRawManifest(lake);
    const datasets: Partial<Record<InputName, RawDataset>> = {};
    const facts: { -readonly [Name in InputName]?: IngestedInput } = {};
    for (const [name, { origin, reading, demo, files: stated }] of entriesOf(parameters)) {
      const before = known[name];
      const files = demo
        ? await simulate(context, name, demo.customers)
        : identified(await findFiles(lake, name, settings[name], before), stated);
      const received: RawFile[] = [];
      const ingested: IngestedFile[] = [];
      for (const file of files) {
        ingested.push(await toText(context, file, reading));
        received.push(await receive(context, file, folderOf(name), before));
      }
      const { licence, address } = origin === before?.origin ? before : {} as Partial<RawDataset>;
      const { customers } = demo ?? {};
      datasets[name] = { origin, customers, licence, address, ...reading, files: received };
      facts[name] = { origin, files: ingested };
    }
    for (const name of inputNames) {
      if (known[name] === undefined || datasets[name] !== undefined) continue;
      progress.say(`The ${name} of the demo leave the lake: they are of other people`);
    }
    await output.writeJson(rawManifestPath, { version: 1, ...datasets });
    return { line: lineOf(facts), facts: facts satisfies IngestFacts };
  },
};

export default ingest;

/** Where the files of an input go, unless they are there already. */
function folderOf(name: InputName): string {
  return name === "shop" ? "raw/shop" : "raw";
}

/** How files are to be read is remembered for those it was said of, not for others. */
function readingOf(
  { source, sheet, delimiter, map, dateFormat }: Settings,
  origin: string,
  known: RawDataset | undefined,
): Reading {
  if (origin === demoOrigin) return { source: demoSource.name };
  const remembered = origin === known?.origin ? known : undefined;
  const said = Object.entries({ source, sheet, delimiter, map, dateFormat })
    .filter(([, value]) => value !== undefined);
  const reading: Reading = { ...remembered, ...Object.fromEntries(said) };
  return {
    source: reading.source,
    sheet: reading.sheet,
    delimiter: reading.delimiter,
    map: reading.map,
    dateFormat: reading.dateFormat,
  };
}

/** The files whose content was looked at when the run began. */
function identified(
  found: readonly { readonly name: string; readonly path: string }[],
  files: InputParameters["files"],
): SourceFile[] {
  return files.map((file) => {
    const path = found.find(({ name }) => name === file.name)?.path;
    if (path !== undefined) return { ...file, path };
    throw new InputError(`Cannot read "${file.name}": it was there a moment ago; run again`);
  });
}

function lineOf(facts: IngestFacts): string {
  const parts = entriesOf(facts).map(([name, { files }]) => {
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const what = files.length === 1 ? `"${files[0]?.name}"` : plural(files.length, "file");
    return `${count(rows)} rows of ${name} in ${what}`;
  });
  return parts.join(", ");
}

function entriesOf<Value>(
  record: Partial<Readonly<Record<InputName, Value>>>,
): [InputName, Value][] {
  return inputNames.flatMap((name) => {
    const value = record[name];
    return value === undefined ? [] : [[name, value] as [InputName, Value]];
  });
}
