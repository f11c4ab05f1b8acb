import type { Candidate, Found, Siblings, TrainingRows } from "./_split_finder.ts";
import type { Split } from "./_split.ts";

/** What a worker is given when it starts; all arrays in it are shared. */
export interface TeamMemory {
  readonly rows: TrainingRows;
  /** The worker's features: from the first to the one before the end. */
  readonly first: number;
  readonly end: number;
  /** Numbers of tasks given and done, and whether the worker has failed. */
  readonly state: Int32Array;
  /** The present task and what was found. */
  readonly numbers: Float64Array;
}

/** Places in the state. */
export const GIVEN = 0, DONE = 1, FAILED = 2;

/** A number of tasks that says there are no more. */
export const STOP = -1;

/** Numbers that a task, and what was found, take. */
export const MEMORY_NUMBERS = 32;

/** Where in the numbers things begin. */
const BUILT = 4, OTHER = 9, FOUND_BUILT = 16, FOUND_OTHER = 24;

/** Looks, before a thread goes to sleep; waking it up takes longer than most tasks. */
const LOOKS = 4000;

/** Waits until a place of the state is no longer what it was, and gives what it is then. */
export function awaitChange(state: Int32Array, place: number, was: number): number {
  for (let look = 0; look < LOOKS; look++) {
    const now = Atomics.load(state, place);
    if (now !== was) return now;
  }
  while (Atomics.load(state, place) === was) Atomics.wait(state, place, was);
  return Atomics.load(state, place);
}

/** Changes a place of the state and wakes who waits for it. */
export function announce(state: Int32Array, place: number, value: number): void {
  Atomics.store(state, place, value);
  Atomics.notify(state, place);
}

export function writeTask(numbers: Float64Array, task: Siblings): void {
  const { begin, end, rootHessian, built, other } = task;
  numbers.set([begin, end, rootHessian, Number(other !== undefined)]);
  writeNode(numbers, BUILT, built);
  if (other !== undefined) writeNode(numbers, OTHER, other);
}

export function readTask(numbers: Float64Array): Siblings {
  const [begin, end, rootHessian, both] = numbers as unknown as [number, number, number, number];
  const task = { begin, end, rootHessian, built: readNode(numbers, BUILT) };
  return both === 1 ? { ...task, other: readNode(numbers, OTHER) } : task;
}

function writeNode(numbers: Float64Array, at: number, node: Candidate): void {
  numbers.set([node.slot, node.gradient, node.hessian, node.lower, node.upper], at);
}

function readNode(numbers: Float64Array, at: number): Candidate {
  return {
    slot: numbers[at]!,
    gradient: numbers[at + 1]!,
    hessian: numbers[at + 2]!,
    lower: numbers[at + 3]!,
    upper: numbers[at + 4]!,
  };
}

export function writeFound(numbers: Float64Array, [built, other]: Found): void {
  writeSplit(numbers, FOUND_BUILT, built);
  writeSplit(numbers, FOUND_OTHER, other);
}

export function readFound(numbers: Float64Array): Found {
  return [readSplit(numbers, FOUND_BUILT), readSplit(numbers, FOUND_OTHER)];
}

function writeSplit(numbers: Float64Array, at: number, split: Split | undefined): void {
  if (split === undefined) {
    numbers[at] = -1;
    return;
  }
  const { feature, code, missingLeft, gain, leftGradient, leftHessian } = split;
  numbers.set([feature, code, Number(missingLeft), gain, leftGradient, leftHessian], at);
}

function readSplit(numbers: Float64Array, at: number): Split | undefined {
  if (numbers[at] === -1) return undefined;
  return {
    feature: numbers[at]!,
    code: numbers[at + 1]!,
    missingLeft: numbers[at + 2] === 1,
    gain: numbers[at + 3]!,
    leftGradient: numbers[at + 4]!,
    leftHessian: numbers[at + 5]!,
  };
}
