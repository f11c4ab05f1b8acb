import v8 from "node:v8";
import vm from "node:vm";

let collect: (() => void) | undefined;

/** Below this, in bytes, there is nothing worth a collection. */
const little = 400e6;

/**
 * Gives the memory of dropped data frames back, where a lot is in use.
 *
 * The frames live outside V8, which therefore sees no reason to collect their handles: without
 * this, frames dropped in synchronous code are never freed.
 */
export async function releaseMemory(): Promise<void> {
  if (Deno.memoryUsage().rss < little) return;
  if (collect === undefined) {
    v8.setFlagsFromString("--expose-gc");
    collect = vm.runInNewContext("gc") as () => void;
  }
  collect();
  await new Promise((resolve) => setTimeout(resolve, 0)); // finalisers run in a turn of their own
}
