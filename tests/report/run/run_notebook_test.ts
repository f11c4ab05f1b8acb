import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fixedClock, silent } from "perdura/core/mod.ts";
import {
  type CellOutput,
  type Notebook,
  NotebookError,
  type NotebookRun,
  runNotebook,
} from "perdura/report/run/mod.ts";
import { type Draft, draft } from "../_notebooks.ts";

async function run(
  cells: Draft[] | Notebook,
  overrides: Record<string, string> = {},
  states: string[] = [],
): Promise<NotebookRun> {
  const workFolder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${workFolder}/lake`);
    return await runNotebook(cells instanceof Array ? draft("n", ...cells) : cells, {
      overrides: { ...overrides },
      writable: `${workFolder}/lake`,
      workFolder,
      clock: fixedClock(new Date("2026-01-02T03:04:05Z")),
      progress: { ...silent, update: (label, done) => void states.push(`${label} ${done}`) },
    });
  } finally {
    await Deno.remove(workFolder, { recursive: true });
  }
}

const imports = { code: 'import { note, params, show, working } from "perdura/report/mod.ts";' };
const plain = (output: CellOutput) =>
  "stream" in output ? `${output.stream} ${output.text}` : output.data["text/plain"];

Deno.test("runNotebook() collects outputs by cell, in order, nothing lost", async () => {
  const { outputs } = await run([
    imports,
    { md: "Text" },
    { code: "for (let i = 0; i < 300; i++) await show(i);" },
    { code: "const shared = 7;" },
    { code: 'await show("a");\nawait note("b");\nawait show(shared);' },
  ]);
  assertEquals(outputs.map((cell) => cell.length), [0, 300, 0, 3]);
  assertEquals(outputs[1]!.map(plain), Array.from({ length: 300 }, (_, i) => String(i)));
  assertEquals(outputs[3]!.map(plain), ["a", "Note. b", "7"]);
});

Deno.test("runNotebook() keeps what is printed with its cell, on both streams", async () => {
  const { outputs } = await run([
    imports,
    { code: 'console.log("one");\nawait show("shown");\nconsole.error("two");\nconsole.log("é");' },
    { code: 'await Deno.stdout.write(new TextEncoder().encode("no end"));' },
  ]);
  assertEquals(outputs[1]!.map(plain), ["stdout one\n", "shown", "stdout é\n", "stderr two\n"]);
  assertEquals(outputs[2]!.map(plain), ["stdout no end"]);
});

Deno.test("runNotebook() sets parameters and records them", async () => {
  const { parameters, outputs } = await run([
    imports,
    {
      code: 'const p = params({ seed: 1, name: "x" });\nawait show(p.seed + 1);',
      tags: ["parameters"],
    },
  ], { seed: "41" });
  assertEquals(parameters, { values: { seed: 41, name: "x" }, overridden: ["seed"] });
  assertEquals(outputs[1]!.map(plain), ["42"]);
});

Deno.test("runNotebook() reports cells and the state of long work", async () => {
  const states: string[] = [];
  await run(
    [
      imports,
      { code: 'await working((progress) => progress.update("fitting", 3, 4));' },
    ],
    {},
    states,
  );
  assertEquals(states, ["n 1", "n 2", "n: fitting: 3 of 4 (75 %) 2"]);
});

Deno.test("runNotebook() names notebook, cell and line of a failure", async () => {
  const failing = run([
    imports,
    { code: 'function fail(): never {\n  throw new RangeError("too far");\n}' },
    { code: "const a = 1;\n\nif (a > 0) fail();" },
  ]);
  const error = await assertRejects(() => failing, NotebookError);
  assertEquals(
    error.message,
    'Cannot run the notebook "n": code cell 2, line 2 failed: RangeError: too far',
  );
  assertEquals(error.place, { cell: 2, line: 2 });
  assertEquals(error.exitCode, 1);
  assertStringIncludes(error.stack!, "n, code cell 3, line 3");
});

Deno.test("runNotebook() passes on the exit code of an error for people", async () => {
  const failing = run([
    { code: 'import { ContractError } from "perdura/core/mod.ts";' },
    { code: 'throw new ContractError("Cannot use the table: it has no rows");' },
  ]);
  const error = await assertRejects(() => failing, NotebookError, "it has no rows");
  assertEquals(error.exitCode, 3);
});

Deno.test("runNotebook() refuses an unknown parameter at its cell", async () => {
  const cell = { code: "const p = params({ seed: 1 });", tags: ["parameters"] };
  const error = await assertRejects(() => run([imports, cell], { sed: "1" }), NotebookError);
  assertStringIncludes(error.message, 'known are "seed"');
  assertEquals(error.place.cell, 2);
});

for (
  const [what, code] of [
    ["ends the process", "Deno.exit(0);"],
    [
      "leaves a rejected promise",
      'Promise.reject(new Error("lost"));\nawait new Promise((r) => setTimeout(r, 50));',
    ],
    [
      "throws in a timer",
      'setTimeout(() => {\n  throw new Error("lost");\n});\nawait new Promise((r) => setTimeout(r, 50));',
    ],
  ] as const
) {
  Deno.test(`runNotebook() fails where a cell ${what}`, async () => {
    const error = await assertRejects(() => run([imports, { code }]), NotebookError);
    assertStringIncludes(error.message, "code cell 2");
  });
}

Deno.test("runNotebook() fails where an import is not there, which the kernel does not see", async () => {
  const failing = run([{ code: 'import { shw } from "perdura/report/mod.ts";\nawait shw("x");' }]);
  const error = await assertRejects(() => failing, NotebookError);
  assertStringIncludes(error.message, "shw");
});

for (
  const [what, code] of [
    ["the network", 'await fetch("http://127.0.0.1:8000/");'],
    ["subprocesses", 'new Deno.Command("deno").outputSync();'],
    ["the environment", 'Deno.env.get("HOME");'],
    ["files outside the lake", 'await Deno.writeTextFile("/tmp/perdura-outside", "x");'],
  ] as const
) {
  Deno.test(`runNotebook() keeps notebooks from ${what}`, async () => {
    const error = await assertRejects(() => run([{ code }]), NotebookError, "NotCapable");
    assertEquals(error.place, { cell: 1, line: 1 });
  });
}

Deno.test("runNotebook() lets notebooks write to the lake", async () => {
  const cells = [imports, {
    code: 'const p = params({ lake: "" });\nawait Deno.writeTextFile(`${p.lake}/x`, "");',
    tags: ["parameters"],
  }];
  const folder = await Deno.makeTempDir();
  try {
    const done = await runNotebook(draft("n", ...cells), {
      overrides: { lake: folder },
      writable: folder,
      workFolder: folder,
      clock: fixedClock(new Date(0)),
      progress: silent,
    });
    assert(Deno.statSync(`${folder}/x`).isFile);
    assertEquals(done.started, new Date(0));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
