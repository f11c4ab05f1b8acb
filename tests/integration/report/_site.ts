import pl from "nodejs-polars";
import { lakeAt, writeTable } from "perdura/lake/mod.ts";
import { projectRoot } from "perdura/report/project_root.ts";

/** Notebooks and the lake that they read. */
export interface Site {
  readonly title: string;
  readonly notebookFolder: string;
  /** Names of the notebooks, in reading order. */
  readonly notebookNames: readonly string[];
  fillLake(folder: string): Promise<void>;
}

/** Small notebooks that show everything the engine can do. */
export const examples: Site = site("the examples", "tests/fixtures/notebooks", fillExampleLake);

/** The notebooks of the project on a small demo shop. */
export const shop: Site = site("the project", "notebooks", async (lake) => {
  await task(["pipeline", "--lake", lake, "--demo-customers", "800", "--quiet"]);
});

function site(title: string, folder: string, fillLake: Site["fillLake"]): Site {
  const notebookFolder = `${projectRoot}${folder}`;
  const notebookNames = [...Deno.readDirSync(notebookFolder)]
    .filter(({ name }) => name.endsWith(".ipynb"))
    .map(({ name }) => name.replace(/\.ipynb$/, "")).toSorted();
  return { title, notebookFolder, notebookNames, fillLake };
}

async function fillExampleLake(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/processed`, { recursive: true });
  const count = 4312;
  const numbers = Array.from({ length: count }, (_, at) => at);
  const frame = pl.DataFrame([
    pl.Series("customer_id", numbers.map((at) => `C${10_000 + at}`), pl.Utf8),
    pl.Series("first_purchase", numbers.map((at) => 14_610 + at % 700), pl.Int32).cast(pl.Date),
    pl.Series("orders", numbers.map((at) => at % 17), pl.Int32),
    pl.Series("value", numbers.map((at) => at % 5 === 3 ? null : (at * 37.77) % 1000), pl.Float64),
    pl.Series("serial", new BigInt64Array(numbers.map((at) => 9007199254740993n + BigInt(at)))),
    pl.Series("note", numbers.map((at) => at % 2 === 1 ? `<b>A & B</b> "${at}"` : null), pl.Utf8),
  ]);
  writeTable(lakeAt(folder).path("processed/customers.parquet"), frame, ["customer_id"], {
    description: "A customer",
    schemaVersion: 1,
    units: {},
    lineage: {},
  });
}

/** Runs a task of the project and gives what it printed. */
export async function task(args: string[], env: Record<string, string> = {}): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["task", "-q", ...args],
    cwd: projectRoot,
    env: { NO_COLOR: "1", ...env },
  }).output();
  if (!success) throw new Error(`deno task ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

/** Does work with a lake that has reports of all notebooks. */
export async function withReports(
  { fillLake, notebookFolder }: Site,
  work: (lake: string) => Promise<void>,
): Promise<void> {
  const lake = await Deno.makeTempDir();
  try {
    await fillLake(lake);
    await task(["report", "--notebooks", notebookFolder, "--lake", lake, "--quiet"]);
    await work(lake);
  } finally {
    await Deno.remove(lake, { recursive: true });
  }
}
