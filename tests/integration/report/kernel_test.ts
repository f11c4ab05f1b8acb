import { assertEquals } from "@std/assert";
import type { Notebook } from "perdura/report/run/mod.ts";
import { projectRoot } from "perdura/report/project_root.ts";
import { draft, writeNotebooks } from "../../report/_notebooks.ts";
import { python, withoutPython } from "../_python.ts";
import { installKernel, pythonProgram } from "./_kernel.ts";
import { examples, shop, withReports } from "./_site.ts";

const why = await withoutPython("nbclient", "jupyter_client", "nbformat");

interface File {
  readonly cells: readonly {
    readonly outputs?: readonly {
      readonly output_type: string;
      readonly data?: Record<string, string>;
      readonly metadata?: { perdura?: { kind: string } };
    }[];
  }[];
}

/** Everything that a notebook shows, by cell, in plain text; progress is no result. */
function shown(file: File): (string | undefined)[][] {
  return file.cells.map(({ outputs = [] }) =>
    outputs.filter(({ metadata }) => metadata?.perdura?.kind !== "progress")
      .map(({ output_type, data }) => `${output_type} ${data?.["text/plain"]}`)
  );
}

async function withHome(work: (env: Record<string, string>) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    await work(await installKernel(home));
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

for (const site of [examples, shop]) {
  Deno.test({
    name:
      `a real kernel shows all that the headless run of ${site.title} shows, nothing lost${why}`,
    ignore: why !== "",
    fn: () =>
      withHome((env) =>
        withReports(site, async (lake) => {
          for (const name of site.notebookNames) {
            const headless: File = JSON.parse(
              await Deno.readTextFile(`${lake}/reports/${name}.ipynb`),
            );
            const hasLake = JSON.stringify(headless).includes("p.lake");
            const kernel: File = JSON.parse(
              await pythonProgram("execute_notebook.py", [
                `${site.notebookFolder}/${name}.ipynb`,
                JSON.stringify(hasLake ? { lake } : {}),
              ], env),
            );
            assertEquals(shown(kernel), shown(headless), name);
          }
        })
      ),
  });
}

/** Runs a notebook in a real kernel, inside the project where the kernel finds the import map. */
async function runInKernel(notebook: Notebook, env: Record<string, string>): Promise<File> {
  const folder = await Deno.makeTempDir({ dir: `${projectRoot}data`, prefix: "kernel-" });
  try {
    const [path = ""] = await writeNotebooks(folder, notebook);
    return JSON.parse(await pythonProgram("execute_notebook.py", [path, "{}"], env));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const imports = { code: 'import { show, working } from "perdura/report/mod.ts";' };

Deno.test({
  name: `a real kernel loses none of 200 outputs that come fast after each other${why}`,
  ignore: why !== "",
  fn: () =>
    withHome(async (env) => {
      const cells = Array.from({ length: 100 }, (_, at) => ({
        code: `await show(${2 * at});\nawait show(${2 * at + 1});`,
      }));
      const file = await runInKernel(draft("many", imports, ...cells), env);
      assertEquals(
        shown(file).flat(),
        Array.from({ length: 200 }, (_, at) => `display_data ${at}`),
      );
    }),
});

Deno.test({
  name: `a real kernel updates the state of long work in one place${why}`,
  ignore: why !== "",
  fn: () =>
    withHome(async (env) => {
      const file = await runInKernel(
        draft("progress", imports, {
          code: "await working(async (progress) => {\n  for (let n = 1; n <= 9; n++) {\n" +
            '    progress.update("counting", n, 9);\n' +
            "    await new Promise((resume) => setTimeout(resume, 10));\n  }\n});",
        }),
        env,
      );
      assertEquals(
        file.cells[1]!.outputs!.map(({ data }) => data?.["text/plain"]),
        ["counting: 9 of 9 (100 %)"],
      );
    }),
});

Deno.test({
  name: `the executed notebooks are valid in the eyes of nbformat${why}`,
  ignore: why !== "",
  fn: () =>
    withReports(shop, async (lake) => {
      for (const name of shop.notebookNames) {
        await python(
          "import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))",
          `${lake}/reports/${name}.ipynb`,
        );
      }
    }),
});

Deno.test({
  name: `an interrupted kernel stops the cell and keeps its state${why}`,
  ignore: why !== "",
  fn: () =>
    withHome(async (env) => {
      assertEquals((await pythonProgram("interrupt_kernel.py", [], env)).trim(), "('ok', ['7'])");
    }),
});
