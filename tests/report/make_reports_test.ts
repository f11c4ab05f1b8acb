import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { fixedClock, InputError, silent } from "perdura/core/mod.ts";
import { lakeAt } from "perdura/lake/mod.ts";
import { makeReports, type ReportsOutcome } from "perdura/report/make_reports.ts";
import { workFolder } from "../../tasks/_work_folder.ts";
import { draft, writeNotebooks } from "./_notebooks.ts";

const first = draft(
  "01_first",
  { md: "# First" },
  {
    code:
      'import { answer, hasInput, inputFile, params, projectLake } from "perdura/report/mod.ts";',
  },
  {
    code: 'const p = params({ lake: "data", seed: 1 });\nconst lake = projectLake(p.lake);',
    tags: ["parameters"],
  },
  {
    code: 'await inputFile(lake, "raw.txt");\nconst more = await hasInput(lake, "more.txt");\n' +
      "await answer(`Seed ${p.seed}, ${more}.`);",
  },
);
const second = draft("02_second", { md: "# Second" }, {
  code: 'import { show } from "perdura/report/mod.ts";\nawait show(2);',
});

/** A lake with files, notebooks, and a way to make reports of them. */
async function site(
  use: (
    make: (options?: {
      names?: string[];
      parameters?: Record<string, string>;
      isForced?: boolean;
      circumstances?: { code: string };
    }) => Promise<ReportsOutcome>,
    folder: string,
  ) => Promise<void>,
  notebooks = [first, second],
  files: Readonly<Record<string, string>> = { "raw.txt": "abc" },
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/lake`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/lake/${name}`, text);
    }
    await writeNotebooks(`${folder}/notebooks`, ...notebooks);
    const collection = notebooks.map(({ name }) => `${folder}/notebooks/${name}.ipynb`);
    await use((options = {}) =>
      makeReports({
        collection,
        lake: lakeAt(`${folder}/lake`),
        parameters: {},
        isForced: false,
        ...options,
        workFolder: work,
        circumstances: {
          versions: { perdura: "0.1.0", deno: "2.9.6", packages: { "nodejs-polars": "0.25.2" } },
          commit: undefined,
          code: "fingerprint",
          ...options.circumstances,
        },
        clock: fixedClock(new Date("2026-01-02T03:04:05Z")),
        progress: silent,
      }), folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The same each time, so that types that were checked are known. */
const work = join(await workFolder(), "make_reports_test");
await Deno.mkdir(work, { recursive: true });

const statuses = (outcome: ReportsOutcome) => outcome.reports.map(({ status }) => status);

async function contents(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { name } of Deno.readDir(`${folder}/lake/reports`)) {
    files.set(name, await Deno.readTextFile(`${folder}/lake/reports/${name}`));
  }
  return new Map([...files].toSorted());
}

Deno.test("makeReports() makes pages, executed notebooks and an index, the same bytes again", () =>
  site(async (make, folder) => {
    assertEquals(statuses(await make()), ["ran", "ran"]);
    const before = await contents(folder);
    assertEquals([...before.keys()], [
      "01_first.html",
      "01_first.ipynb",
      "02_second.html",
      "02_second.ipynb",
      "index.html",
    ]);
    assertStringIncludes(before.get("01_first.html")!, "Seed 1, false.");
    assertStringIncludes(before.get("01_first.html")!, 'href="02_second.html"');
    assertEquals(statuses(await make({ isForced: true })), ["ran", "ran"]);
    assertEquals(await contents(folder), before);
    assertEquals(statuses(await make()), ["cached", "cached"]);
    assertEquals(await contents(folder), before);
  }));

