import { count, InputError, percent, plural, type Random } from "perdura/core/mod.ts";
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
  /** First day of the test; absent where customers alone were divided. */
  readonly testFrom?: string;
  /** What was done, in a sentence. */
  readonly said: string;
}

/** How rows are divided. */
export interface SplitOptions {
  /** Share of the rows that the test is to have, default 0.2. */
  readonly testSize?: number;
  /** Which customer goes where. */
  readonly random: Random;
}

/** Shares of the rows outside the test that stop the training and that calibrate. */
const validationShare = 0.125, calibrationShare = 0.125;

/**
 * Fewest responses, and fewest rows without one, that a campaign can be learnt from: a tenth of them
 * calibrates.
 */
export const fewestOfEither = 30;

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
  { testSize = 0.2, random }: SplitOptions,
): CampaignSplit {
  checkEnough(rows.label);
  const testFrom = rows.day === undefined ? undefined : firstTestDay(rows.day, testSize);
  const { customer, customers } = numbered(rows.customerId);
  const isLate = (row: number) => testFrom !== undefined && rows.day![row]! >= testFrom;
  const order = shuffled(customers, random);
  const isTested = testFrom === undefined
    ? takeShare(customer, order, testSize)
    : testedCustomers(customer, isLate, order, testSize);

  const test: number[] = [], pool: number[] = [];
  customer.forEach((who, row) => {
    if (isTested[who] === 0 && !isLate(row)) pool.push(row);
    else if (isTested[who] === 1 && (testFrom === undefined || isLate(row))) test.push(row);
  });
  const others = order.filter((who) => isTested[who] === 0);
  const inPool = Uint32Array.from(pool, (row) => customer[row]!);
  const isHeld = takeShare(inPool, others, validationShare + calibrationShare);
  const inHeld = inPool.filter((who) => isHeld[who] === 1);
  const isValidating = takeShare(
    inHeld,
    others.filter((who) => isHeld[who] === 1),
    validationShare / (validationShare + calibrationShare),
  );
  const part = (wanted: (who: number) => boolean) =>
    Uint32Array.from(pool.filter((row) => wanted(customer[row]!)));
  const split = {
    train: part((who) => isHeld[who] === 0),
    validation: part((who) => isHeld[who] === 1 && isValidating[who] === 1),
    calibration: part((who) => isHeld[who] === 1 && isValidating[who] !== 1),
    test: Uint32Array.from(test),
    leftOut: customer.length - test.length - pool.length,
    ...testFrom === undefined ? {} : { testFrom: dayText(testFrom) },
  };
  for (const name of ["train", "validation", "calibration", "test"] as const) {
    checkBothKinds(split[name], rows.label, name);
  }
  return { ...split, said: saidOf(split, customer.length) };
}

/** The customer of each row as a number from 0, in order of first appearance. */
function numbered(ids: readonly string[]): { customer: Uint32Array; customers: number } {
  const numbers = new Map<string, number>();
  const customer = Uint32Array.from(ids, (id) => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  });
  return { customer, customers: numbers.size };
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

/**
 * 1 for the first customers of an order who together have about a share of the rows.
 *
 * @param customer of each row
 * @param order customers, each once
 */
function takeShare(customer: Uint32Array, order: Uint32Array, share: number): Uint8Array {
  const size = order.reduce((most, who) => Math.max(most, who + 1), 0);
  const rows = new Uint32Array(size), taken = new Uint8Array(size);
  for (const who of customer) rows[who]!++;
  let sum = 0;
  for (const who of order) {
    if (sum >= share * customer.length) break;
    taken[who] = 1;
    sum += rows[who]!;
  }
  return taken;
}

/** 1 for those who are tested: all who are only there late, and a share of those who are in both. */
function testedCustomers(
  customer: Uint32Array,
  isLate: (row: number) => boolean,
  order: Uint32Array,
  testSize: number,
): Uint8Array {
  const early = new Uint8Array(order.length), late = new Uint8Array(order.length);
  customer.forEach((who, row) => (isLate(row) ? late : early)[who] = 1);
  const inBoth = order.filter((who) => early[who] === 1 && late[who] === 1);
  const share = Math.max(testSize, leastTestCustomers);
  const chosen = new Set(inBoth.subarray(0, Math.round(share * inBoth.length)));
  return late.map((isThere, who) => isThere === 1 && (early[who] === 0 || chosen.has(who)) ? 1 : 0);
}

/** The numbers below n in a random order (Fisher and Yates). */
function shuffled(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
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

function checkBothKinds(part: Uint32Array, label: Float64Array, name: string): void {
  const yes = part.reduce((sum, row) => sum + label[row]!, 0);
  if (yes > 0 && yes < part.length) return;
  throw new InputError(
    `Cannot learn who responds: of the ${plural(part.length, "row")} for ${name} ` +
      `${yes === 0 ? "none has" : "all have"} a response; take a larger campaign, more customers ` +
      "or another --test_size",
  );
}

function saidOf(split: Omit<CampaignSplit, "said">, all: number): string {
  const { train, validation, calibration, test, leftOut, testFrom } = split;
  const by = testFrom === undefined
    ? "divided by customer"
    : `divided by customer and date, tested from ${testFrom} on`;
  const lost = leftOut === 0
    ? ""
    : `; ${plural(leftOut, "row")} (${percent(leftOut / all)}) left out, whose customers are on ` +
      "the other side";
  return `${by}: ${count(train.length)} to learn from, ${count(validation.length)} to stop and ` +
    `choose, ${count(calibration.length)} to calibrate, ${count(test.length)} to test${lost}`;
}
