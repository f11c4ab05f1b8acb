import type { Progress, Random } from "perdura/core/mod.ts";
import { writeChunks } from "./_write_chunks.ts";
import type { DemoOptions } from "./options.ts";
import { simulateDemo } from "./simulate.ts";
import type { Tally } from "./tally.ts";

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
  { transactions, truth, ...options }: WriteDemoOptions,
  random: Random,
  progress: Progress,
): Promise<Tally> {
  const shop = simulateDemo(options, random);
  const tally = await writeChunks(
    transactions,
    shop.csv(),
    (days) => progress.update("simulating the demo shop", days, shop.calendar.days, "days"),
  );
  await writeChunks(truth, shop.truth(tally));
  return tally;
}
