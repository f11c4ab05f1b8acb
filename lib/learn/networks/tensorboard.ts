import { eventFile } from "./_event_file.ts";
import type { EpochRecord } from "./network_options.ts";

/** A file of a run, below the folder that TensorBoard is given. */
export interface EventFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The history of a network as files that TensorBoard shows: a run for training, one for validation.
 *
 * Their scalars have the names that Keras gives them: `epoch_loss`, `epoch_accuracy`, and
 * `epoch_learning_rate` of the training.
 *
 * @param history what each epoch brought
 * @param writtenAt the time that the files tell
 * @param run name of the folder of both, where there are several; absent, none
 * @returns the files, to be written below one folder
 *
 * @example
 * ```ts
 * import { tensorboardFiles } from "perdura/learn/networks/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const files = tensorboardFiles([], new Date(0), "seed-1");
 * assertEquals(files.map(({ path }) => path), [
 *   "seed-1/train/events.out.tfevents.0.perdura",
 *   "seed-1/validation/events.out.tfevents.0.perdura",
 * ]);
 * ```
 */
export function tensorboardFiles(
  history: readonly EpochRecord[],
  writtenAt: Date,
  run?: string,
): EventFile[] {
  const seconds = writtenAt.getTime() / 1000;
  const file = (split: string, values: (record: EpochRecord) => Record<string, number>) => ({
    path: [...run === undefined ? [] : [run], split, nameAt(seconds)].join("/"),
    bytes: eventFile(
      history.map((record) => ({ step: record.epoch, values: values(record) })),
      seconds,
    ),
  });
  return [
    file("train", ({ loss, accuracy, learningRate }) => ({
      epoch_loss: loss,
      epoch_accuracy: accuracy,
      epoch_learning_rate: learningRate,
    })),
    file("validation", ({ validationLoss, validationAccuracy }) => ({
      epoch_loss: validationLoss,
      epoch_accuracy: validationAccuracy,
    })),
  ];
}

/** TensorBoard reads files with "tfevents" in their name. */
const nameAt = (seconds: number) => `events.out.tfevents.${Math.floor(seconds)}.perdura`;
