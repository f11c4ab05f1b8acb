import { assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "perdura/core/mod.ts";
import { concentration } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const input = { ...scope, noun: "value", currency: "GBP" };
const giniOf = (values: number[]) =>
  Number(/Gini coefficient (\d\.\d\d)/.exec(concentration({ ...input, values }).alt)![1]);

Deno.test("concentration() changes its words with the finding", () => {
  const titleOf = (values: number[]) => concentration({ ...input, values }).title;
  assertEquals(
    titleOf([50, ...Array(49).fill(1)]),
    "Half of the value sits with 2\u00a0% of customers",
  );
  assertEquals(
    titleOf([3, 3, 3, 3]),
    "The value is spread widely: half of it sits with 50\u00a0% of customers",
  );
});

Deno.test("concentration() has the Gini coefficient of its definition", () => {
  assertEquals(giniOf([5, 5, 5]), 0);
  assertEquals(giniOf([0, 0, 0, 9]), 0.75); // 1 − 1/n where one has everything
  const byPairs = (values: number[]) => {
    const mean = values.reduce((a, b) => a + b) / values.length;
    const sum = values.flatMap((a) => values.map((b) => Math.abs(a - b))).reduce((a, b) => a + b);
    return sum / (2 * values.length ** 2 * mean);
  };
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }),
      (values) => {
        fc.pre(values.some((value) => value > 0));
        assertAlmostEquals(giniOf(values), byPairs(values), 0.0051);
      },
    ),
  );
});

Deno.test("concentration() keeps the curve small, from (0, 0) to (1, 1)", () => {
  const values = Array.from({ length: 5000 }, (_, i) => 1 / (i + 1));
  const rows = concentration({ ...input, values }).data as Record<string, number>[];
  assertEquals(rows.length, 201);
  assertEquals(rows[0], { share_of_customers: 0, share_of_value: 0 });
  assertEquals(rows.at(-1), { share_of_customers: 1, share_of_value: 1 });
});

Deno.test("concentration() refuses negative values and nothing to share", () => {
  assertThrows(() => concentration({ ...input, values: [5, -1] }), InputError, "−1.00 is below 0");
  assertThrows(
    () => concentration({ ...input, values: [0] }),
    InputError,
    "there are no customers",
  );
  assertStringIncludes(
    concentration({ ...input, values: [1], owners: "orders" }).title,
    "of orders",
  );
});
