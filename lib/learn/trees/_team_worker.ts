/// <reference lib="deno.worker" />

/** The second thread of a {@linkcode Team}: finds splits among its features until told to stop. */
import { LocalSplitFinder } from "./_split_finder.ts";
import {
  announce,
  awaitChange,
  DONE,
  FAILED,
  GIVEN,
  readTask,
  STOP,
  type TeamMemory,
  writeFound,
} from "./_team_memory.ts";

self.addEventListener("message", ({ data }: MessageEvent<TeamMemory>) => {
  const { rows, first, end, state, numbers } = data;
  self.postMessage("ready");
  try {
    const finder = new LocalSplitFinder(rows, first, end);
    for (let task = awaitChange(state, GIVEN, 0); task !== STOP;) {
      writeFound(numbers, finder.find(readTask(numbers)));
      announce(state, DONE, task);
      task = awaitChange(state, GIVEN, task);
    }
  } catch {
    Atomics.store(state, FAILED, 1);
    announce(state, DONE, STOP);
  }
  self.close();
});
