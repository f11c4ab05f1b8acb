import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { TargetEncoder } from "perdura/features/mod.ts";
import { rocAuc } from "perdura/learn/mod.ts";
import fixture from "../../fixtures/learn/encoders.json" with { type: "json" };
import { assertClose, category } from "./_columns.ts";

const city = [category("city", fixture.city)], newCities = [category("city", fixture.newCities)];
const bought = Float64Array.from(fixture.bought), spent = Float64Array.from(fixture.spent);

Deno.test("TargetEncoder has the means of scikit-learn, missing and unseen too", () => {
  const encoded = (outcome: Float64Array, smoothing: number | "auto") =>
    TargetEncoder.fit(city, outcome, { smoothing }).transform(newCities).columns[0]!;
  assertClose(encoded(bought, "auto"), fixture.target.auto);
  assertClose(encoded(bought, 10), fixture.target.ten);
  assertClose(encoded(spent, "auto"), fixture.target.money);
});

Deno.test("TargetEncoder encodes out of fold as scikit-learn does fold by fold", () => {
  const folds = Uint8Array.from(fixture.folds);
  const { encoder, features } = TargetEncoder.fitTransform(city, bought, {
    folds,
    smoothing: "auto",
  });
  assertClose(features.columns[0]!, fixture.outOfFold);
  assertEquals(encoder, TargetEncoder.fit(city, bought, { smoothing: "auto" }));
});

Deno.test("TargetEncoder draws categories towards the mean of all by σ² / τ², as by hand", () => {
  // 40 of "a", 30 yeses; 40 of "b", 10. σ² = (7.5 + 7.5) / 78, and of the squares between, which are
  // 40 × 0.25² × 2 = 5, σ² is chance: τ² = (5 − σ²) / (80 − 40).
  const values: string[] = Array.from({ length: 80 }, (_, row) => row < 40 ? "a" : "b");
  const y = Float64Array.from(values, (value, row) => Number(row % 40 < (value === "a" ? 30 : 10)));
  const within = 15 / 78, m = within / ((5 - within) / 40);
  const encoded = (rows: string[], outcome: Float64Array) =>
    TargetEncoder.fit([category("x", rows)], outcome).transform([category("x", ["a", "b", "c"])])
      .columns[0]!;
  assertClose(encoded(values, y), [(30 + m / 2) / (40 + m), (10 + m / 2) / (40 + m), 0.5]);
  // Nothing differs but by chance, or nothing can be told: the mean of all counts for 300 rows.
  const alike = Float64Array.from(values, (_, row) => row % 2);
  assertClose(encoded(values.with(0, "c"), alike), [(20 + 150) / 339, 0.5, 150 / 301]);
  assertClose(encoded(["a", "b", "c"], Float64Array.of(1, 0, 0)), [
    101 / 301,
    100 / 301,
    100 / 301,
  ]);
  // Everything differs by category: it still counts for one.
  const apart = Float64Array.from(values, (value) => Number(value === "a"));
  assertClose(encoded(values, apart), [40.5 / 41, 0.5 / 41, 0.5]);
});

/** 6,000 rows of noise: "large" categories, and one of three rows, all yes. */
function noise(): { column: ReturnType<typeof category>; y: Float64Array; rare: number[] } {
  const random = seededRandom(5), rows = 6000, rare = [100, 2000, 5000];
  const values = Array.from({ length: rows }, () => `large ${random.integer(5)}`);
  const y = Float64Array.from(values, () => Number(random.next() < 0.2));
  for (const row of rare) [values[row], y[row]] = ["rare", 1];
  return { column: category("country", values), y, rare };
}

Deno.test("TargetEncoder does not believe three rows that are all yes", () => {
  const { column, y, rare } = noise();
  const { encoder, features } = TargetEncoder.fitTransform([column], y, {
    groups: y.map((_, row) => row),
    random: seededRandom(1),
  });
  for (const row of rare) assertAlmostEquals(features.columns[0]![row]!, 0.2, 0.03);
  assertAlmostEquals(encoder.transform([category("country", ["rare"])]).columns[0]![0]!, 0.2, 0.03);
});

Deno.test("TargetEncoder tells nothing of the fold in large categories, as counted by group", () => {
  const { column, y } = noise();
  const numbersOf = (groups: Float64Array) => {
    const { encoder, features } = TargetEncoder.fitTransform([column], y, {
      groups,
      random: seededRandom(1),
    });
    const numbers = Map.groupBy(features.columns[0]!.keys(), (row) => `${column.values[row]}`);
    return [...numbers].filter(([name]) => name !== "rare").map(([name, rows]) => ({
      found: new Set(rows.map((row) => features.columns[0]![row]!)),
      fitted: encoder.transform([category("country", [name])]).columns[0]![0]!,
    }));
  };
  for (const { found, fitted } of numbersOf(y.map((_, row) => row))) {
    assertEquals(found, new Set([fitted]));
  }
  // The same rows are those of 200 customers: the categories are small.
  for (const { found } of numbersOf(y.map((_, row) => row % 200))) assertEquals(found.size, 5);
});

