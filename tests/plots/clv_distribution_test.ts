import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { clvDistribution } from "perdura/plots/mod.ts";
import { invented, scope } from "./_examples.ts";

const input = { ...scope, currency: "GBP", horizon: "12 months" };

Deno.test("clvDistribution() counts every customer once, those worth nothing too", () => {
  const values = [0, 0, NaN, ...invented(500, 3000)];
  const rows = clvDistribution({ ...input, values }).data as { customers: number }[];
  assertEquals(rows.reduce((sum, { customers }) => sum + customers, 0), 502);
});

Deno.test("clvDistribution() says median, mean and sum", () => {
  const { title, alt } = clvDistribution({ ...input, values: [1, 2, 3, 94] });
  assertEquals(title, "Half of the customers are worth less than £2.50; the average is £25");
  assertStringIncludes(alt, "together £100 for 4 customers");
  assertStringIncludes(alt, "25\u00a0% of them are worth more than the mean");
});

Deno.test("clvDistribution() refuses customers who are all worth nothing", () => {
  assertThrows(() => clvDistribution({ ...input, values: [0, 0] }), InputError, "a value above 0");
});