Deno.test("makeReports() runs again what has changed: cells, parameters, inputs, what was missing", () =>
  site(async (make, folder) => {
    await make();
    await writeNotebooks(
      `${folder}/notebooks`,
      { ...second, cells: second.cells.map((cell) => ({ ...cell, source: cell.source + "\n" })) },
    );
    assertEquals(statuses(await make()), ["cached", "ran"]);
    assertEquals(statuses(await make({ parameters: { seed: "2" } })), ["ran", "cached"]);
    assertEquals(statuses(await make({ parameters: { seed: "2" } })), ["cached", "cached"]);
    const changed = { names: ["02_second"], circumstances: { code: "another fingerprint" } };
    assertEquals(statuses(await make(changed)), ["ran"]);
    await make({ names: ["02_second"] });
    await Deno.writeTextFile(`${folder}/lake/raw.txt`, "abd");
    assertEquals(statuses(await make({ parameters: { seed: "2" } })), ["ran", "cached"]);
    await Deno.writeTextFile(`${folder}/lake/more.txt`, "");
    assertEquals(statuses(await make({ parameters: { seed: "2" } })), ["ran", "cached"]);
    assertStringIncludes((await contents(folder)).get("01_first.html")!, "Seed 2, true.");
    await Deno.remove(`${folder}/lake/reports/01_first.ipynb`);
    assertEquals(statuses(await make({ parameters: { seed: "2" } })), ["ran", "cached"]);
  }));

Deno.test("makeReports() of one notebook keeps the links of the others right", () =>
  site(async (make, folder) => {
    assertEquals(statuses(await make({ names: ["02_second"] })), ["ran"]);
    assertEquals([...(await contents(folder)).keys()], [
      "02_second.html",
      "02_second.ipynb",
      "index.html",
    ]);
    await make({ names: ["01_first"] });
    assertStringIncludes((await contents(folder)).get("02_second.html")!, 'href="01_first.html"');
  }));

Deno.test("makeReports() keeps the last good page of a notebook that fails, and makes the others", () =>
  site(async (make, folder) => {
    await make();
    const good = (await contents(folder)).get("02_second.html");
    await writeNotebooks(
      `${folder}/notebooks`,
      draft("02_second", { md: "# Second" }, { code: 'throw new Error("broken");' }),
    );
    const outcome = await make({ isForced: true });
    assertEquals(statuses(outcome), ["ran", "failed"]);
    assertStringIncludes(outcome.failures[0]!.message, "code cell 1, line 1 failed: Error: broken");
    assertEquals((await contents(folder)).get("02_second.html"), good);
  }));

Deno.test("makeReports() skips what the lake has no data for, unless it is named", () =>
  site(
    async (make, folder) => {
      const { reports, failures } = await make();
      assertEquals(reports.map(({ status }) => status), ["skipped", "ran"]);
      assertStringIncludes(reports[0]!.reason!, 'Cannot read "raw.txt" of the lake');
      assertEquals(failures, []);
      const pages = ["02_second.html", "02_second.ipynb", "index.html"];
      assertEquals([...(await contents(folder)).keys()], pages);
      assert(!(await contents(folder)).get("index.html")!.includes("01_first"));

      const named = await make({ names: ["01_first"] });
      assertEquals(statuses(named), ["failed"]);
      assertEquals(named.failures[0]!.exitCode, 2);

      await Deno.writeTextFile(`${folder}/lake/raw.txt`, "abc");
      assertEquals(statuses(await make()), ["ran", "cached"]);
      // What a page was made of is gone: nothing leads to it any more.
      await Deno.remove(`${folder}/lake/raw.txt`);
      assertEquals(statuses(await make()), ["skipped", "cached"]);
      assert(!(await contents(folder)).get("02_second.html")!.includes("01_first"));
    },
    [first, second],
    {},
  ));

Deno.test("makeReports() runs nothing where cells fail the type check", () =>
  site(async (make, folder) => {
    await assertRejects(() => make(), InputError, "02_second, code cell 1, line 1");
    assert(
      !(await Array.fromAsync(Deno.readDir(`${folder}/lake`))).some(({ name }) =>
        name === "reports"
      ),
    );
  }, [first, draft("02_second", { md: "# S" }, { code: 'const a: number = "x";' })]));

Deno.test("makeReports() refuses notebooks and parameters that are not there", () =>
  site(async (make) => {
    await assertRejects(() => make({ names: ["03_third"] }), InputError, '"01_first", "02_second"');
    await assertRejects(
      () => make({ parameters: { sed: "1" } }),
      InputError,
      '01_first has "lake", "seed"',
    );
  }));
