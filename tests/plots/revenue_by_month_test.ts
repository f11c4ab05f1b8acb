import { assertEquals, assertStringIncludes } from "@std/assert";
import { revenueByMonth } from "perdura/plots/mod.ts";

const months = [10, 20, 90, 30].map((revenue, k) => ({
  month: new Date(Date.UTC(2011, k, 1)),
  revenue,
}));
const input = { months, currency: "GBP", population: "all" };
const draw = (first: string, last: string) =>
  revenueByMonth({ ...input, first: new Date(first), last: new Date(last) });
const partial = (first: string, last: string) =>
  (draw(first, last).data as { is_partial: boolean }[]).map(({ is_partial }) => is_partial);

Deno.test("revenueByMonth() marks months that the data covers in part, and no others", () => {
  assertEquals(partial("2011-01-01T09:00Z", "2011-04-30T10:00Z"), [false, false, false, false]);
  assertEquals(partial("2011-01-02", "2011-04-29T23:00Z"), [true, false, false, true]);
  assertStringIncludes(
    draw("2011-01-02", "2011-04-09").subtitle,
    "Apr 2011 (data until 9 Apr 2011)",
  );
  assertEquals(draw("2011-01-01", "2011-04-30").subtitle.includes("paler"), false);
});

Deno.test("revenueByMonth() judges full months only", () => {
  const cut = draw("2011-01-01", "2011-04-30").title;
  assertEquals(cut, "Revenue was highest in Mar 2011: £90, 3.6 times the median month");
  assertEquals(
    draw("2011-01-01", "2011-03-15").title,
    "Revenue was highest in Feb 2011: £20",
  );
});
