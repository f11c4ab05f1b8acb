/** `deno task report`: runs the notebooks headless and renders them as pages. */
import { basename, join, resolve } from "node:path";
import { type Clock, duration, fixedClock, InputError } from "perdura/core/mod.ts";
import { exists, type Lake, lakeAt } from "perdura/lake/mod.ts";
import { makeReports, presentCircumstances } from "perdura/report/make_reports.ts";
import { projectRoot } from "perdura/report/project_root.ts";
import { defineCommand, runCommand } from "./_command.ts";
import { pairs, text, toggle } from "./_flags.ts";
import { notebooksIn } from "./_notebooks.ts";
import { workFolder } from "./_work_folder.ts";

const command = defineCommand({
  name: "report",
  summary:
    "Runs notebooks without Jupyter and makes a page of each, with an index, in the lake's " +
    "reports/. What has not changed is not run again; notebooks about data that the lake does " +
    "not have are skipped, unless they are named.",
  examples: [
    "deno task report",
    "deno task report 04_clv --param horizon=180",
    "deno task report --lake ../shop --force",
  ],
  positional: { name: "NOTEBOOK…", meaning: "Names of notebooks; all where none is given" },
  flags: {
    param: pairs("Sets a parameter of the notebooks", { value: "NAME=VALUE" }),
    lake: text("Folder that the notebooks read and the pages are put into", {
      value: "DIR",
      default: "data",
    }),
    notebooks: text("Folder of the notebooks", {
      value: "DIR",
      otherwise: "the project's notebooks/",
    }),
    force: toggle("Runs every notebook anew"),
  },
  async run({ flags, positional, clock, progress, print, printError }) {
    const folder = resolve(flags.notebooks ?? join(projectRoot, "notebooks"));
    const collection = await notebooksIn(folder);
    if (collection.length === 0) {
      throw new InputError(`Cannot make reports: there are no notebooks in "${folder}"`);
    }
    const outcome = await makeReports({
      collection,
      ...(positional.length === 0
        ? {}
        : { names: positional.map((name) => basename(name, ".ipynb")) }),
      lake: await existing(lakeAt(flags.lake)),
      parameters: flags.param,
      isForced: flags.force,
      workFolder: await workFolder(),
      circumstances: await presentCircumstances(),
      clock: stated(clock),
      progress,
    });
    for (const { name, status, path, reason, seconds: took } of outcome.reports) {
      if (status === "ran") print(`${name}  ${duration(took * 1000)}  ${path}`);
      if (status === "cached") print(`${name}  unchanged  ${path}`);
      if (status === "skipped") print(`${name}  skipped  ${reason}`);
    }
    const [first, ...others] = outcome.failures;
    for (const error of others) printError(error.message);
    if (first !== undefined) throw first;
    if (outcome.reports.some(({ status }) => status !== "skipped")) {
      print(`All reports: ${outcome.index}`);
    }
    return outcome;
  },
});

/** A lake whose folder is there: nobody who mistypes its name wants the demo shop in its place. */
async function existing(lake: Lake): Promise<Lake> {
  if (await exists(lake.root)) return lake;
  throw new InputError(
    `Cannot make reports of the lake "${lake.root}": there is no such folder; fill it with ` +
      '"deno task pipeline --lake DIR" first, or check the name',
  );
}

/** A moment that the environment states in the place of now, so that pages are the same twice. */
function stated(clock: Clock): Clock {
  // The convention of https://reproducible-builds.org/specs/source-date-epoch/.
  const epoch = Deno.env.get("SOURCE_DATE_EPOCH");
  return epoch === undefined ? clock : fixedClock(new Date(Number(epoch) * 1000));
}

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
