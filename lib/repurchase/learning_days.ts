import { InputError } from "perdura/core/mod.ts";
import { horizons, type PerHorizon, perHorizon } from "./horizons.ts";

const day = 86_400_000;
const longest = Math.max(...horizons);
/** Snapshots by whose outcomes learning is stopped, and as many that calibration learns from. */
const late = 2;

/** From which snapshots a model learns that is made on a day. */
export interface LearningDays {
  /** The model is made on this day, of which nothing is known yet. */
  readonly madeOn: Date;
  /** Snapshots that weights and trees are learnt from. */
  readonly train: readonly Date[];
  /** Later snapshots that tell when to stop. */
  readonly stop: readonly Date[];
  /** The latest snapshots whose outcome is known, for each horizon; for calibration. */
  readonly calibrate: PerHorizon<readonly Date[]>;
}

/** A model made in the past, and the snapshots after it that it is tested on. */
export interface RollingTest extends LearningDays {
  /** In ascending order, the first on the day on which the model is made. */
  readonly tests: readonly Date[];
}

/**
 * From which snapshots a model made on a day learns.
 *
 * Every outcome lies before that day. Between the snapshots that are learnt from and those that stop
 * and calibrate lies the longest horizon, so that no day is an outcome of both.
 *
 * @param dates snapshots in ascending order
 * @throws {InputError} where there are too few
 */
export function learningDays(dates: readonly Date[], madeOn: Date): LearningDays {
  const days = learningDaysOrNone(dates, madeOn);
  if (days !== undefined) return days;
  throw new InputError(
    `Give an earlier beginning or a later day: a model of ${longest} days ahead made on ` +
      `${madeOn.toISOString().slice(0, 10)} has no snapshot to learn from`,
  );
}

/**
 * Models made one after the other, each tested on snapshots later than all it has learnt from.
 *
 * @param dates snapshots in ascending order, the latest ones tested on
 * @param options `tests`: snapshots to test on at most, 6 by default; `every`: a new model for so many
 * snapshots, 3 by default
 * @returns in order of time; empty where no snapshot has enough before it
 */
export function rollingTests(
  dates: readonly Date[],
  { tests = 6, every = 3 }: { readonly tests?: number; readonly every?: number } = {},
): RollingTest[] {
  const tested = dates.slice(-tests)
    .filter((madeOn) => learningDaysOrNone(dates, madeOn) !== undefined);
  const models: RollingTest[] = [];
  // From the end, so that it is the oldest model that may have fewer tests.
  for (let end = tested.length; end > 0; end -= every) {
    const part = tested.slice(Math.max(0, end - every), end);
    models.unshift({ ...learningDays(dates, part[0]!), tests: part });
  }
  return models;
}

function learningDaysOrNone(dates: readonly Date[], madeOn: Date): LearningDays | undefined {
  const over = (length: number, by: Date) =>
    dates.filter((date) => date.getTime() + length * day <= by.getTime());
  const stop = over(longest, madeOn).slice(-late);
  const [earliest] = stop;
  if (earliest === undefined) return undefined;
  const train = over(longest, earliest);
  if (train.length === 0) return undefined;
  const calibrate = perHorizon((length) => over(length, madeOn).slice(-late));
  return { madeOn, train, stop, calibrate };
}
