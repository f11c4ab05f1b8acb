import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { compressSummary, type CustomerSummary } from "perdura/clv/mod.ts";
import { sumOf } from "perdura/stats/mod.ts";
import { roughPart, thin } from "perdura/clv/compress.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCdnow } from "./_cdnow.ts";

function customers(rows: readonly (readonly [number, number, number])[]): CustomerSummary {
  return {
    customerId: rows.map((_, i) => `${i}`),
    frequency: Float64Array.from(rows, (row) => row[0]),
    recency: Float64Array.from(rows, (row) => row[1]),
    T: Float64Array.from(rows, (row) => row[2]),
  };
}

const days = fc.integer({ min: 0, max: 6 });
const histories = fc.array(fc.tuple(days, days, days), { minLength: 1, maxLength: 60 });

Deno.test("compressSummary keeps every customer, each at a row like its own", () => {
  fc.assert(fc.property(histories, fc.constantFrom(1, 7), (rows, perUnit) => {
    const summary = customers(
      rows.map(([x, tx, rest]) => [x, tx / perUnit, (tx + rest) / perUnit] as const),
    );
    const data = compressSummary(summary);
    assertEquals(data.customers, rows.length);
    assertEquals(sumOf(data.weight), rows.length);
    const keys = new Set<string>();
    for (let k = 0; k < data.length; k++) {
      keys.add(`${data.frequency[k]} ${data.recency[k]} ${data.T[k]}`);
    }
    assertEquals(keys.size, data.length, "rows are distinct");
    rows.forEach((_, i) => {
      const k = data.rowOf[i]!;
      assertEquals(data.frequency[k], summary.frequency[i]);
      assertEquals(data.recency[k], summary.recency[i]);
      assertEquals(data.T[k], summary.T[i]);
    });
  }));
});

Deno.test("compressSummary takes weeks that differ by rounding for the same day", () => {
  const data = compressSummary(customers([[1, 3 / 7, 1.3], [1, 0.4 + 0.2 / 7, 1.3]].map(
    ([x, tx]) => [x!, tx!, 30 / 7] as const,
  )));
  assertEquals(data.length, 1);
});

Deno.test("compressSummary adds weights, and leaves out what weighs nothing", () => {
  const data = compressSummary({
    ...customers([[0, 0, 9], [1, 2.5, 9], [0, 0, 9], [4, 3, 9]]),
    weight: Float64Array.of(2, 1, 3.5, 0),
  });
  assertEquals(data.length, 2);
  assertEquals(data.weight, Float64Array.of(5.5, 1));
  assertEquals(data.customers, 6.5);
});

Deno.test("compressSummary keeps customers with other covariates apart", () => {
  const values = Float64Array.of(1, 1, 2);
  const data = compressSummary({
    ...customers([[0, 0, 9], [0, 0, 9], [0, 0, 9]]),
    covariates: { purchase: { rows: 3, columns: 1, values } },
  });
  assertEquals(data.weight, Float64Array.of(2, 1));
  assertEquals(data.purchase!.values, Float64Array.of(1, 2));
});

const sample = realData("cdnow/CDNOW_sample.txt");
Deno.test({
  name: `compressSummary makes 1,016 rows of CDNOW, in weeks and in days${withoutRealData(sample)}`,
  ignore: sample === undefined,
  fn() {
    for (const daysPerUnit of [7, 1]) {
      const data = compressSummary(readCdnow(sample!, daysPerUnit).summary);
      assertEquals([data.length, data.customers], [1016, 2357]);
      for (let i = 1; i < data.length; i++) {
        const back = data.T.subarray(0, i).lastIndexOf(data.T[i]!);
        assert(back < 0 || back === i - 1, "rows of one T stand together");
      }
    }
  },
});

Deno.test("thin stands for all customers, whatever their order", () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    const T = 100 + i % 90;
    return (i % 3 ? [0, 0, T] : [1 + i % 5, i % 97, T]) as [number, number, number];
  });
  const data = compressSummary(customers(rows));
  const part = thin(data, 500);
  assert(part.length > 100 && part.length < 1000, `${part.length} rows`);
  assertAlmostEquals(part.customers / data.customers, 1, 0.15);
  const mean = (of: typeof data): number => sumOf(of.frequency, of.weight) / of.customers;
  assertAlmostEquals(mean(part) / mean(data), 1, 0.15);
  const key = (of: typeof data): string[] =>
    Array.from(of.T, (T, i) => [of.frequency[i], of.recency[i], T, of.weight[i]!.toFixed(9)].join())
      .sort();
  assertEquals(key(thin(compressSummary(customers(rows.toReversed())), 500)), key(part));
  assert(roughPart(data).length < data.length);
  const small = compressSummary(customers(rows.slice(0, 50)));
  assertEquals(roughPart(small), small);
});
