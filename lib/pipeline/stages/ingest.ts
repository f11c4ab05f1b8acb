import { isAbsolute, relative, resolve } from "node:path";
import { count, InputError, plural } from "perdura/core/mod.ts";
import {
  exists,
  listSourceFiles,
  type RawDataset,
  type RawFile,
  rawManifestPath,
  type Reading,
  readRawManifest,
  readTextTable,
  type Settings,
  sha256File,
  sha256Text,
  temporaryPrefix,
} from "perdura/lake/mod.ts";
import { demo as demoSource, demoFiles, writeDemo } from "perdura/sources/mod.ts";
import type { Stage, StageContext } from "../stage.ts";

/** Raised when the tables of text that are made of equal files would differ. */
const textTableVersion = 1;
const defaultDemoCustomers = 5_000;

/** A file that is to be read. */
interface FoundFile {
  readonly name: string;
  readonly path: string;
}

/** A file that is to be read, with its content known. */
interface SourceFile extends FoundFile {
  readonly sha256: string;
}

/** What the tables of text depend on, and how the next stage is to understand them. */
interface IngestParameters {
  readonly origin: string;
  readonly reading: Reading;
  readonly demo: { readonly customers: number; readonly seed: number } | undefined;
  readonly files: readonly Omit<SourceFile, "path">[];
}

/** One file of the data set and its table of text. */
export interface IngestedFile {
  readonly name: string;
  /** Path of the table of text inside the lake. */
  readonly text: string;
  readonly rows: number;
}

/** What ingesting has to say about its result. */
export interface IngestFacts {
  readonly origin: string;
  readonly files: readonly IngestedFile[];
}

/** Receives the source files into `raw/` and turns each into a table of text under `stage/text/`. */
const ingest: Stage<IngestParameters> = {
  name: "ingest",
  does: "reading the source files",
  after: [],
  reads: [],
  makes: ["raw/", "stage/text/"],
  isProvisional: true,

  async parameters(context) {
    const { settings } = context;
    const known = await knownDataset(context);
    const origin = originOf(context, known);
    // How files are to be read is remembered for those it was said of, not for others.
    const remembered = origin === known?.origin ? known : undefined;
    const { source, sheet, delimiter, map, dateFormat } = { ...remembered, ...stated(settings) };
    const isDemo = origin === "demo";
    const customers = settings.demoCustomers ?? defaultDemoCustomers;
    const files: SourceFile[] = [];
    for (const file of isDemo ? [] : await findFiles(context, known)) {
      files.push({ ...file, sha256: await sha256File(file.path) });
    }
    return {
      origin,
      reading: isDemo ? { source: demoSource.name } : { source, sheet, delimiter, map, dateFormat },
      demo: isDemo ? { customers, seed: settings.seed } : undefined,
      files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    };
  },

  async run(context, parameters) {
    const known = await knownDataset(context);
    const files = parameters.demo
      ? await simulate(context, parameters.demo)
      : identified(await findFiles(context, known), parameters.files);
    const received: RawFile[] = [];
    const ingested: IngestedFile[] = [];
    for (const file of files) {
      ingested.push(await toText(context, file, parameters.reading));
      received.push(await receive(context, file, known));
    }
    const { origin, reading } = parameters;
    const { licence, address } = origin === known?.origin ? known : {} as Partial<RawDataset>;
    const dataset: RawDataset = { origin, licence, address, ...reading, files: received };
    await context.output.writeJson(rawManifestPath, { version: 1, transactions: dataset });

    const rows = ingested.reduce((sum, file) => sum + file.rows, 0);
    const what = files.length === 1 ? `"${files[0]?.name}"` : `${files.length} files`;
    return {
      line: `${count(rows)} rows in ${what}`,
      facts: { origin, files: ingested } satisfies IngestFacts,
    };
  },
};

export default ingest;

