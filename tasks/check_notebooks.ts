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
  examples: ["deno task check:notebooks", "deno task check:notebooks --clean"],
  positional: { name: "DIR…", meaning: "Folders of notebooks" },
  flags: {
    clean: toggle("Takes outputs, counts and stray metadata out of the files"),
  },
  async run({ flags, positional, print }) {
    const folders = positional.length === 0 ? ["notebooks"] : positional;
    const paths = (await Promise.all(folders.map((folder) => notebooksIn(resolve(folder))))).flat();
    const folder = await workFolder();
    const { complaints, cleaned } = await checkNotebooks(paths, folder, flags.clean);
    for (const path of cleaned) print(`Cleaned ${path}`);
    if (complaints.length > 0) {
      throw new InputError(
        `${complaints.join("\n")}\nCannot accept the notebooks: put the above right; stray ` +
          'content is taken out by "deno task check:notebooks --clean"',
      );
    }
    print(`Checked ${plural(paths.length, "notebook")}`);
    return { notebooks: paths, cleaned };
  },
});

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
