import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  groupFolds,
  rowsOfFold,
  splitByGroup,
  splitByTime,
  splitByTimeAndGroup,
} from "perdura/learn/mod.ts";

const customers = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 40, maxLength: 120 });
const isWhole = (rows: number, parts: readonly Uint32Array[]) =>
  assertEquals(
    Uint32Array.from(parts.flatMap((part) => [...part])).sort(),
    Uint32Array.from({ length: rows }, (_, row) => row),
  );

Deno.test("groupFolds() has a customer in one fold only, and folds of nearly equal size", () => {
  fc.assert(fc.property(customers, fc.integer({ min: 2, max: 4 }), (ids, folds) => {
    fc.pre(new Set(ids).size >= folds);
    const fold = groupFolds(ids, { folds, random: seededRandom(1) });
    const foldOf = new Map(ids.map((id, row) => [id, fold[row]!]));
    ids.forEach((id, row) => assertEquals(fold[row], foldOf.get(id)));
    const size = Array.from({ length: folds }, (_, k) => fold.filter((one) => one === k).length);
    const largest = Math.max(...[...foldOf.keys()].map((id) => ids.filter((x) => x === id).length));
    assert(Math.max(...size) - Math.min(...size) <= largest);
    const { inside, outside } = rowsOfFold(fold, 1);
    isWhole(ids.length, [inside, outside]);
    assert(inside.every((row) => fold[row] === 1));
  }));
});

Deno.test("groupFolds() counts rows, not customers", () => {
  const ids = Array.from({ length: 100 }, (_, row) => Math.min(row, 50));
  const fold = groupFolds(ids, { folds: 2, random: seededRandom(1) });
  assertEquals(fold.filter((one) => one === 0).length, 50);
});

Deno.test("groupFolds() depends on the seed alone, and refuses more folds than groups", () => {
  const ids = Array.from({ length: 50 }, (_, row) => row);
  const fold = groupFolds(ids, { random: seededRandom(4) });
  assertEquals(fold, groupFolds(ids, { random: seededRandom(4) }));
  assert(fold.some((one, row) => one !== groupFolds(ids, { random: seededRandom(5) })[row]));
  assertThrows(
    () => groupFolds(["a", "b", "a"], { folds: 3, random: seededRandom(1) }),
    InputError,
    "there are 2 groups of rows and 3 folds",
  );
});

Deno.test("splitByGroup() has a customer in one part only, and parts of about their shares", () => {
  fc.assert(fc.property(customers, (ids) => {
    fc.pre(new Set(ids).size > 15);
    const parts = splitByGroup(ids, { shares: [0.5, 0.25, 0.25], random: seededRandom(2) });
    isWhole(ids.length, parts);
    const seen = parts.map((rows) => new Set([...rows].map((row) => ids[row])));
    assertEquals(seen.reduce((sum, { size }) => sum + size, 0), new Set(ids).size);
    const largest = Math.max(...ids.map((id) => ids.filter((other) => other === id).length));
    assert(Math.abs(parts[0]!.length - ids.length / 2) <= largest / 2 + 1e-9);
  }));
});

Deno.test("splitByGroup() refuses shares that are not a whole, and parts without rows", () => {
  const random = seededRandom(1);
  assertThrows(
    () => splitByGroup([1, 2], { shares: [0.5, 0.4], random }),
    InputError,
    "they are 0.5, 0.4",
  );
  assertThrows(() => splitByGroup([1, 1], { shares: [0.5, 0.5], random }), InputError, "1 groups");
});

Deno.test("splitByTime() leaves out rows whose outcome is not known at the cut", () => {
  const { parts, leftOut } = splitByTime([0, 69, 70, 71, 99, 100, 500], { cuts: [100], gap: 30 });
  assertEquals(parts, [Uint32Array.of(0, 1, 2), Uint32Array.of(5, 6)]);
  assertEquals(leftOut, Uint32Array.of(3, 4));
  assertThrows(() => splitByTime([1], { cuts: [5, 4] }), InputError, '"5, 4"');
  assertThrows(() => splitByTime([NaN], { cuts: [5] }), InputError, "row 0");
});

Deno.test("splitByTimeAndGroup() tests other customers later, and says whom it left out", () => {
  const ids = Array.from({ length: 200 }, (_, row) => row % 40);
  const times = ids.map((_, row) => row);
  const options = { cuts: [100], gap: 10, shares: [0.7, 0.3], random: seededRandom(3) };
  const { parts: [train, test], leftOut } = splitByTimeAndGroup(times, ids, options);
  isWhole(200, [train!, test!, leftOut]);
  const learnt = new Set([...train!].map((row) => ids[row]));
  assert([...test!].every((row) => times[row]! >= 100 && !learnt.has(ids[row])));
  assert([...train!].every((row) => times[row]! <= 90));
  assertThrows(
    () => splitByTimeAndGroup(times, ids, { ...options, cuts: [50, 100] }),
    InputError,
    "2 shares and 3 parts",
  );
});
