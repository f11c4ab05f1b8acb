import { assertEquals } from "@std/assert";
import { python, withoutPython } from "../_python.ts";
import { installKernel, pythonProgram } from "./_kernel.ts";
import { notebookFolder, notebookNames, withReports } from "./_site.ts";

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

Deno.test({
  name: `a real kernel shows everything that the headless run shows, nothing lost${why}`,
  ignore: why !== "",
  fn: () =>
    withHome((env) =>
      withReports(async (lake) => {
        for (const name of notebookNames) {
          const headless: File = JSON.parse(
            await Deno.readTextFile(`${lake}/reports/${name}.ipynb`),
          );
          const hasLake = JSON.stringify(headless).includes("p.lake");
          const kernel: File = JSON.parse(
            await pythonProgram("execute_notebook.py", [
              `${notebookFolder}/${name}.ipynb`,
              JSON.stringify(hasLake ? { lake } : {}),
            ], env),
          );
          assertEquals(shown(kernel), shown(headless), name);
        }
      })
    ),
});

Deno.test({
  name: `the executed notebooks are valid in the eyes of nbformat${why}`,
  ignore: why !== "",
  fn: () =>
    withReports(async (lake) => {
      for (const name of notebookNames) {
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
