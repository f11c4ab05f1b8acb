import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { readTable, temporaryPrefix } from "perdura/lake/mod.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

function pipeline(lake: string, ...args: string[]): Deno.Command {
  return new Deno.Command("deno", {
    args: ["task", "-q", "pipeline", "--lake", lake, "--demo-customers", "300", "--quiet", ...args],
    cwd: root,
    stdout: "piped",
    stderr: "piped",
  });
}

/** Content of all tables, models and metrics of a lake, without what tells the time of a run. */
function results(lake: string): [string, string][] {
  return filesIn(lake).filter((path) => /^(stage|processed|models|outputs)\//.test(path))
    .map((path) => [path, digest(Deno.readFileSync(`${lake}/${path}`))]);
}

function digest(bytes: Uint8Array): string {
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) | 0;
  return `${bytes.length}:${hash}`;
}

function isComplete(path: string): boolean {
  if (path.endsWith(".json")) return JSON.parse(Deno.readTextFileSync(path)) !== undefined;
  if (path.endsWith(".parquet")) return readTable(path).width > 0;
  return Deno.statSync(path).size > 0;
}

Deno.test("pipeline killed at any point leaves complete files only, and the next run recovers", () =>
  inFolder(async (folder) => {
    const expected = `${folder}/expected`;
    const whole = await pipeline(expected).output();
    assert(whole.success, new TextDecoder().decode(whole.stderr));
    const duration = JSON.parse(
      Deno.readTextFileSync(
        `${expected}/${filesIn(expected).find((path) => /^runs\//.test(path))}`,
      ),
    ).milliseconds;

    let unfinished = 0;
    for (const share of [0.15, 0.4, 0.6, 0.75, 0.9]) {
      const lake = `${folder}/killed-${share}`;
      const child = pipeline(lake).spawn();
      const drained = Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
      // The lake's folder appears when the run begins; the start of Deno is not of interest.
      while (!await Deno.stat(lake).catch(() => undefined)) await pause(5);
      await pause(duration * share);
      await killTree(child.pid);
      await child.status;
      await drained;

      const left = filesIn(lake).filter((path) => path !== ".lock");
      const complete = left.filter((path) => !path.includes(temporaryPrefix));
      for (const path of complete) assert(isComplete(`${lake}/${path}`), path);
      if (!complete.includes("processed/clv_predictions.parquet")) unfinished++;

      const again = await pipeline(lake).output();
      assert(again.success, new TextDecoder().decode(again.stderr));
      assertEquals(filesIn(lake).filter((path) => path.includes(temporaryPrefix)), []);
      assertEquals(results(lake), results(expected));
    }
    assertNotEquals(unfinished, 0, "no run was killed early enough for the test to mean anything");
  }));

/** Kills the task and the Deno that it started. */
async function killTree(pid: number): Promise<void> {
  const children = (await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`).catch(() => ""))
    .trim().split(" ").filter((text) => text !== "").map(Number);
  for (const child of children) await killTree(child);
  try {
    Deno.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
