import { assertEquals, assertStringIncludes } from "@std/assert";
import { daysBetweenPurchases } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

Deno.test("daysBetweenPurchases() counts 30 days as within 30, and every gap once", () => {
  const { title, alt, data } = daysBetweenPurchases({ ...scope, days: [30, 31, 60, 400] });
  assertEquals(title, "Half of the repeat purchases come within 46 days of the one before");
  assertStringIncludes(alt, "25\u00a0% within 30 days, 75\u00a0% within 60");
  assertStringIncludes(alt, "25\u00a0% after more than a year");
  const rows = data as { repeat_purchases: number }[];
  assertEquals(rows.reduce((sum, row) => sum + row.repeat_purchases, 0), 4);
});

Deno.test("daysBetweenPurchases() puts the longest hundredth into one last bar", () => {
  const days = [...Array.from({ length: 200 }, (_, k) => 1 + k % 28), 700];
  const rows = daysBetweenPurchases({ ...scope, days }).data as Record<string, unknown>[];
  assertEquals(rows.at(-1), { days_from: 35, days_to: null, repeat_purchases: 1 });
});

Deno.test("daysBetweenPurchases() has weeks of seven days that do not overlap", () => {
  const rows = daysBetweenPurchases({ ...scope, days: [6, 7, 13, 14] }).data as {
    days_from: number;
    repeat_purchases: number;
  }[];
  assertEquals(rows.slice(0, 3).map((row) => [row.days_from, row.repeat_purchases]), [
    [0, 1],
    [7, 2],
    [14, 1],
  ]);
});
