import { InputError, type Random, UnreachableError } from "perdura/core/mod.ts";
import type { MemberNews, MemberTask } from "./_member_worker.ts";
import type { SavedNetwork } from "./network.ts";
import { NetworkEnsemble } from "./network_ensemble.ts";
import type { EpochRecord, NetworkOptions, NetworkRows } from "./network_options.ts";

/** What {@linkcode trainEnsemble} needs besides rows. */
export interface EnsembleOptions extends Omit<NetworkOptions, "onEpoch"> {
  /** Number of networks. */
  readonly members: number;
  /** Networks trained at the same time, default 2. */
  readonly workers?: number;
  /** Told after each epoch of each member, from 1. */
  readonly onEpoch?: (record: EpochRecord, member: number) => void;
}

/**
 * Trains networks that differ in their seed alone, each in a worker of its own.
 *
 * Member k is what `trainNetwork` gives with the seed {@linkcode memberSeed}`(random, k)`, to the
 * last bit. It needs the permission to read the library's own files.
 *
 * @param train rows to learn from
 * @param validation rows of other customers, or of later
 * @returns the networks; dispose of them after use
 * @throws {InputError} where rows do not go together or an option is out of range
 * @throws {UnreachableError} where the engine of the networks does not start
 */
export async function trainEnsemble(
  train: NetworkRows,
  validation: NetworkRows,
  { members, workers = 2, random, onEpoch, ...options }: EnsembleOptions,
): Promise<NetworkEnsemble> {
  for (const [name, value] of Object.entries({ members, workers })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new InputError(`Set "${name}" to a whole number from 1: it is ${value}`);
  }
  const saved: SavedNetwork[] = [];
  const running = new Set<Worker>();
  let next = 1;
  const work = async () => {
    while (next <= members) {
      const member = next++;
      const task = { train, validation, options, seed: memberSeed(random, member) };
      saved[member - 1] = await trainMember(task, running, (record) => onEpoch?.(record, member));
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    for (const worker of running) worker.terminate();
  }
  return NetworkEnsemble.load(saved);
}

/**
 * The seed of one member of an ensemble.
 *
 * @param random what the ensemble was given
 * @param member from 1
 */
export function memberSeed(random: Random, member: number): number {
  return random.fork(`member ${member}`).integer(2 ** 32);
}

/** One member, trained in a worker that ends with it. */
function trainMember(
  task: MemberTask,
  running: Set<Worker>,
  onEpoch: (record: EpochRecord) => void,
): Promise<SavedNetwork> {
  const worker = new Worker(new URL("./_member_worker.ts", import.meta.url), { type: "module" });
  running.add(worker);
  return new Promise<SavedNetwork>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<MemberNews>) => {
      if ("epoch" in data) {
        try {
          onEpoch(data.epoch);
        } catch (error) {
          reject(error);
        }
      } else if ("saved" in data) resolve(data.saved);
      else {
        const { name, message } = data.error;
        reject(new (name === "UnreachableError" ? UnreachableError : InputError)(message));
      }
    };
    worker.onerror = (event) => {
      event.preventDefault(); // else it would end the process
      reject(new Error(`A worker that trains a network failed: ${event.message}`));
    };
    worker.postMessage(task);
  }).finally(() => {
    worker.terminate();
    running.delete(worker);
  });
}
