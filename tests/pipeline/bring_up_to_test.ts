import { assertEquals, assertRejects } from "@std/assert";
import { fixedClock, InputError, MissingDataError, silent } from "perdura/core/mod.ts";
import { lakeAt, readManifest } from "perdura/lake/mod.ts";
import { bringUpTo } from "perdura/pipeline/bring_up_to.ts";
import type { Stage } from "perdura/pipeline/stage.ts";
import { inFolder } from "../lake/_folder.ts";

/** Three stages that write down every run, the last of which another one does not need. */
function stages(runs: string[]): Stage[] {
  const writing = (name: string, after: string[], more: Partial<Stage> = {}): Stage => ({
    name,
    does: `writing ${name}`,
    after,
    reads: after.map((other) => `stage/${other}.txt`),
    makes: [`stage/${name}.txt`],
    parameters: () => null,
    async run({ output }) {
      runs.push(name);
      await output.pending.write(`stage/${name}.txt`, name);
      return { line: "done", facts: null };
    },
    ...more,
  });
  return [
    writing("one", []),
    writing("two", ["one"]),
    writing("three", ["two"]),
    writing("never", ["one"], { whyNot: () => "there is no campaign data" }),
  ];
}

const options = (runs: string[]) => ({
  stages: stages(runs),
  clock: fixedClock(new Date("2026-01-02T03:04:05Z")),
  progress: silent,
});

Deno.test("bringUpTo runs the stage that makes a file and those before it, no others", () =>
  inFolder(async (folder) => {
    const runs: string[] = [];
    await bringUpTo(lakeAt(folder), "stage/two.txt", options(runs));
    assertEquals(runs, ["one", "two"]);
    assertEquals(Object.keys((await readManifest(lakeAt(folder))).stages), ["one", "two"]);
  }));

Deno.test("bringUpTo takes what is there as it is", () =>
  inFolder(async (folder) => {
    const runs: string[] = [];
    await bringUpTo(lakeAt(folder), "stage/two.txt", options(runs));
    await Deno.writeTextFile(`${folder}/stage/one.txt`, "changed by hand");
    await bringUpTo(lakeAt(folder), "stage/two.txt", options(runs));
    await bringUpTo(lakeAt(folder), "stage/three.txt", options(runs));
    assertEquals(runs, ["one", "two", "three"]);
    await Deno.remove(`${folder}/stage/two.txt`);
    await bringUpTo(lakeAt(folder), "stage/two.txt", options(runs));
    assertEquals(runs.slice(3), ["two"]);
  }));

Deno.test("bringUpTo makes anew what a file needs and is gone", () =>
  inFolder(async (folder) => {
    const runs: string[] = [];
    await bringUpTo(lakeAt(folder), "stage/two.txt", options(runs));
    await Deno.remove(`${folder}/stage/one.txt`);
    await bringUpTo(lakeAt(folder), "stage/three.txt", options(runs));
    assertEquals(runs.slice(2), ["one", "two", "three"]);
  }));

Deno.test("bringUpTo does not take a file that the manifest does not name", () =>
  inFolder(async (folder) => {
    const runs: string[] = [];
    await Deno.mkdir(`${folder}/stage`);
    await Deno.writeTextFile(`${folder}/stage/one.txt`, "left by nobody knows whom");
    await bringUpTo(lakeAt(folder), "stage/one.txt", options(runs));
    assertEquals(runs, ["one"]);
  }));

Deno.test("bringUpTo says why a file cannot be made", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    await assertRejects(
      () => bringUpTo(lake, "stage/never.txt", options([])),
      MissingDataError,
      'Cannot make "stage/never.txt": the stage "never" says: skipped, there is no campaign data; ' +
        "give the lake what is missing",
    );
    await assertRejects(
      () => bringUpTo(lake, "stage/four.txt", options([])),
      InputError,
      "no stage of the pipeline makes it",
    );
  }));
