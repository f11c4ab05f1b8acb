/** `deno task hooks`: lets git check every commit before it is made. */
import { InputError } from "perdura/core/mod.ts";
import { defineCommand, runCommand } from "./_command.ts";
import { toggle } from "./_flags.ts";

const FOLDER = ".githooks";

const command = defineCommand({
  name: "hooks",
  summary:
    "Switches on the git hook that checks format, lint and types of what is about to be committed.",
  examples: ["deno task hooks", "deno task hooks --off"],
  flags: { off: toggle("Switches the hook off again") },
  async run({ flags, print }) {
    await git("config", ...flags.off ? ["--unset", "core.hooksPath"] : ["core.hooksPath", FOLDER]);
    print(
      flags.off
        ? "Commits are no longer checked"
        : "Every commit is checked from now on; switch it off with `deno task hooks --off`",
    );
    return { isOn: !flags.off };
  },
});

/** Runs git in the repository. */
async function git(...args: string[]): Promise<void> {
  const { success, code, stderr } = await new Deno.Command("git", { args }).output();
  // 5: there was nothing to unset.
  if (success || (args.includes("--unset") && code === 5)) return;
  const said = new TextDecoder().decode(stderr).trim();
  throw new InputError(`Cannot change the settings of git: ${said || `exit code ${code}`}`);
}

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
