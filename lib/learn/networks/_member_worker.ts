/// <reference lib="deno.worker" />
/**
 * Trains one member of an ensemble, in a worker of its own.
 *
 * @module
 */
import { PerduraError, seededRandom } from "perdura/core/mod.ts";
import { type EpochRecord, type NetworkOptions, type NetworkRows } from "./network_options.ts";
import type { SavedNetwork } from "./network.ts";
import { trainNetwork } from "./train_network.ts";

/** What a worker is given. */
export interface MemberTask {
  readonly train: NetworkRows;
  readonly validation: NetworkRows;
  readonly options: Omit<NetworkOptions, "random" | "onEpoch">;
  readonly seed: number;
}

/** What a worker tells: each epoch, then the network or why there is none. */
export type MemberNews =
  | { readonly epoch: EpochRecord }
  | { readonly saved: SavedNetwork }
  | { readonly error: { readonly name: string; readonly message: string } };

const tell = (news: MemberNews) => self.postMessage(news);

self.onmessage = async ({ data }: MessageEvent<MemberTask>) => {
  const { train, validation, options, seed } = data;
  try {
    const network = await trainNetwork(train, validation, {
      ...options,
      random: seededRandom(seed),
      onEpoch: (epoch) => tell({ epoch }),
    });
    tell({ saved: network.save() });
  } catch (error) {
    if (!(error instanceof PerduraError)) throw error; // the worker's own error event tells of it
    tell({ error: { name: error.name, message: error.message } });
  }
};
