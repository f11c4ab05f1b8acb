import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  qiniBand,
  qiniCurve,
  upliftAtK,
  upliftByDecile,
  type UpliftCurve,
  upliftCurve,
  upliftRanking,
  upliftScores,
} from "perdura/conversion/uplift/mod.ts";
import { InputError, seededRandom } from "perdura/core/mod.ts";

/** What scikit-uplift 0.5.1 says; tests/fixtures/conversion/make_uplift.py writes it. */
const fixture = JSON.parse(
  await Deno.readTextFile(new URL("../../fixtures/conversion/uplift.json", import.meta.url)),
);
const rows = {
  treatment: Uint8Array.from(fixture.treatment as number[]),
  outcome: Float64Array.from(fixture.outcome as number[]),
};

function assertSame(actual: ArrayLike<number>, expected: readonly (number | null)[]) {
  assertEquals(actual.length, expected.length);
  expected.forEach((value, i) => assertAlmostEquals(actual[i]!, value ?? NaN, 1e-9, `place ${i}`));
}

function assertCurve({ customers, gained }: UpliftCurve, [x, y]: number[][]) {
  const step = Math.max(1, Math.floor(customers.length / 20));
  const some = (values: Float64Array) => values.filter((_, i) => i % step === 0);
  assertSame(some(customers), x!);
  assertSame(some(gained), y!);
}

for (const name of ["distinct", "tied", "constant"]) {
  const expected = fixture.scores[name];
  const ranking = upliftRanking(Float64Array.from(expected.score as number[]), rows);

  Deno.test(`upliftScores of ${name} scores are those of scikit-uplift`, () => {
    const { qini, auuc } = upliftScores(ranking);
    assertAlmostEquals(qini, expected.qini, 1e-12);
    assertAlmostEquals(auuc, expected.auuc, 1e-12);
  });

  Deno.test(`qiniCurve and upliftCurve of ${name} scores are those of scikit-uplift`, () => {
    assertCurve(qiniCurve(ranking), expected.qiniCurve);
    assertCurve(upliftCurve(ranking), expected.upliftCurve);
  });

  Deno.test(`upliftByDecile and upliftAtK of ${name} scores are those of scikit-uplift`, () => {
    const deciles = upliftByDecile(ranking, { random: seededRandom(1), replicates: 20 });
    const { n_treatment, n_control, response_rate_treatment, response_rate_control, uplift } =
      expected.deciles;
    assertEquals(deciles.map(({ treated }) => treated), n_treatment);
    assertEquals(deciles.map(({ control }) => control), n_control);
    assertSame(deciles.map(({ treatedRate }) => treatedRate), response_rate_treatment);
    assertSame(deciles.map(({ controlRate }) => controlRate), response_rate_control);
    assertSame(deciles.map(({ uplift }) => uplift.estimate), uplift);
    for (const [k, value] of Object.entries(expected.atK)) {
      assertAlmostEquals(upliftAtK(ranking, Number(k)), value as number, 1e-12);
    }
  });
}

Deno.test("qiniBand follows the curve, and its distance to random order is 0 at both ends", () => {
  const ranking = upliftRanking(Float64Array.from(fixture.scores.distinct.score), rows);
  const { customers, gained } = qiniCurve(ranking);
  const band = qiniBand(ranking, { random: seededRandom(1), steps: 8, replicates: 50 });
  const all = gained.at(-1)!;
  for (const { share, gained: value, beyondRandom } of band) {
    assertAlmostEquals(value, gained[customers.indexOf(share * rows.outcome.length)]!, 1e-9);
    assertAlmostEquals(beyondRandom.estimate, value - share * all, 1e-9);
    if (share % 1 === 0) assertAlmostEquals(beyondRandom.upper - beyondRandom.lower, 0, 1e-9);
    else assert(beyondRandom.lower < beyondRandom.upper);
  }
});

Deno.test("upliftScores of a weighted row is that of the row repeated", () => {
  const score = Float64Array.from(fixture.scores.tied.score as number[]);
  const weight = Float64Array.from(score, (_, i) => i % 3);
  const repeated = Array.from(score, (_, row) => Array<number>(weight[row]!).fill(row)).flat();
  const longer = upliftRanking(Float64Array.from(repeated, (row) => score[row]!), {
    treatment: Uint8Array.from(repeated, (row) => rows.treatment[row]!),
    outcome: Float64Array.from(repeated, (row) => rows.outcome[row]!),
  });
  const weighted = upliftScores(upliftRanking(score, rows), weight);
  assertAlmostEquals(weighted.qini, upliftScores(longer).qini, 1e-12);
  assertAlmostEquals(weighted.auuc, upliftScores(longer).auuc, 1e-12);
});

Deno.test("upliftScores does not ask how far apart scores are, and turns with their order", () => {
  const score = Float64Array.from(fixture.scores.distinct.score as number[]);
  const qiniOf = (values: Float64Array) => upliftScores(upliftRanking(values, rows)).qini;
  fc.assert(fc.property(fc.double({ min: 0.1, max: 3, noNaN: true }), (slope) => {
    assertAlmostEquals(qiniOf(score.map((value) => Math.exp(slope * value))), qiniOf(score), 1e-12);
  }));
  assert(qiniOf(score) * qiniOf(score.map((value) => -value)) < 0);
});

Deno.test("upliftByDecile has intervals that are wider by customer where rows repeat", () => {
  const twice = (values: ArrayLike<number>) =>
    Float64Array.from([...Array.from(values), ...Array.from(values)]);
  const n = rows.outcome.length;
  const rankingOf = (groups?: number[]) =>
    upliftRanking(twice(fixture.scores.distinct.score), {
      treatment: Uint8Array.from(twice(rows.treatment)),
      outcome: twice(rows.outcome),
      ...(groups && { groups }),
    });
  const widthOf = (groups?: number[]) => {
    const [all] = upliftByDecile(rankingOf(groups), { random: seededRandom(3), bins: 1 });
    return all!.uplift.upper - all!.uplift.lower;
  };
  const customers = Array.from({ length: 2 * n }, (_, row) => row % n);
  assertAlmostEquals(widthOf(customers) / widthOf(), Math.SQRT2, 0.2);
});

Deno.test("upliftRanking refuses campaigns without a control group and scores that are NaN", () => {
  const outcome = Float64Array.of(0, 1);
  const score = Float64Array.of(1, 2);
  for (const treatment of [Uint8Array.of(0, 0), Uint8Array.of(1, 1)]) {
    assertThrows(() => upliftRanking(score, { treatment, outcome }), InputError, "control group");
  }
  const treatment = Uint8Array.of(0, 1);
  assertThrows(() => upliftRanking(Float64Array.of(NaN, 1), { treatment, outcome }), InputError);
  assertThrows(() => upliftRanking(Float64Array.of(1), { treatment, outcome }), InputError);
});
