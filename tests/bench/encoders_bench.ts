import { seededRandom } from "perdura/core/mod.ts";
import { FeatureEncoder, type RawColumn } from "perdura/features/mod.ts";

/** 15 numbers, 3 columns of few categories and 2 of many. */
function table(rows: number): RawColumn[] {
  const random = seededRandom(1);
  const draw = <T>(of: (u: number) => T) => Array.from({ length: rows }, () => of(random.next()));
  return [
    ...Array.from({ length: 15 }, (_, j): RawColumn => ({
      name: `number ${j}`,
      kind: "number",
      values: Float64Array.from(draw((u) => u < 0.05 ? NaN : Math.exp(6 * u))),
    })),
    ...[5, 6, 8, 500, 5000].map((categories): RawColumn => ({
      name: `of ${categories}`,
      kind: "category",
      values: draw((u) => `category ${Math.floor(categories * u)}`),
    })),
  ];
}

const learnt = table(100_000), scored = table(1_000_000);
const random = seededRandom(2);
const outcome = Float64Array.from({ length: 100_000 }, () => random.next() < 0.1 ? 1 : 0);
const groups = Array.from(outcome, () => random.integer(20_000));
const encoder = FeatureEncoder.fit(learnt, outcome);

Deno.bench("FeatureEncoder learns from 100,000 rows of 20 columns, out of fold", { n: 5 }, () => {
  FeatureEncoder.fitTransform(learnt, outcome, { groups, random: seededRandom(3) });
});

Deno.bench("FeatureEncoder encodes 1,000,000 rows of 20 columns", { n: 5 }, () => {
  encoder.transform(scored);
});
