import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import config from "../../deno.json" with { type: "json" };
import { systemClock } from "../../tasks/_clock.ts";
import { runCommand } from "../../tasks/_command.ts";
import { pipelineCommand } from "../../tasks/pipeline.ts";
import { filesIn } from "../lake/_folder.ts";
import { recordedTerminal } from "../tasks/_terminal.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What became of a command line. */
export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** As far as these tests look; the stages after it have tests of their own, and take longer. */
const untilClv = ["--until", "clv"];
const stagesUntilClv = ["ingest", "clean", "features", "clv"];

/** Runs the command line of the pipeline in this process, up to the CLV. */
export async function pipeline(lake: string, ...args: string[]): Promise<Finished> {
  const terminal = recordedTerminal();
  const code = await runCommand(
    pipelineCommand,
    ["--lake", lake, "--quiet", ...untilClv, ...args],
    {
      terminal,
      clock: systemClock,
    },
  );
  return { code, out: terminal.lines.join("\n"), err: terminal.told.join("") };
}

/** How far a run goes. */
interface Reach {
  /** Whether all stages run; up to the CLV where absent. */
  readonly isWhole?: boolean;
}

const reach = (isWhole: boolean) => isWhole ? [] : untilClv;

/** `deno task pipeline` as people type it, with the permissions that it has. */
export function pipelineTask(
  lake: string,
  { args = [], env = {}, isWhole = false }:
    & { args?: readonly string[]; env?: Record<string, string> }
    & Reach = {},
): Deno.Command {
  return new Deno.Command("deno", {
    args: ["task", "-q", "pipeline", "--lake", lake, "--quiet", ...reach(isWhole), ...args],
    cwd: root,
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/**
 * The same without the task around it: one process, which can be killed and measured.
 *
 * @param options `script`: what to run in place of the task's own
 */
export function pipelineProcess(
  lake: string,
  args: readonly string[],
  { script, isWhole = false }: { readonly script?: string } & Reach = {},
): Deno.Command {
  const [settings, run] = config.tasks.pipeline.command.split(/\bdeno (?=run )/);
  const task = run!.split(" ");
  return new Deno.Command("deno", {
    args: [
      ...task.slice(0, -1),
      script ?? task.at(-1)!,
      "--lake",
      lake,
      "--quiet",
      ...reach(isWhole),
      ...args,
    ],
    cwd: root,
    env: Object.fromEntries([...settings!.matchAll(/(\w+)=(\S+)/g)].map(([, a, b]) => [a, b])),
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  });
}

/** Runs the command line of the pipeline in a process of its own. */
export async function runPipelineTask(lake: string, ...args: string[]): Promise<Finished> {
  const { code, stdout, stderr } = await pipelineTask(lake, { args }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();
  return { code, out: text(stdout), err: text(stderr) };
}

/** What became of each stage of a run with `--json`, up to the CLV. */
export function statuses({ out }: Finished): Record<string, string> {
  const { stages }: { stages: { name: string; status: string }[] } = JSON.parse(out);
  return Object.fromEntries(
    stages.filter(({ name }) => stagesUntilClv.includes(name))
      .map(({ name, status }) => [name, status]),
  );
}

/** The sha256 of every file below a folder, by path. */
export function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(folder).map((path) => [
      path,
      createHash("sha256").update(Deno.readFileSync(`${folder}/${path}`)).digest("hex"),
    ]),
  );
}

/** Those of the {@linkcode contents} of a lake that a run makes, without what tells its time. */
export function results(lake: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(contents(lake))
      .filter(([path]) => /^(stage|processed|models|outputs)\//.test(path)),
  );
}
