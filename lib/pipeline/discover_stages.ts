import { orderStages } from "./order_stages.ts";
import type { Stage } from "./stage.ts";

/**
 * The stages of the pipeline in their order: every file of `stages/` exports one as its default.
 * A new stage is a new file there; nothing else has to know it.
 */
export async function discoverStages(): Promise<Stage[]> {
  const folder = new URL("./stages/", import.meta.url);
  const files: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (
      entry.isFile && entry.name.endsWith(".ts") && !entry.name.startsWith("_")
    ) {
      files.push(entry.name);
    }
  }
  const modules: { default: Stage }[] = await Promise.all(
    files.map((file) => import(new URL(file, folder).href)),
  );
  return orderStages(modules.map((module) => module.default));
}
