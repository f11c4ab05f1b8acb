/** Part of `deno task check`: the notebooks as they are kept in git. */
import { resolve } from "node:path";
import { InputError } from "perdura/core/mod.ts";
import { plural } from "perdura/core/mod.ts";
import { checkNotebooks } from "perdura/report/run/check_notebooks.ts";
import { defineCommand, runCommand } from "./_command.ts";
import { toggle } from "./_flags.ts";
import { notebooksIn } from "./_notebooks.ts";
import { workFolder } from "./_work_folder.ts";

const command = defineCommand({
  name: "check:notebooks",
  summary: "Type-checks and lints the cells of notebooks, and refuses what people did not write: " +
    "outputs, execution counts, metadata of tools.",
  examples: ["deno task check:notebooks", "deno task check:notebooks --fix"],
  positional: { name: "DIR…", meaning: "Folders of notebooks" },
  flags: {
    fix: toggle("Formats cells, takes outputs, counts and stray metadata out of the files"),
  },
  async run({ flags, positional, print }) {
    const folders = positional.length === 0 ? ["notebooks"] : positional;
    const paths = (await Promise.all(folders.map((folder) => notebooksIn(resolve(folder))))).flat();
    const folder = await workFolder();
    const { complaints, fixed } = await checkNotebooks(paths, folder, flags.fix);
    for (const path of fixed) print(`Put right: ${path}`);
    if (complaints.length > 0) {
      throw new InputError(
        `${complaints.join("\n")}\nCannot accept the notebooks: put the above right; format and ` +
          'stray content are put right by "deno task check:notebooks --fix"',
      );
    }
    print(`Checked ${plural(paths.length, "notebook")}`);
    return { notebooks: paths, fixed };
  },
});

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
