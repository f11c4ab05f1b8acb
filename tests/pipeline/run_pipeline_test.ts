import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fixedClock, InputError, silent } from "perdura/core/mod.ts";
import { type Choices, lakeAt, readManifest, settle } from "perdura/lake/mod.ts";
import { orderStages } from "perdura/pipeline/order_stages.ts";
import { runPipeline } from "perdura/pipeline/run_pipeline.ts";
import type { Selection } from "perdura/pipeline/selection.ts";
import type { Stage } from "perdura/pipeline/stage.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";

/** A stage that copies what it reads and adds its own name. */
function copying(
  name: string,
  after: string[],
  more: Partial<Stage> = {},
): Stage {
  const reads = after.map((other) => `stage/${other}.txt`);
  return {
    name,
    does: `copying for ${name}`,
    after,
    reads,
    makes: [`stage/${name}.txt`],
    parameters: ({ settings }) => ({ horizon: settings.horizon }),
    async run({ input, output }) {
      const texts = reads.map((path) => Deno.readTextFileSync(input(path)));
      await output.pending.write(
        `stage/${name}.txt`,
        [...texts, name].join(" "),
      );
      return { line: `${name} done`, facts: { name } };
    },
    ...more,
  };
}

const chain = [
  copying("one", []),
  copying("two", ["one"]),
  copying("three", ["two"]),
];

function run(
  folder: string,
  stages: Stage[],
  selection: Selection = {},
  choices: Choices = {},
) {
  return runPipeline(lakeAt(folder), {
    stages,
    selection,
    settings: settle(choices),
    clock: fixedClock(new Date("2026-01-02T03:04:05Z")),
    progress: silent,
  });
}

const statuses = async (outcome: ReturnType<typeof run>) =>
  (await outcome).stages.map((stage) => stage.status);

Deno.test("runPipeline runs every stage once and does nothing the second time", () =>
  inFolder(async (folder) => {
    const first = await run(folder, chain);
    assertEquals(first.stages.map((stage) => stage.status), [
      "ran",
      "ran",
      "ran",
    ]);
    assertEquals(
      Deno.readTextFileSync(`${folder}/stage/three.txt`),
      "one two three",
    );
    const before = filesIn(folder);
    const second = await run(folder, chain);
    assertEquals(second.stages.map((stage) => stage.status), [
      "cached",
      "cached",
      "cached",
    ]);
    assertEquals(second.record, undefined);
    assertEquals(filesIn(folder), before);
  }));

Deno.test("runPipeline runs what a changed setting touches, and what follows from it", () =>
  inFolder(async (folder) => {
    const deaf = [
      chain[0]!,
      copying("two", ["one"], { parameters: () => null }),
      chain[2]!,
    ];
    await run(folder, deaf);
    // "one" writes the same bytes again, so "two", deaf to the setting, has nothing to do.
    assertEquals(await statuses(run(folder, deaf, {}, { horizon: 90 })), [
      "ran",
      "cached",
      "ran",
    ]);
  }));

Deno.test("runPipeline repairs a file that was changed, cut or removed", () =>
  inFolder(async (folder) => {
    await run(folder, chain);
    Deno.writeTextFileSync(`${folder}/stage/two.txt`, "spoilt");
    assertEquals(await statuses(run(folder, chain)), [
      "cached",
      "ran",
      "cached",
    ]);
    Deno.removeSync(`${folder}/stage/one.txt`);
    assertEquals(await statuses(run(folder, chain)), [
      "ran",
      "cached",
      "cached",
    ]);
    assertEquals(
      Deno.readTextFileSync(`${folder}/stage/three.txt`),
      "one two three",
    );
  }));

Deno.test("runPipeline with from, only and force runs just those stages anew", () =>
  inFolder(async (folder) => {
    await run(folder, chain);
    assertEquals(await statuses(run(folder, chain, { from: "two" })), [
      "kept",
      "ran",
      "ran",
    ]);
    assertEquals(await statuses(run(folder, chain, { only: ["two"] })), [
      "kept",
      "ran",
      "kept",
    ]);
    assertEquals(await statuses(run(folder, chain, { force: true })), [
      "ran",
      "ran",
      "ran",
    ]);
  }));

