import { assertEquals, assertStringIncludes } from "@std/assert";
import { rfmDistribution } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const draw = (revenue: number[]) =>
  rfmDistribution({
    ...scope,
    daysSinceLast: [1, 40, 700, 90],
    orderCount: [12, 1, 1, 2],
    revenue,
    currency: "GBP",
  });

Deno.test("rfmDistribution() says who ordered once and how long half have been away", () => {
  assertEquals(
    draw([900, 5, 20, 70]).title,
    "50\u00a0% of the customers ordered once; half have been away for 65 days or more",
  );
});

Deno.test("rfmDistribution() counts every customer in every panel, or says who is left out", () => {
  const { data, subtitle } = draw([900, 0, 20, 70]);
  const sums: Record<string, number> = {};
  for (const { measure, customers } of data as { measure: string; customers: number }[]) {
    sums[measure] = (sums[measure] ?? 0) + customers;
  }
  assertEquals(sums, { days_since_last: 4, order_count: 4, revenue: 3 });
  assertStringIncludes(subtitle, "1 customer without revenue not shown");
});
