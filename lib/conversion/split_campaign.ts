import { count, InputError, percent, plural, type Random } from "perdura/core/mod.ts";
import { numberGroups, shuffled } from "perdura/features/row_groups.ts";
import { splitByGroup } from "perdura/learn/mod.ts";
import type { CampaignRows } from "./campaign_rows.ts";

/** The rows of a campaign by what they are for; each holds indices of rows, ascending. */
export interface CampaignSplit {
  /** What models learn from. */
  readonly train: Uint32Array;
  /** When to stop learning, and which model to choose. */
  readonly validation: Uint32Array;
  /** What scores mean: seen by no model. */
  readonly calibration: Uint32Array;
  /** How good the result is: looked at once, at the end. */
  readonly test: Uint32Array;
  /**
   * Rows that are in none of the four, because their customer is on the other side: of the test
   * customers before the test begins, of all others afterwards.
   */
  readonly leftOut: number;
  /** Rows of customers of calibration and test that are not to be judged by. */
  readonly notJudged: number;
  /** First day of the test; absent where customers alone were divided. */
  readonly testFrom?: string;
  /** What was done, in a sentence. */
  readonly said: string;
}

/** How rows are divided. */
export interface SplitOptions {
  /** Share of the rows that the test is to have, default 0.2. */
  readonly testSize?: number;
  /** 1 for rows that may be judged by; the others only teach and stop. Default all. */
  readonly judged?: Uint8Array;
  /** Which customer goes where. */
  readonly random: Random;
}

/**
 * Fewest responses, and fewest rows without one, that a campaign can be learnt from: a tenth of them
 * calibrates.
 */
const fewestOfEither = 30;

/** Fewest customers that can be divided. */
const fewestCustomers = 50;

/** Where whole campaigns decide, at least this share of the customers who are in both is tested. */
const leastTestCustomers = 1 / 3;

/**
 * Divides the rows of a campaign into those to learn from and those to be judged by.
 *
 * A customer is on one side only. Where rows have dates the latest ones, whole days and at least the
 * test's share of the rows, are the test: customers who are only there are all tested, and of those
 * who are there and before, some are tested and the others learnt from. The rows that this costs are
 * counted. What is not the test is divided by customer: 75 % to learn from, 12.5 % to stop and to
 * choose, 12.5 % to calibrate.
 *
 * @throws {InputError} where there are too few responses, or too few rows without one
 *
 * @example
 * ```ts
 * import { splitCampaign } from "perdura/conversion/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const label = Float64Array.from({ length: 1000 }, (_, i) => i % 5 === 0 ? 1 : 0);
 * const customerId = Array.from(label, (_, i) => `${i}`);
 * const { train, test, leftOut } = splitCampaign({ customerId, label }, {
 *   random: seededRandom(1),
 * });
 * assertEquals([train.length, test.length, leftOut], [600, 200, 0]);
 * ```
 */
export function splitCampaign(
  rows: Pick<CampaignRows, "customerId" | "label" | "day">,
  { testSize = 0.2, judged, random }: SplitOptions,
): CampaignSplit {
  const isJudged = (row: number) => judged === undefined || judged[row] === 1;
  checkEnough(rows.label.filter((_, row) => isJudged(row)));
  checkCustomers(rows.customerId);
  const testFrom = rows.day === undefined ? undefined : firstTestDay(rows.day, testSize);
  const { pool, test } = testFrom === undefined
    ? byCustomer(rows.customerId, testSize, random)
    : byCustomerAndDay(rows.customerId, (row) => rows.day![row]! >= testFrom, testSize, random);
  const [train, validation, calibration] = splitByGroup(
    Array.from(pool, (row) => rows.customerId[row]!),
    { shares: [0.75, 0.125, 0.125], random: random.fork("parts") },
  ).map((part) => part.map((place) => pool[place]!)) as [Uint32Array, Uint32Array, Uint32Array];
  const judgedBy = { calibration: calibration.filter(isJudged), test: test.filter(isJudged) };
  const split = {
    train,
    validation,
    ...judgedBy,
    leftOut: rows.label.length - test.length - pool.length,
    notJudged: calibration.length + test.length - judgedBy.calibration.length -
      judgedBy.test.length,
    ...testFrom === undefined ? {} : { testFrom: dayText(testFrom) },
  };
  for (const name of ["train", "validation", "calibration", "test"] as const) {
    checkBothKinds(split[name], rows.label, name);
  }
  return { ...split, said: saidOf(split, rows.label.length) };
}

