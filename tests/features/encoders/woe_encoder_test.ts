import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { WoeEncoder } from "perdura/features/mod.ts";
import { rocAuc } from "perdura/learn/mod.ts";
import { assertClose, category, number } from "./_columns.ts";

Deno.test("WoeEncoder has the weights and the information value of the formula, by hand", () => {
  // 100 rows, 20 yeses: "a" 10 of 20, "b" 8 of 30, missing 2 of 50.
  const cells: [string | null, number, number][] = [["a", 10, 10], ["b", 8, 22], [null, 2, 48]];
  const values = cells.flatMap(([value, yes, no]) => Array(yes + no).fill(value));
  const y = cells.flatMap(([, yes, no]) => [...Array(yes).fill(1), ...Array(no).fill(0)]);
  const encoder = WoeEncoder.fit([category("source", values)], Float64Array.from(y));
  const woe = cells.map(([, yes, no]) => Math.log((yes + 0.5) / 21) - Math.log((no + 0.5) / 81));
  const found = encoder.transform([category("source", ["a", "b", null, "c"])]).columns[0]!;
  assertClose(found, [...woe, 0]);
  const value = cells.reduce(
    (sum, [, yes, no], k) => sum + ((yes + 0.5) / 21 - (no + 0.5) / 81) * woe[k]!,
    0,
  );
  assertAlmostEquals(encoder.informationValue["source"]!, value, 1e-12);
  assert(value > 0.5);
});

Deno.test("WoeEncoder puts numbers into bins of equal size, missing ones into their own", () => {
  const random = seededRandom(2);
  const x = Array.from({ length: 1000 }, (_, i) => i % 10 === 0 ? null : random.next() ** 3);
  const y = Float64Array.from(x, (value) => random.next() < (value ?? 0.9) ? 1 : 0);
  const encoder = WoeEncoder.fit([number("x", x)], y, { bins: 5 });
  const woe = encoder.transform([number("x", x)]).columns[0]!;
  const sizes = new Map<number, number>();
  for (const value of woe) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  assertEquals([...sizes.values()].toSorted((a, b) => a - b), [100, 180, 180, 180, 180, 180]);
  const ends = encoder.transform([number("x", [-5, 0.001, 0.5, 7, null])]).columns[0]!;
  assertEquals(ends[0], ends[1]);
  assert(ends[0]! < ends[2]! && ends[2]! < ends[3]! && ends[4]! > 0);
});

Deno.test("WoeEncoder of one value, or of none, says nothing", () => {
  const y = Float64Array.of(1, 0, 0);
  const columns = [number("same", [4, 4, 4]), number("missing", [null, null, null])];
  const encoder = WoeEncoder.fit(columns, y);
  const { columns: woe } = encoder.transform([
    number("same", [4, null, 9]),
    number("missing", [1, 2, 3]),
  ]);
  // One bin has all rows; of what was not seen nothing is known.
  assertClose(woe[0]!, [Math.log(1.5 / 2) - Math.log(2.5 / 3), 0, 0], 0.11);
  assertClose(woe[1]!, [0, 0, 0]);
});

Deno.test("WoeEncoder carries no signal out of fold where there is none; in fold it would", () => {
  const random = seededRandom(9), rows = 2000;
  const customers = Array.from({ length: rows }, () => `customer ${random.integer(400)}`);
  const y = Float64Array.from(customers, () => random.next() < 0.3 ? 1 : 0);
  const columns = [
    category("customer", customers),
    category("shuffled", customers.map(() => `city ${random.integer(300)}`)),
    number("noise", customers.map(() => random.next())),
  ];
  const { encoder, features } = WoeEncoder.fitTransform(columns, y, {
    bins: 50,
    groups: customers,
    random: seededRandom(1),
  });
  const inFold = encoder.transform(columns);
  features.columns.forEach((values, j) => {
    assertAlmostEquals(rocAuc(values, y), 0.5, 0.045, features.names[j]);
    assert(rocAuc(inFold.columns[j]!, y) > 0.56, features.names[j]);
  });
});

Deno.test("WoeEncoder is the same after a round trip through JSON", () => {
  const columns = [number("x", [1, 2, null, 4, 5]), category("c", ["a", null, "a", "b", "b"])];
  const encoder = WoeEncoder.fit(columns, Float64Array.of(1, 0, 1, 0, 0), { bins: 2 });
  const again = WoeEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
  assertEquals(again, encoder);
  assertEquals(again.transform(columns), encoder.transform(columns));
  const { columns: [first] } = encoder.toJSON();
  assertThrows(
    () => WoeEncoder.fromJSON({ kind: "woe-encoder", columns: [{ ...first, values: [1] }] }),
    InputError,
    "a value for each bin",
  );
  assertThrows(
    () => encoder.transform([category("x", ["1"]), columns[1]!]),
    InputError,
    'it is of kind "category"',
  );
  assertThrows(() => WoeEncoder.fit(columns, new Float64Array(5)), InputError, "all 5 outcomes");
});
