/** `deno task notebook`: makes Jupyter and VS Code able to run the notebooks. */
import { join } from "node:path";
import { PerduraError } from "perdura/core/mod.ts";
import { withInterrupts } from "perdura/report/kernel_spec.ts";
import { projectRoot } from "perdura/report/project_root.ts";
import { defineCommand, runCommand } from "./_command.ts";

const command = defineCommand({
  name: "notebook",
  summary:
    "Installs the Deno kernel, which can be interrupted, and says how to open the notebooks " +
    "in JupyterLab and VS Code.",
  examples: ["deno task notebook"],
  flags: {},
  async run({ print }) {
    const folder = await installKernel();
    const path = join(folder, "kernel.json");
    await Deno.writeTextFile(path, withInterrupts(await Deno.readTextFile(path)));
    const notebooks = join(projectRoot, "notebooks");
    print(`The kernel "Deno" is installed in ${folder}`);
    print("");
    print("JupyterLab   pip install jupyterlab");
    print(`             jupyter lab "${notebooks}"`);
    print("VS Code      install the extensions Deno and Jupyter, open a notebook of");
    print(`             ${notebooks}, then Select Kernel, Jupyter Kernel, Deno`);
    print("");
    print("The kernel may do everything that you may. Restart it after the library has changed.");
    print('Without Jupyter, and without network or other rights: "deno task report"');
    return { kernel: folder };
  },
});

/** Installs the kernel specification for this user and gives its folder. */
async function installKernel(): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["jupyter", "--install", "--force"],
    env: { NO_COLOR: "1" },
  }).output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  const folder = /installed successfully at (.+?)\.?\s*$/m.exec(said)?.[1];
  if (success && folder !== undefined) return folder;
  throw new PerduraError(`Cannot install the Deno kernel: deno said\n${said.trim()}`);
}

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