/** Rows of the test, and all others that may be learnt from. */
interface Sides {
  readonly pool: Uint32Array;
  readonly test: Uint32Array;
}

function byCustomer(customerId: readonly string[], testSize: number, random: Random): Sides {
  const [pool, test] = splitByGroup(customerId, {
    shares: [1 - testSize, testSize],
    random: random.fork("test"),
  });
  return { pool: pool!, test: test! };
}

/**
 * The late rows of customers who are only there late and of some of those who are in both, and the
 * early rows of all others.
 */
function byCustomerAndDay(
  customerId: readonly string[],
  isLate: (row: number) => boolean,
  testSize: number,
  random: Random,
): Sides {
  const { group, groups } = numberGroups(customerId);
  const early = new Uint8Array(groups), late = new Uint8Array(groups);
  group.forEach((who, row) => (isLate(row) ? late : early)[who] = 1);
  const inBoth = shuffled(groups, random.fork("test"))
    .filter((who) => early[who] === 1 && late[who] === 1);
  const share = Math.max(testSize, leastTestCustomers);
  const chosen = new Set(inBoth.subarray(0, Math.round(share * inBoth.length)));
  const isTested = (who: number) => early[who] === 0 || chosen.has(who);
  const rows = Uint32Array.from(group, (_, row) => row);
  return {
    pool: rows.filter((row) => !isLate(row) && !isTested(group[row]!)),
    test: rows.filter((row) => isLate(row) && isTested(group[row]!)),
  };
}

/** The latest day from which on at least a share of the rows lies; undefined for a single day. */
function firstTestDay(day: Int32Array, share: number): number | undefined {
  const descending = day.toSorted().reverse();
  const from = descending[Math.min(day.length, Math.ceil(share * day.length)) - 1]!;
  const first = descending.at(-1)!;
  if (from > first) return from;
  // The first day is for learning, even where most rows are of it.
  const second = descending.findLast((one) => one > first);
  return second;
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function checkEnough(label: Float64Array): void {
  let yes = 0;
  for (const value of label) yes += value;
  const no = label.length - yes;
  if (yes >= fewestOfEither && no >= fewestOfEither) return;
  const found = yes === 0 || no === 0
    ? `all ${plural(label.length, "row")} have the label ${yes === 0 ? 0 : 1}`
    : `there are ${plural(yes, "response")} in ${plural(label.length, "row")}`;
  throw new InputError(
    `Cannot learn who responds: ${found}; at least ${fewestOfEither} rows with a response and ` +
      `${fewestOfEither} without one are needed`,
  );
}

function checkCustomers(customerId: readonly string[]): void {
  const customers = new Set(customerId).size;
  if (customers >= fewestCustomers) return;
  throw new InputError(
    `Cannot learn who responds: the rows are of ${plural(customers, "customer")}; at least ` +
      `${fewestCustomers} are needed to judge by some and learn from others (is it the right column?)`,
  );
}

function checkBothKinds(part: Uint32Array, label: Float64Array, name: string): void {
  const yes = part.reduce((sum, row) => sum + label[row]!, 0);
  if (yes > 0 && yes < part.length) return;
  throw new InputError(
    `Cannot learn who responds: of the ${plural(part.length, "row")} for ${name} ` +
      `${yes === 0 ? "none has" : "all have"} a response; a larger campaign, more customers or ` +
      "another share for the test are needed",
  );
}

function saidOf(split: Omit<CampaignSplit, "said">, all: number): string {
  const { train, validation, calibration, test, leftOut, notJudged, testFrom } = split;
  const by = testFrom === undefined
    ? "divided by customer"
    : `divided by customer and date, tested from ${testFrom} on`;
  const lost = leftOut === 0
    ? ""
    : `; ${plural(leftOut, "row")} (${percent(leftOut / all)}) left out, whose customers are on ` +
      "the other side";
  const aside = notJudged === 0
    ? ""
    : `; ${plural(notJudged, "row")} of held-out customers without a message set aside`;
  return `${by}: ${count(train.length)} to learn from, ${count(validation.length)} to stop and ` +
    `choose, ${count(calibration.length)} to calibrate, ${
      count(test.length)
    } to test${lost}${aside}`;
}
