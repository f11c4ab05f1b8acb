import { assertEquals, assertStringIncludes } from "@std/assert";
import { projectRoot } from "perdura/report/project_root.ts";
import { draft, writeNotebooks } from "../report/_notebooks.ts";

/** The task's own command line, so that its permissions are tested too. */
const commandLine: string[] = JSON.parse(
  await Deno.readTextFile(`${projectRoot}deno.json`),
).tasks.report.command.split(" ");

const good = draft("01_good", { md: "# Good" }, {
  code:
    'import { answer, params } from "perdura/report/mod.ts";\nconst p = params({ seed: 1 });\n' +
    "await answer(`Seed ${p.seed}.`);",
  tags: ["parameters"],
});
const bad = draft("02_bad", { md: "# Bad" }, {
  code:
    'import { ContractError } from "perdura/core/mod.ts";\nthrow new ContractError("Cannot go");',
});

const lacking = draft("03_lacking", { md: "# Lacking" }, {
  code: 'import { MissingDataError } from "perdura/core/mod.ts";\n' +
    'throw new MissingDataError("Cannot go: there is no campaign");',
});

async function report(folder: string, ...args: string[]) {
  const [program = "", ...fixed] = commandLine;
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...fixed, "--notebooks", `${folder}/notebooks`, "--quiet", ...args],
    cwd: projectRoot,
    env: { SOURCE_DATE_EPOCH: "1767323045", NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: decode(stdout), err: decode(stderr) };
}

async function withNotebooks(
  work: (folder: string) => Promise<void>,
  notebooks = [good, bad],
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await writeNotebooks(`${folder}/notebooks`, ...notebooks);
    for (const lake of ["lake", "one", "two"]) await Deno.mkdir(`${folder}/${lake}`);
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("deno task report makes the same bytes in two lakes at one stated moment", () =>
  withNotebooks(async (folder) => {
    const pages: string[] = [];
    for (const lake of ["one", "two"]) {
      const { code, out, err } = await report(
        folder,
        ...["01_good", "--lake", `${folder}/${lake}`, "--param", "seed=7", "--json"],
      );
      assertEquals([code, err], [0, ""]);
      const { path, status } = JSON.parse(out).reports[0];
      assertEquals(status, "ran");
      pages.push(await Deno.readTextFile(path));
      pages.push(await Deno.readTextFile(path.replace(/html$/, "ipynb")));
    }
    assertEquals(pages[0], pages[2]);
    assertEquals(pages[1], pages[3]);
    assertStringIncludes(pages[0]!, "Seed 7.");
    assertStringIncludes(pages[0]!, "2026-01-02 03:04:05 UTC");
  }));

Deno.test("deno task report makes what it can and leaves with the exit code of what failed", () =>
  withNotebooks(async (folder) => {
    const { code, out, err } = await report(folder, "--lake", `${folder}/lake`);
    assertEquals(code, 3);
    assertStringIncludes(out, `${folder}/lake/reports/01_good.html`);
    assertEquals(
      err,
      'Cannot run the notebook "02_bad": code cell 1, line 2 failed: Cannot go\n',
    );
  }));

Deno.test("deno task report says in a line what the lake has no data for, and makes the rest", () =>
  withNotebooks(async (folder) => {
    const { code, out, err } = await report(folder, "--lake", `${folder}/lake`);
    assertEquals([code, err], [0, ""]);
    assertStringIncludes(out, "03_lacking  skipped  Cannot go: there is no campaign\n");
    const index = await Deno.readTextFile(`${folder}/lake/reports/index.html`);
    assertStringIncludes(index, "01_good.html");
    assertEquals(index.includes("03_lacking"), false);
    const named = await report(folder, "03_lacking", "--lake", `${folder}/lake`);
    assertEquals(named.code, 2);
    assertStringIncludes(named.err, 'Cannot run the notebook "03_lacking": code cell 1, line 2');
  }, [good, lacking]));

Deno.test("deno task report refuses parameters and notebooks that are not there", () =>
  withNotebooks(async (folder) => {
    const wrong = [["--param", "sed=7"], ["01_god"], ["--param", "seed=x"]];
    for (const args of wrong) {
      const { code, err } = await report(folder, "--lake", `${folder}/lake`, ...args);
      assertEquals(code, 2);
      assertStringIncludes(err, "Cannot ");
    }
  }));

Deno.test("deno task report refuses a lake whose folder is not there, and makes none", () =>
  withNotebooks(async (folder) => {
    const { code, out, err } = await report(folder, "01_good", "--lake", `${folder}/typo`);
    assertEquals([code, out], [2, ""]);
    assertStringIncludes(
      err,
      `Cannot make reports of the lake "${folder}/typo": there is no such folder`,
    );
    assertEquals([...Deno.readDirSync(folder)].some(({ name }) => name === "typo"), false);
  }));
