/** A command line for tests that need a process of their own. */
import { InputError } from "perdura/core/mod.ts";
import { defineCommand, runCommand } from "../../tasks/_command.ts";
import { text } from "../../tasks/_flags.ts";

const command = defineCommand({
  name: "sample",
  summary: "Fails as it is told, or prints a line.",
  examples: ["deno task sample --fail input"],
  flags: { fail: text("How to fail", { value: "KIND" }) },
  run({ flags, print, progress }) {
    progress.say("working");
    if (flags.fail === "input") throw new InputError('Cannot read "a.csv": no such file');
    if (flags.fail === "permission") Deno.writeTextFileSync("/not-allowed", "");
    print("2,357 customers");
    return Promise.resolve({ customers: 2357 });
  },
});

if (import.meta.main) Deno.exit(await runCommand(command, Deno.args));
