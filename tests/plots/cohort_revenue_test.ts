import { assertEquals } from "@std/assert";
import { cohortRevenue } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const row = (month: number, offset: number, customers: number, revenue: number) => ({
  cohort: new Date(Date.UTC(2011, month, 1)),
  month_offset: offset,
  customers,
  active_customers: customers,
  revenue,
  is_partial: false,
});

Deno.test("cohortRevenue() spreads revenue over all customers of a cohort", () => {
  const rows = [row(0, 0, 10, 1000), row(0, 1, 10, 100), row(0, 2, 10, 50), row(1, 0, 30, 600)];
  const { title, data } = cohortRevenue({ ...scope, rows, currency: "EUR" });
  assertEquals(title, "A new customer spends €40 in the first month, then €7.50 a month");
  const values = (data as { revenue_per_customer: number }[]).map((r) => r.revenue_per_customer);
  assertEquals(values, [100, 10, 5, 20]);
});

Deno.test("cohortRevenue() has no second half where nothing comes after", () => {
  const rows = [row(0, 0, 10, 1000)];
  assertEquals(
    cohortRevenue({ ...scope, rows, currency: "EUR" }).title,
    "A new customer spends €100 in the first month",
  );
});
