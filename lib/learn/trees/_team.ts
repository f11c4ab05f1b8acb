import { PerduraError } from "perdura/core/mod.ts";
import { FEATURES_PER_WORD } from "./_bins.ts";
import {
  type Found,
  LocalSplitFinder,
  type Siblings,
  type SplitFinder,
  type TrainingRows,
} from "./_split_finder.ts";
import type { Split } from "./_split.ts";
import {
  announce,
  awaitChange,
  DONE,
  FAILED,
  GIVEN,
  MEMORY_NUMBERS,
  readFound,
  STOP,
  type TeamMemory,
  writeTask,
} from "./_team_memory.ts";

/**
 * Finds splits with two threads: this one among the first half of the features, a worker among the
 * others.
 *
 * Every histogram is added up by one thread, in the order of the rows, so that the trees are the
 * same as with one thread to the last bit.
 */
export class Team implements SplitFinder {
  #tasks = 0;

  private constructor(
    readonly memory: TeamMemory,
    readonly local: LocalSplitFinder,
    readonly worker: Worker,
  ) {}

  /** @param rows in shared memory, of at least {@linkcode TEAM_FEATURES} features */
  static async start(rows: TrainingRows): Promise<Team> {
    const features = rows.bins.length;
    const first = FEATURES_PER_WORD * Math.ceil(features / FEATURES_PER_WORD / 2);
    const memory = {
      ...{ rows, first, end: features },
      state: new Int32Array(new SharedArrayBuffer(4 * 3)),
      numbers: new Float64Array(new SharedArrayBuffer(8 * MEMORY_NUMBERS)),
    };
    const worker = new Worker(new URL("./_team_worker.ts", import.meta.url), { type: "module" });
    try {
      await new Promise((resolve, reject) => {
        worker.addEventListener("message", resolve, { once: true });
        worker.addEventListener("error", (event) => {
          event.preventDefault();
          reject(new PerduraError(`The second thread did not start: ${event.message}`));
        }, { once: true });
        worker.postMessage(memory);
      });
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return new Team(memory, new LocalSplitFinder(rows, 0, first), worker);
  }

  find(siblings: Siblings): Found {
    const { state, numbers } = this.memory;
    writeTask(numbers, siblings);
    announce(state, GIVEN, ++this.#tasks);
    const mine = this.local.find(siblings);
    awaitChange(state, DONE, this.#tasks - 1);
    if (Atomics.load(state, FAILED) === 1) {
      throw new PerduraError("The second thread has failed: fit with one worker to see why");
    }
    const theirs = readFound(numbers);
    return [better(mine[0], theirs[0]), better(mine[1], theirs[1])];
  }

  /** Ends the worker. */
  stop(): void {
    announce(this.memory.state, GIVEN, STOP);
    this.worker.terminate();
  }
}

/** Fewer features than this fit in one word, which one thread looks at. */
export const TEAM_FEATURES = FEATURES_PER_WORD + 1;

/** The first of two equal splits, as when one thread looks at all features. */
function better(first: Split | undefined, second: Split | undefined): Split | undefined {
  return (second?.gain ?? 0) > (first?.gain ?? 0) ? second : first;
}
