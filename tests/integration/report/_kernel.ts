import { projectRoot } from "perdura/report/project_root.ts";
import { task } from "./_site.ts";

/**
 * Installs the kernel as `deno task notebook` does, for a home folder of its own.
 *
 * @param home a folder
 * @returns the environment in which Jupyter finds the kernel
 */
export async function installKernel(home: string): Promise<Record<string, string>> {
  const cache = Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME")}/.cache/deno`;
  const { kernel } = JSON.parse(
    await task(["notebook", "--json"], {
      HOME: home,
      XDG_DATA_HOME: `${home}/.local/share`,
      DENO_DIR: cache,
    }),
  );
  return { JUPYTER_PATH: kernel.replace(/\/kernels\/deno$/, "") };
}

/** Runs a Python program of this folder and gives what it printed. */
export async function pythonProgram(
  name: string,
  args: string[],
  env: Record<string, string>,
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("python3", {
    args: [`${projectRoot}tests/integration/report/${name}`, ...args],
    env,
  }).output();
  if (!success) throw new Error(`${name}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
