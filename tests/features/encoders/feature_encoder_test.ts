import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { FeatureEncoder, TargetEncoder } from "perdura/features/mod.ts";
import { rocAuc } from "perdura/learn/mod.ts";
import { assertClose, category, number } from "./_columns.ts";

const rows = 600;
function table(): { columns: ReturnType<typeof number>[]; y: Float64Array; customers: number[] } {
  const random = seededRandom(4);
  const draw = <T>(of: (u: number) => T) => Array.from({ length: rows }, () => of(random.next()));
  return {
    columns: [
      category("source", draw((u) => u < 0.5 ? "ad" : u < 0.9 ? "email" : null)),
      number("spend", draw((u) => u < 0.2 ? null : Math.exp(8 * u))),
      category("product", draw((u) => `product ${Math.floor(200 * u)}`)),
      number("orders", draw((u) => Math.floor(5 * u))),
    ],
    y: Float64Array.from(draw((u) => u < 0.3 ? 1 : 0)),
    customers: draw((u) => Math.floor(150 * u)),
  };
}

Deno.test("FeatureEncoder makes numbers of everything, of like size, in a known order", () => {
  const { columns, y, customers } = table();
  const { encoder, features } = FeatureEncoder.fitTransform(columns, y, {
    groups: customers,
    random: seededRandom(1),
  });
  assertEquals(features.names, [
    "spend",
    "orders",
    "product",
    "source=ad",
    "source=email",
    "source=missing",
    "spend is missing",
  ]);
  for (const values of features.columns) {
    assertEquals(values.length, rows);
    assert(values.every((value) => Math.abs(value) < 4));
  }
  const spend = columns[1]!.values as Float64Array;
  assertEquals(features.columns[6], spend.map((value) => Number(Number.isNaN(value))));
  // Only what the outcome plays a part in differs from new rows.
  const again = encoder.transform(columns);
  assertEquals(again.names, features.names);
  features.columns.forEach((values, j) => {
    if (j !== 2) assertEquals(again.columns[j], values);
  });
  assertAlmostEquals(rocAuc(features.columns[2]!, y), 0.5, 0.07);
  assert(rocAuc(again.columns[2]!, y) > 0.75);
});

Deno.test("FeatureEncoder encodes by the outcome as TargetEncoder does, then scales", () => {
  const { columns, y } = table();
  const folds = Uint8Array.from(y, (_, row) => row % 3);
  const { features } = FeatureEncoder.fitTransform(columns, y, {
    folds,
    scaling: "standard",
    oneHotUpTo: 3,
    smoothing: 5,
  });
  const [encoded] =
    TargetEncoder.fitTransform([columns[2]!], y, { folds, smoothing: 5 }).features.columns;
  const mean = encoded!.reduce((sum, value) => sum + value, 0) / rows;
  const deviation = Math.sqrt(encoded!.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
  assertClose(features.columns[2]!, encoded!.map((value) => (value - mean) / deviation));
});

Deno.test("FeatureEncoder tells nothing of the fold in twelve months with many rows", () => {
  const random = seededRandom(6);
  const months = Array.from({ length: 6000 }, () => `month ${random.integer(12)}`);
  const y = Float64Array.from(months, () => Number(random.next() < 0.2));
  const { encoder, features } = FeatureEncoder.fitTransform([category("month", months)], y, {
    groups: y.map((_, row) => row),
    random,
  });
  assertEquals(features.names, ["month"]);
  assertEquals(features, encoder.transform([category("month", months)]));
});

Deno.test("FeatureEncoder never gives a missing value, whatever comes", () => {
  const { columns, y } = table();
  const any = fc.record({
    source: fc.option(fc.constantFrom("ad", "fax")),
    spend: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    product: fc.option(fc.string()),
    orders: fc.option(fc.integer()),
  });
  for (const scaling of ["quantile", "robust", "standard"] as const) {
    const encoder = FeatureEncoder.fit(columns, y, { scaling });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 5 }), (drawn) => {
        const features = encoder.transform([
          number("orders", drawn.map(({ orders }) => orders)),
          category("product", drawn.map(({ product }) => product)),
          number("spend", drawn.map(({ spend }) => spend)),
          category("source", drawn.map(({ source }) => source)),
        ]);
        for (const values of features.columns) assert(!values.some(Number.isNaN));
      }),
      { numRuns: 40 },
    );
  }
});

Deno.test("FeatureEncoder is the same after a round trip through JSON", () => {
  const { columns, y } = table();
  for (const scaling of ["quantile", "robust", "standard"] as const) {
    const encoder = FeatureEncoder.fit(columns, y, { scaling });
    const again = FeatureEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
    assertEquals(again.transform(columns), encoder.transform(columns));
    assertThrows(
      () => FeatureEncoder.fromJSON({ ...encoder.toJSON(), scaler: {} }),
      InputError,
      "scaler wrote",
    );
    assertThrows(() => encoder.transform(columns.slice(1)), InputError, '"source"');
  }
});

Deno.test("FeatureEncoder refuses columns of different lengths", () => {
  const { columns, y } = table();
  const encoder = FeatureEncoder.fit(columns, y);
  const shorter = columns.map((column, i) =>
    i === 1 ? { ...column, values: column.values.slice(1) } as typeof column : column
  );
  assertThrows(() => encoder.transform(shorter), InputError, "columns of the same rows");
});
