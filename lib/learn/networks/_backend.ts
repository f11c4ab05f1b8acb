import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { fileURLToPath } from "node:url";
import { UnreachableError } from "perdura/core/mod.ts";

let starting: Promise<void> | undefined;

/**
 * Starts the WebAssembly backend of TensorFlow.js, once per process or worker.
 *
 * TensorFlow.js goes on with a slow backend, and still gives the name of this one, when this one
 * does not start. So the start is checked, and a product is computed.
 *
 * @throws {UnreachableError} where the backend does not start
 */
export function startBackend(): Promise<void> {
  starting ??= start();
  return starting;
}

async function start(): Promise<void> {
  const folder = fileURLToPath(
    new URL(".", import.meta.resolve("@tensorflow/tfjs-backend-wasm")),
  );
  tf.enableProdMode(); // else it writes advice to the console
  setWasmPaths(folder);
  if (isReadable(folder) && await tf.setBackend("wasm") && computes()) return;
  throw new UnreachableError(
    "Start the networks' engine: the WebAssembly backend of TensorFlow.js did not load; allow " +
      "reading Deno's cache folder (--allow-read), where its .wasm files are",
  );
}

/** Whether a folder can be read; asked before, since the backend fails with noise on the console. */
function isReadable(folder: string): boolean {
  try {
    return Deno.readDirSync(folder)[Symbol.iterator]().next().done === false;
  } catch {
    return false;
  }
}

/** Whether (1 2) · (3 4)ᵀ is 11. */
function computes(): boolean {
  return tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] === 11);
}

export { tf };
