import { assertEquals, assertStringIncludes } from "@std/assert";
import { sizeDistribution } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const input = { ...scope, measure: "quantity", noun: ["line", "lines"] as const };

Deno.test("sizeDistribution() changes its words with what is unusual", () => {
  const titleOf = (values: number[], usual?: { low: number; high: number }) =>
    sizeDistribution({ ...input, values, ...(usual ? { usual } : {}) }).title;
  const usual = { low: 2, high: 10 };
  assertEquals(titleOf([2, 4, 9]), "Half of the lines have quantity up to 4, the largest 9");
  assertEquals(
    titleOf([2, 4, 9], usual),
    "Half of the lines have quantity up to 4, and none is unusually large or small",
  );
  assertEquals(titleOf([2, 4, 11], usual), "1 of 3 lines is unusually large: quantity above 10");
  assertEquals(titleOf([1, 1, 9], usual), "2 of 3 lines are unusually small: quantity below 2");
  assertEquals(
    titleOf([1, 4, 99], usual),
    "2 of 3 lines are unusual: quantity below 2 or above 10",
  );
});

Deno.test("sizeDistribution() says how many have no place on a logarithmic axis", () => {
  const { subtitle, data } = sizeDistribution({ ...input, values: [0, -3, 1, 5, 700] });
  assertStringIncludes(subtitle, "2 lines at 0 or below not shown");
  const rows = data as unknown as { lines: number }[];
  assertEquals(rows.reduce((sum, { lines }) => sum + lines, 0), 3);
});