Deno.test("runPipeline refuses a stage that does not exist, and one whose input was never made", () =>
  inFolder(async (folder) => {
    const wrong = await assertRejects(async () => await run(folder, chain, { from: "tow" }));
    assertStringIncludes((wrong as Error).message, "one, two, three");
    const missing = await assertRejects(
      () => run(folder, chain, { only: ["two"] }),
      InputError,
    );
    assertStringIncludes(missing.message, '"one"');
  }));

Deno.test("runPipeline leaves a stage out that says why, and all that need it", () =>
  inFolder(async (folder) => {
    const stages = [
      copying("one", [], { whyNot: () => "no campaign data" }),
      copying("two", ["one"]),
    ];
    const outcome = await run(folder, stages);
    assertEquals(outcome.stages.map((stage) => stage.status), [
      "skipped",
      "skipped",
    ]);
    assertStringIncludes(outcome.stages[0]!.line, "no campaign data");
  }));

Deno.test("runPipeline drops what a stage has made before, where it can do so no more", () =>
  inFolder(async (folder) => {
    await run(folder, chain);
    const stages = [
      chain[0]!,
      copying("two", ["one"], { whyNot: () => "too little to go on" }),
      chain[2]!,
    ];
    const outcome = await run(folder, stages);
    assertEquals(outcome.stages.map((stage) => stage.status), ["cached", "skipped", "skipped"]);
    assertEquals(Object.keys(outcome.manifest.stages), ["one"]);
    assertEquals(filesIn(`${folder}/stage`), ["one.txt"]);
    assertEquals(await readManifest(lakeAt(folder)), outcome.manifest);
    assertEquals(await statuses(run(folder, chain)), ["cached", "ran", "ran"]);
  }));

Deno.test("runPipeline asks the stages about the settings before it touches the lake", () =>
  inFolder(async (folder) => {
    const picky = copying("two", ["one"], {
      checkSettings({ seed }) {
        if (seed === 7) throw new InputError("Cannot use 7");
      },
    });
    const stages = [chain[0]!, picky];
    await assertRejects(() => run(`${folder}/lake`, stages, {}, { seed: 7 }), InputError);
    assertEquals([...Deno.readDirSync(folder)], []);
    assertEquals(
      await statuses(run(`${folder}/lake`, stages, { only: ["one"] }, { seed: 7 })),
      ["ran", "kept"],
    );
  }));

Deno.test("runPipeline leaves the lake as it was when a stage fails", () =>
  inFolder(async (folder) => {
    await run(folder, chain);
    const before = filesIn(folder).map((
      path,
    ) => [path, Deno.readTextFileSync(`${folder}/${path}`)]);
    const failing = copying("two", ["one"], {
      async run({ output }) {
        await output.pending.write("stage/two.txt", "half");
        throw new InputError("Cannot go on: the test wants it so");
      },
    });
    await assertRejects(
      () => run(folder, [chain[0]!, failing, chain[2]!], { from: "two" }),
      InputError,
    );
    const after = filesIn(folder).map((
      path,
    ) => [path, Deno.readTextFileSync(`${folder}/${path}`)]);
    assertEquals(after, before);
  }));

Deno.test("runPipeline takes provisional stages back when the next one fails", () =>
  inFolder(async (folder) => {
    const stages = [
      copying("one", [], { isProvisional: true }),
      copying("two", ["one"], { isProvisional: true }),
      copying("three", ["two"], {
        run({ input }) {
          assertEquals(Deno.readTextFileSync(input("stage/two.txt")), "one two");
          throw new InputError("Cannot go on");
        },
      }),
    ];
    await assertRejects(() => run(`${folder}/lake`, stages), InputError);
    assertEquals([...Deno.readDirSync(folder)], []);
  }));

