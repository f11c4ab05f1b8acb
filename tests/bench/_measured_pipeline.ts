/** `tasks/pipeline.ts`, which says on its standard output what it has used: one line of JSON. */
import process from "node:process";
import { runCommand } from "../../tasks/_command.ts";
import { systemClock } from "../../tasks/_clock.ts";
import { systemTerminal } from "../../tasks/_terminal.ts";
import { pipelineCommand } from "../../tasks/pipeline.ts";

const code = await runCommand(pipelineCommand, Deno.args, {
  terminal: { ...systemTerminal, printLine: () => {} },
  clock: systemClock,
});
const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage();
console.log(JSON.stringify({
  processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
  gigabytes: maxRSS * 1024 / 1e9,
}));
Deno.exit(code);
