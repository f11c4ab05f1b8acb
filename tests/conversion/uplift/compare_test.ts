import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  comparePolicies,
  compareRankings,
  targetingByCost,
  targetingVerdict,
  writeToShare,
  writeWhereItPays,
} from "perdura/conversion/uplift/mod.ts";
import { InputError, seededRandom } from "perdura/core/mod.ts";

/** A campaign that helps half of the customers by 20 points and does nothing to the others. */
const n = 20_000;
const random = seededRandom(12);
const uplift = Float64Array.from({ length: n }, (_, i) => i % 2 === 0 ? 0.2 : 0);
const treatment = Uint8Array.from(uplift, () => random.next() < 0.5 ? 1 : 0);
const outcome = uplift.map((effect, i) => random.next() < 0.1 + effect * treatment[i]! ? 1 : 0);
const noise = uplift.map(() => random.next());
const rows = { treatment, outcome };
const terms = { cost: 1, responseValue: 10 };

Deno.test("compareRankings tells a ranking that knows the effect from one that does not", () => {
  const [knows, blind] = compareRankings(rows, { knows: uplift, blind: noise }, seededRandom(1));
  assert(knows!.scores.qini.lower > 0);
  assert(blind!.scores.qini.lower < 0 && blind!.scores.qini.upper > 0);
  assert(blind!.difference!.qini.upper < 0);
  assertEquals(knows!.difference, undefined);
});

Deno.test("comparePolicies counts what writing to the right half brings", () => {
  const [targeted, everybody, half, nobody] = comparePolicies(
    rows,
    {
      targeted: writeWhereItPays(uplift, terms),
      everybody: new Float64Array(n).fill(1),
      "random half": new Float64Array(n).fill(0.5),
      nobody: new Float64Array(n),
    },
    terms,
    seededRandom(1),
  );
  // Expected: 0.5 × (0.2 × 10 − 1) = 0.5, 0.1 × 10 − 1 = 0, half of that, and nothing.
  assertAlmostEquals(targeted!.profit.estimate, 0.5, 0.05);
  assertAlmostEquals(everybody!.profit.estimate, 0, 0.1);
  assertAlmostEquals(half!.gained.estimate, everybody!.gained.estimate / 2, 1e-12);
  assertEquals([nobody!.share, nobody!.profit.estimate], [0, 0]);
  assert(everybody!.difference!.upper < 0);
});

Deno.test("targetingByCost says from which cost on it pays to choose customers", () => {
  const [cheap, dear] = targetingByCost({ comparison: rows, uplift, usual: noise }, {
    costs: [0, 1],
    responseValue: 10,
  }, seededRandom(1));
  // For nothing all who gain are half of the customers, and the others gain nothing.
  assertEquals([cheap!.share, dear!.share], [0.5, 0.5]);
  assert(cheap!.overEverybody.lower < 0 && cheap!.overEverybody.upper > 0);
  assertAlmostEquals(dear!.overEverybody.estimate, 0.5, 0.1);
  for (const { overUsual, overChance } of [cheap!, dear!]) {
    assert(overUsual.lower > 0 && overChance.lower > 0);
  }
});

Deno.test("comparePolicies has intervals that hold the truth in about 95 of 100 campaigns", () => {
  let held = 0;
  for (let campaign = 0; campaign < 100; campaign++) {
    const random = seededRandom(campaign);
    const size = 600;
    const treatment = Uint8Array.from({ length: size }, () => random.integer(2));
    const outcome = Float64Array.from(treatment, (t) => random.next() < 0.2 + 0.1 * t ? 1 : 0);
    const [all] = comparePolicies(
      { treatment, outcome },
      { all: new Float64Array(size).fill(1) },
      terms,
      random,
      100,
    );
    const { gained } = all!;
    if (gained.lower <= 0.1 && 0.1 <= gained.upper) held++;
  }
  assert(held >= 87 && held <= 100, `${held}`);
});

Deno.test("comparePolicies refuses a rule for other customers", () => {
  assertThrows(
    () => comparePolicies(rows, { few: Float64Array.of(1) }, terms, seededRandom(1)),
    InputError,
    '"few" has 1',
  );
});

Deno.test("writeToShare divides the last message among equals", () => {
  assertEquals(
    writeToShare(Float64Array.of(1, 2, 1, 1), 0.5),
    Float64Array.of(1 / 3, 1, 1 / 3, 1 / 3),
  );
  assertEquals(writeToShare(Float64Array.of(1, 2), 1), Float64Array.of(1, 1));
  assertEquals(writeToShare(Float64Array.of(1, 2), 0), Float64Array.of(0, 0));
});

Deno.test("targetingVerdict decides by the interval, not by the estimate", () => {
  const words = {
    targeting: "Targeting",
    alternative: "writing to everybody",
    format: (value: number) => value.toFixed(1),
  };
  const verdictOf = (lower: number, upper: number) =>
    targetingVerdict({ estimate: 1, lower, upper }, words).verdict;
  assertEquals(verdictOf(0.1, 2), "better");
  assertEquals(verdictOf(-0.1, 2), "not distinguishable");
  assertEquals(verdictOf(-2, -0.1), "worse");
});
