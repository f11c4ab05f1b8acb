import type { Progress, Random } from "perdura/core/mod.ts";
import type { DemoOptions } from "./options.ts";
import { simulateDemo } from "./simulate.ts";
import type { Tally } from "./tally.ts";

/** What the files of the demo shop are called. */
export const demoFiles = {
  transactions: "demo_transactions.csv",
  truth: "demo_truth.json",
} as const;

/** Which shop to simulate and where to write it. */
export interface WriteDemoOptions extends DemoOptions {
  /** Path of the transactions. */
  readonly transactions: string;
  /** Path of the truth. */
  readonly truth: string;
}

/**
 * Simulates the demo shop into two files: its transactions and the truth about them.
 *
 * Lines are written as they are made: a million customers need no more memory than their columns.
 *
 * @returns what the transactions consist of
 */
export async function writeDemo(
  options: WriteDemoOptions,
  random: Random,
  progress: Progress,
): Promise<Tally> {
  const shop = simulateDemo(options, random);
  const chunks = shop.csv();
  let tally: Tally | undefined;
  let days = 0;
  await writeChunks(options.transactions, function* () {
    for (let next = chunks.next();; next = chunks.next()) {
      if (next.done) {
        tally = next.value;
        return;
      }
      progress.update("simulating the demo shop", days++, shop.calendar.days, "days");
      yield next.value;
    }
  });
  await writeChunks(options.truth, () => shop.truth(tally!));
  return tally!;
}

/** Writes text to a file as it is made, about a megabyte at a time. */
async function writeChunks(path: string, chunks: () => Iterable<string>): Promise<void> {
  const large = function* () {
    let waiting = "";
    for (const chunk of chunks()) {
      waiting += chunk;
      if (waiting.length < 1 << 20) continue;
      yield waiting;
      waiting = "";
    }
    yield waiting;
  };
  const bytes = ReadableStream.from(large()).pipeThrough(new TextEncoderStream());
  await Deno.writeFile(path, bytes);
}
