import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Random, seededRandom } from "perdura/core/mod.ts";

function draws(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

/** Pearson's chi-square of draws in equal boxes: about `boxes − 1` where they are uniform. */
function chiSquare(values: number[], boxes: number): number {
  const counts = new Array<number>(boxes).fill(0);
  for (const value of values) counts[Math.floor(value * boxes)]!++;
  const expected = values.length / boxes;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
  return covariance / Math.sqrt(
    mean(a.map((value) => (value - meanA) ** 2)) * mean(b.map((value) => (value - meanB) ** 2)),
  );
}

// The same algorithms written again in Python; that implementation gives 11520, 0, 5927040,
// 70819200, 2031721883 from the state 1, 2, 3, 4, as the reference in C does.
const known: [seed: number, numbers: number[]][] = [
  [0, [0.8868539502021594, 0.012474988946590604, 0.032522145755498943]],
  [7, [0.2338277214186818, 0.44891458133395923, 0.5656696667785289]],
  [42, [0.6606157208001621, 0.1117019639532224, 0.0791056456144914]],
  [2 ** 32 + 7, [0.052516552702946084, 0.34912469190708784, 0.39086516148434414]],
  [-1, [0.5743167412573879, 0.3318001221880126, 0.2226644676450782]],
  [2 ** 53 - 1, [0.28233169707021255, 0.00801510763058444, 0.7640534899933048]],
];

for (const [seed, numbers] of known) {
  Deno.test(`seededRandom gives the known numbers of seed ${seed}`, () => {
    assertEquals(draws(seededRandom(seed), 3), numbers);
  });
}

Deno.test("fork gives the known numbers of its label", () => {
  assertEquals(draws(seededRandom(42).fork("clean"), 2), [0.7057574802817935, 0.2235799252192885]);
});

Deno.test("seededRandom cuts off the fraction of its seed", () => {
  assertEquals(seededRandom(7.9).next(), seededRandom(7).next());
});

Deno.test("next stays in [0, 1) on the multiples of 2⁻⁵³", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (seed) => {
    for (const value of draws(seededRandom(seed), 20)) {
      assert(value >= 0 && value < 1);
      assert(Number.isInteger(value * 2 ** 53));
    }
  }));
});

Deno.test("next is uniform, in its leading and in its trailing bits", () => {
  const values = draws(seededRandom(1), 100_000);
  // The 0.001 and 0.999 quantiles of chi-square with 99 degrees of freedom.
  for (const part of [values, values.map((value) => (value * 2 ** 26) % 1)]) {
    const statistic = chiSquare(part, 100);
    assert(statistic > 61.1 && statistic < 148.3, `chi-square ${statistic}`);
  }
});

Deno.test("next does not depend on the number before", () => {
  const values = draws(seededRandom(2), 100_000);
  assert(Math.abs(correlation(values.slice(1), values.slice(0, -1))) < 0.01);
});

Deno.test("integer gives every whole number below n, and no other", () => {
  const random = seededRandom(3);
  const counts = new Map<number, number>();
  for (let i = 0; i < 60_000; i++) {
    const value = random.integer(6);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  assertEquals([...counts.keys()].sort(), [0, 1, 2, 3, 4, 5]);
  // Five standard deviations of a binomial count with p = 1/6.
  for (const count of counts.values()) assert(Math.abs(count - 10_000) < 457, String(count));
});

Deno.test("integer favours nobody where n does not divide 2³²", () => {
  // Without rejection, the lower half of the range would come up twice as often as the upper.
  const n = 3 * 2 ** 30;
  const random = seededRandom(4);
  let lower = 0;
  for (let i = 0; i < 30_000; i++) lower += random.integer(n) < 2 ** 30 ? 1 : 0;
  assert(Math.abs(lower - 10_000) < 410, String(lower));
});

Deno.test("integer goes up to n = 2³²", () => {
  const random = seededRandom(5);
  const values = Array.from({ length: 1000 }, () => random.integer(2 ** 32));
  assert(values.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32));
  assert(values.some((value) => value > 2 ** 31));
});

Deno.test("fork does not depend on how many numbers were drawn", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), fc.string(), fc.nat(50), (seed, label, count) => {
    const untouched = seededRandom(seed);
    const used = seededRandom(seed);
    draws(used, count);
    assertEquals(draws(used.fork(label), 5), draws(untouched.fork(label), 5));
  }));
});

Deno.test("fork does not shift the numbers of the stream that it comes from", () => {
  const forked = seededRandom(6);
  forked.fork("a").next();
  assertEquals(draws(forked, 5), draws(seededRandom(6), 5));
});

Deno.test("fork gives other numbers for another label, seed or depth", () => {
  const seeds = [0, 1, 2 ** 32, 2 ** 32 + 1];
  const labels = ["", "a", "b", "ab", "ba", "customer 1", "customer 2"];
  const streams = seeds.flatMap((seed) => [
    seededRandom(seed),
    ...labels.map((label) => seededRandom(seed).fork(label)),
    seededRandom(seed).fork("a").fork("b"),
  ]);
  const firsts = streams.map((stream) => stream.next());
  assertEquals(new Set(firsts).size, firsts.length);
});

Deno.test("fork gives streams that do not go together", () => {
  const parent = seededRandom(8);
  const streams = [parent, parent.fork("1"), parent.fork("2"), seededRandom(9).fork("1")]
    .map((stream) => draws(stream, 50_000));
  for (const [i, a] of streams.entries()) {
    for (const b of streams.slice(i + 1)) {
      assertNotEquals(a[0], b[0]);
      assert(Math.abs(correlation(a, b)) < 0.02);
    }
  }
});

Deno.test("fork by number of a customer is uniform across customers", () => {
  // The first number of each of many streams, as a simulator uses them.
  const parent = seededRandom(10);
  const firsts = Array.from({ length: 50_000 }, (_, i) => parent.fork(`customer ${i}`).next());
  const statistic = chiSquare(firsts, 100);
  assert(statistic > 61.1 && statistic < 148.3, `chi-square ${statistic}`);
});

Deno.test("seededRandom refuses to draw below a number that is none", () => {
  for (const n of [0, -1, NaN, 2 ** 32 + 1]) {
    assertThrows(() => seededRandom(1).integer(n), RangeError, "Cannot draw an integer below");
  }
});