Deno.test("TargetEncoder never shows a row of a small category its own answer", () => {
  const rows = fc.array(
    fc.record({
      value: fc.constantFrom("a", "b", "c", "d", null),
      y: fc.integer({ min: 0, max: 1 }),
      fold: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 3, maxLength: 60 },
  );
  const smoothings = fc.constantFrom("credibility" as const, "auto" as const, 5);
  fc.assert(fc.property(rows, fc.nat(), smoothings, (drawn, flipped, smoothing) => {
    const folds = Uint8Array.from(drawn, ({ fold }) => fold);
    fc.pre(new Set(folds).size > 1);
    const row = flipped % drawn.length, y = Float64Array.from(drawn, ({ y }) => y);
    const count = drawn.filter(({ value }) => value === drawn[row]!.value).length;
    const numberOf = (outcome: Float64Array) =>
      TargetEncoder.fitTransform([category("x", drawn.map(({ value }) => value))], outcome, {
        folds,
        smoothing,
        outOfFoldBelow: count + 1,
      }).features.columns[0]![row]!;
    assertAlmostEquals(numberOf(y), numberOf(y.with(row, 1 - y[row]!)), 1e-12);
  }));
});

/** A column of customers' ids and one of nothing, for 300 customers who do not differ. */
function signalFree(): {
  columns: ReturnType<typeof category>[];
  y: Float64Array;
  groups: string[];
} {
  const random = seededRandom(7), rows = 3000;
  const groups = Array.from({ length: rows }, () => `customer ${random.integer(300)}`);
  const shuffled = Array.from({ length: rows }, () => `city ${random.integer(500)}`);
  const unique = groups.map((_, row) => `row ${row}`);
  return {
    columns: [category("customer", groups), category("shuffled", shuffled), category("id", unique)],
    y: Float64Array.from({ length: rows }, () => random.next() < 0.2 ? 1 : 0),
    groups,
  };
}

Deno.test("TargetEncoder carries no signal out of fold where there is none; in fold it would", () => {
  const { columns, y, groups } = signalFree();
  const { features } = TargetEncoder.fitTransform(columns, y, { groups, random: seededRandom(1) });
  const inFold = TargetEncoder.fit(columns, y).transform(columns);
  features.columns.forEach((values, j) => {
    assertAlmostEquals(rocAuc(values, y), 0.5, 0.04, features.names[j]);
    assert(rocAuc(inFold.columns[j]!, y) > 0.65, features.names[j]);
  });
  // A near-unique column says nothing at all: every row gets the prior of the other folds.
  assertEquals(new Set(features.columns[2]).size, 5);
});

Deno.test("TargetEncoder keeps all rows of a customer in one fold", () => {
  // Every customer's rows have one outcome: by row it would leak, by customer it cannot.
  const groups = Array.from({ length: 900 }, (_, row) => `customer ${row % 300}`);
  const y = Float64Array.from(groups, (_, row) => row % 300 % 3 === 0 ? 1 : 0);
  const columns = [category("customer", groups)];
  const byRow = TargetEncoder.fitTransform(columns, y, {
    groups: Array.from(groups, (_, row) => row),
    random: seededRandom(1),
  });
  assert(rocAuc(byRow.features.columns[0]!, y) > 0.95);
  const byCustomer = TargetEncoder.fitTransform(columns, y, { groups, random: seededRandom(1) });
  assert(rocAuc(byCustomer.features.columns[0]!, y) < 0.6);
});

Deno.test("TargetEncoder stays between the extremes of the outcome", () => {
  const rows = fc.array(
    fc.record({
      value: fc.constantFrom("a", "b", "c", null),
      y: fc.integer({ min: -3, max: 9 }),
      fold: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 2, maxLength: 40 },
  );
  fc.assert(fc.property(rows, fc.constantFrom("auto" as const, 0.5, 20), (drawn, smoothing) => {
    const folds = Uint8Array.from(drawn, ({ fold }) => fold);
    fc.pre(new Set(folds).size > 1);
    const y = Float64Array.from(drawn, (row) => row.y);
    const { encoder, features } = TargetEncoder.fitTransform(
      [category("x", drawn.map(({ value }) => value))],
      y,
      { folds, smoothing },
    );
    const unseen = encoder.transform([category("x", ["d"])]).columns[0]!;
    assertClose(unseen, [encoder.prior]);
    for (const value of features.columns[0]!) {
      assert(value >= Math.min(...y) - 1e-9 && value <= Math.max(...y) + 1e-9);
    }
  }));
});

Deno.test("TargetEncoder is the same after a round trip through JSON", () => {
  const encoder = TargetEncoder.fit(city, bought);
  const again = TargetEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
  assertEquals(again.transform(newCities), encoder.transform(newCities));
  assertThrows(
    () => TargetEncoder.fromJSON({ ...encoder.toJSON(), prior: "high" }),
    InputError,
    'a target encoder wrote: it has another shape at "prior"',
  );
});

Deno.test("TargetEncoder refuses numbers, other rows and missing columns", () => {
  const age = { name: "age", kind: "number" as const, values: Float64Array.of(1) };
  assertThrows(() => TargetEncoder.fit([age], bought), InputError, '"age" is a column of numbers');
  assertThrows(() => TargetEncoder.fit(city, Float64Array.of(1)), InputError, '"city" has 80 rows');
  assertThrows(
    () => TargetEncoder.fit(city, bought).transform([age]),
    InputError,
    'it is not among "age"',
  );
  assertThrows(
    () => TargetEncoder.fitTransform(city, bought, { folds: Uint8Array.of(0, 1) }),
    InputError,
    "there are 2, and 80 rows",
  );
});
