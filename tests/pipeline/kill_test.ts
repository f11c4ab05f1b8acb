import { assert, assertEquals } from "@std/assert";
import { readTable, temporaryPrefix } from "perdura/lake/mod.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";
import { pipeline, pipelineProcess, results, statuses } from "./_pipeline.ts";

const shop = ["--transactions", "demo", "--demo-customers", "300"];
const pending = (path: string) => path.replace(/[^/]*$/, (name) => `${temporaryPrefix}${name}`);

const lastFiles = ["processed/clv_predictions.parquet", "outputs/clv_validation.csv"];

/** Files at whose appearance a run is killed: while it reads, writes and puts files into place. */
const moments = [
  pending("raw/demo_transactions.csv"),
  pending("stage/rejected.parquet"),
  pending("manifest.json"),
  "raw/demo_transactions.csv",
  "stage/transactions.parquet",
  pending("processed/rfm.parquet"),
  "processed/clv.parquet",
  pending("processed/clv_predictions.parquet"),
  ...lastFiles,
];

let expected: Promise<Record<string, string>> | undefined;
/** What a run that nobody kills makes. */
function undisturbed(): Promise<Record<string, string>> {
  return expected ??= (async () => {
    const lake = await Deno.makeTempDir({ prefix: "perdura-test-" });
    try {
      const { code, err } = await pipeline(lake, ...shop);
      assertEquals([code, err], [0, ""]);
      return results(lake);
    } finally {
      await Deno.remove(lake, { recursive: true });
    }
  })();
}

for (const moment of moments) {
  Deno.test(`pipeline killed when "${moment}" appears leaves complete files, and recovers`, () =>
    inFolder(async (lake) => {
      const isNearEnd = lastFiles.includes(moment);
      await killedAt(lake, shop, () => exists(`${lake}/${moment}`), isNearEnd);
      await isCompleteAndRecovers(lake);
    }));
}

Deno.test("pipeline killed while it replaces earlier results recovers as well", () =>
  inFolder(async (lake) => {
    assertEquals((await pipeline(lake, ...shop, "--seed", "7")).code, 0);
    const table = `${lake}/stage/transactions.parquet`;
    const before = Deno.statSync(table).ino;
    await killedAt(lake, shop, () => Deno.statSync(table).ino !== before);
    await isCompleteAndRecovers(lake);
  }));

Deno.test("pipeline removes what a killed run on other data has left behind", () =>
  inFolder(async (lake) => {
    const isPending = () => filesIn(lake).some((path) => path.startsWith(pending("stage/text/")));
    await killedAt(lake, [...shop, "--seed", "7"], isPending);
    assert(isPending());
    await isCompleteAndRecovers(lake);
  }));

/** Runs the pipeline in a process that is killed as soon as something holds. */
async function killedAt(
  lake: string,
  args: readonly string[],
  isTime: () => boolean,
  isNearEnd = false,
): Promise<void> {
  const child = pipelineProcess(lake, args).spawn();
  const drained = child.stdout.cancel();
  let isRunning = true;
  const ended = child.status.then((status) => {
    isRunning = false;
    return status;
  });
  while (isRunning && !isTime()) await new Promise((resolve) => setTimeout(resolve, 0));
  if (isRunning) child.kill("SIGKILL");
  const { code, signal } = await ended;
  await drained;
  // The last files appear so near the end that a busy machine may be too late.
  if (signal === null && isNearEnd) assertEquals(code, 0);
  else assertEquals(signal, "SIGKILL", "the run was over before it could be killed");
}

async function isCompleteAndRecovers(lake: string): Promise<void> {
  const left = filesIn(lake).filter((path) => path !== ".lock");
  for (const path of left) {
    if (!path.includes(temporaryPrefix)) isComplete(`${lake}/${path}`);
  }
  const { code, err } = await pipeline(lake, ...shop);
  assertEquals([code, err], [0, ""]);
  const files = filesIn(lake);
  assertEquals(files.filter((path) => path.includes(temporaryPrefix) || path === ".lock"), []);
  const found = results(lake);
  const wanted = await undisturbed();
  for (const [path, content] of Object.entries(wanted)) assertEquals(found[path], content, path);
  const others = Object.keys(found).filter((path) => !(path in wanted));
  assertEquals(others.filter((path) => !path.startsWith("models/")), []);
  assertEquals(Object.values(statuses(await pipeline(lake, ...shop, "--json"))), [
    ...["cached", "cached", "cached", "cached"],
  ]);
}

function isComplete(path: string): void {
  if (path.endsWith(".parquet")) assert(readTable(path).width > 0, path);
  else if (path.endsWith(".json")) JSON.parse(Deno.readTextFileSync(path));
  else assert(Deno.readTextFileSync(path).endsWith("\n"), path);
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