/** What was said for this run about reading the files. */
function stated({ source, sheet, delimiter, map, dateFormat }: Settings): Reading {
  const all = Object.entries({ source, sheet, delimiter, map, dateFormat });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

async function knownDataset({ lake }: StageContext): Promise<RawDataset | undefined> {
  return (await readRawManifest(lake)).transactions;
}

/** Where the transactions come from: what was said, else what is there, else the simulated shop. */
function originOf({ settings }: StageContext, known: RawDataset | undefined): string {
  const { transactions } = settings;
  if (transactions === undefined) return known?.origin ?? "demo";
  return transactions === "demo" ? "demo" : resolve(transactions);
}

/** The files to read: those at the path that was named, else those that the lake has received. */
async function findFiles(
  { lake, settings }: StageContext,
  known: RawDataset | undefined,
): Promise<FoundFile[]> {
  if (settings.transactions !== undefined) return await listSourceFiles(settings.transactions);
  const received = (known?.files ?? []).map(({ name, path }) => ({ name, path: lake.path(path) }));
  for (const { path } of received) {
    if (await exists(path)) continue;
    throw new InputError(
      `Cannot read "${path}": the lake has received this file but it is gone; put it back or ` +
        "name the transactions again with --transactions",
    );
  }
  return received;
}

/** The files whose content was looked at when the run began. */
function identified(
  found: readonly FoundFile[],
  files: IngestParameters["files"],
): SourceFile[] {
  return files.map((file) => {
    const path = found.find(({ name }) => name === file.name)?.path;
    if (path !== undefined) return { ...file, path };
    throw new InputError(`Cannot read "${file.name}": it was there a moment ago; run again`);
  });
}

/** Simulates the demo shop into `raw/`. */
async function simulate(
  context: StageContext,
  demo: NonNullable<IngestParameters["demo"]>,
): Promise<SourceFile[]> {
  const { output, progress, random } = context;
  const transactions = await output.pending.reserve(`raw/${demoFiles.transactions}`);
  const truth = await output.pending.reserve(`raw/${demoFiles.truth}`);
  await writeDemo({ customers: demo.customers, transactions, truth }, random, progress);
  const name = demoFiles.transactions;
  return [{ name, path: transactions, sha256: await sha256File(transactions) }];
}

/** Turns a file into its table of text, unless the last run has done so already. */
async function toText(
  context: StageContext,
  file: SourceFile,
  { sheet, delimiter }: Reading,
): Promise<IngestedFile> {
  const { input, isForced, last, output, progress } = context;
  const how = [textTableVersion, file.name, file.sha256, sheet, delimiter];
  const key = sha256Text(JSON.stringify(how));
  const text = `stage/text/${key.slice(0, 16)}.parquet`;
  const record = last?.outputs[text];
  const isKept = record !== undefined && !isForced && await exists(input(text)) &&
    await sha256File(input(text)) === record.sha256;
  if (isKept) {
    output.keep(text, record);
    return { name: file.name, text, rows: record.rows ?? 0 };
  }
  const table = await readTextTable(file.path, await output.pending.reserve(text), {
    progress,
    ...(sheet === undefined ? {} : { sheet }),
    ...(delimiter === undefined ? {} : { delimiter }),
  });
  if (table.cellErrors) {
    progress.say(
      `${plural(table.cellErrors, "cell")} of "${file.name}" hold an error such as #N/A and are ` +
        "taken as empty",
    );
  }
  output.describe(text, {
    rows: table.rows,
    schema: Object.fromEntries(table.columns.map((column) => [column, "String"])),
  });
  return { name: file.name, text, rows: table.rows };
}

/** Copies a file into `raw/`, unless it is there. What others have sent is never overwritten. */
async function receive(
  context: StageContext,
  file: SourceFile,
  known: RawDataset | undefined,
): Promise<RawFile> {
  const { clock, lake, output } = context;
  const before = known?.files.find((other) => other.sha256 === file.sha256);
  if (before !== undefined && await exists(lake.path(before.path))) return before;
  const { size: bytes } = await Deno.stat(file.path);
  const record = { name: file.name, bytes, sha256: file.sha256 };
  const received = clock.now().toISOString();

  const inside = relative(lake.path("raw"), file.path);
  const isReceived = !inside.startsWith("..") && !isAbsolute(inside);
  if (isReceived) {
    const path = `raw/${inside.replace(temporaryPrefix, "")}`;
    return { path, ...record, received };
  }
  let path = `raw/${file.name}`;
  if (await exists(lake.path(path))) {
    const isSame = await sha256File(lake.path(path)) === file.sha256;
    if (isSame) return { path, ...record, received };
    path = `raw/${file.sha256.slice(0, 8)}-${file.name}`;
  }
  await Deno.copyFile(file.path, await output.pending.reserve(path));
  return { path, ...record, received };
}
