/** Prints how a network fails to load, without the permission to read. */
import { PerduraError } from "perdura/core/mod.ts";
import { Network } from "perdura/learn/networks/mod.ts";

try {
  await Network.load("{}", new Uint8Array());
} catch (error) {
  const { name, message, exitCode } = error as PerduraError;
  await Deno.stdout.write(new TextEncoder().encode(`${name} ${exitCode}: ${message}`));
}