Deno.test("runPipeline removes files of the stage that it no longer makes, but never raw ones", () =>
  inFolder(async (folder) => {
    const writing = (names: string[]): Stage[] => [
      copying("one", [], {
        makes: names,
        parameters: () => names,
        async run({ output }) {
          for (const name of names) await output.pending.write(name, name);
          return { line: "", facts: null };
        },
      }),
    ];
    await run(folder, writing(["raw/a.csv", "stage/text/a.txt"]));
    await run(folder, writing(["raw/b.csv", "stage/text/b.txt"]));
    const files = filesIn(folder).filter((path) => /^(raw|stage)/.test(path));
    assertEquals(files, ["raw/a.csv", "raw/b.csv", "stage/text/b.txt"]);
  }));

Deno.test("runPipeline holds a stage to what it says that it makes", () =>
  inFolder(async (folder) => {
    await assertRejects(
      () => run(folder, [copying("one", [], { makes: ["stage/other.txt"] })]),
      Error,
      'it does not say it makes "stage/one.txt"',
    );
  }));

Deno.test("runPipeline records seed, settings, versions, timings and files of a run", () =>
  inFolder(async (folder) => {
    const { record } = await run(folder, chain, {}, { seed: 7 });
    assertEquals(record, "runs/20260102T030405000Z/run.json");
    const run1 = JSON.parse(Deno.readTextFileSync(`${folder}/${record}`));
    assertEquals(run1.seed, 7);
    assertEquals(run1.versions.deno, Deno.version.deno);
    assertEquals(run1.stages.length, 3);
    assertEquals(run1.stages[2].record.inputs["stage/two.txt"].length, 64);
    assert("commit" in run1);
  }));

Deno.test("orderStages puts a stage after those it reads from, whatever the order given", () => {
  const ordered = orderStages([chain[2]!, chain[0]!, chain[1]!]);
  assertEquals(ordered.map((stage) => stage.name), ["one", "two", "three"]);
});

Deno.test("orderStages keeps the usual order of stages that do not depend on each other", () => {
  const free = ["conversion", "another", "repurchase", "clean"].map((name) => copying(name, []));
  const names = orderStages(free).map(({ name }) => name);
  assertEquals(names, ["clean", "repurchase", "conversion", "another"]);
});

Deno.test("runPipeline runs a stage without the result of one that it may follow", () =>
  inFolder(async (folder) => {
    const absent = copying("two", ["one"], { whyNot: () => "there is nothing to copy" });
    const free = copying("three", [], { mayFollow: ["two"] });
    const after = copying("four", ["two"]);
    const outcome = await run(folder, [chain[0]!, absent, free, after]);
    assertEquals(outcome.stages.map(({ status }) => status), ["ran", "skipped", "ran", "skipped"]);
    // What follows from a stage that was skipped tells the same reason.
    assertEquals(outcome.stages[3]!.line, "skipped, there is nothing to copy");
  }));

Deno.test("runPipeline runs a stage again when one that it may follow has made something else", () =>
  inFolder(async (folder) => {
    const reading = copying("two", [], {
      mayFollow: ["one"],
      reads: ["stage/one.txt"],
      parameters: () => null,
    });
    const other = copying("one", [], {
      async run({ output }) {
        await output.pending.write("stage/one.txt", "another");
        return { line: "", facts: null };
      },
      parameters: () => "another",
    });
    await run(folder, [chain[0]!, reading]);
    assertEquals(await statuses(run(folder, [chain[0]!, reading])), ["cached", "cached"]);
    assertEquals(await statuses(run(folder, [other, reading])), ["ran", "ran"]);
  }));

Deno.test("runPipeline leaves alone what comes after the last stage asked for", () =>
  inFolder(async (folder) => {
    assertEquals(await statuses(run(folder, chain, { until: "two" })), ["ran", "ran", "kept"]);
    assertEquals(await statuses(run(folder, chain, { from: "two", until: "two" })), [
      "kept",
      "ran",
      "kept",
    ]);
    const unknown = () => run(folder, chain, { until: "four" });
    await assertRejects(unknown, InputError, 'Cannot select the stage "four"');
  }));
