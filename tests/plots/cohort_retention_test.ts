import { assertEquals, assertStringIncludes } from "@std/assert";
import { cohortRetention, toSvg } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const row = (
  month: number,
  offset: number,
  customers: number,
  active: number,
  partial = false,
) => ({
  cohort: new Date(Date.UTC(2011, month, 1)),
  month_offset: offset,
  customers,
  active_customers: active,
  revenue: 0,
  is_partial: partial,
});

Deno.test("cohortRetention() weights cohorts by their customers and leaves out months not over", () => {
  const rows = [
    row(0, 0, 100, 100),
    row(0, 1, 100, 10),
    row(0, 2, 100, 20),
    row(1, 0, 300, 300),
    row(1, 1, 300, 90),
    row(2, 0, 50, 50),
    row(2, 1, 50, 50, true),
  ];
  const { title, alt } = cohortRetention({ ...scope, rows });
  assertEquals(title, "25\u00a0% of new customers buy again in the next month");
  assertStringIncludes(alt, "from 10\u00a0% of 100 in the cohort of Jan 2011 to 30\u00a0% of 300");
});

Deno.test("cohortRetention() says so where no month is over", () => {
  assertEquals(
    cohortRetention({ ...scope, rows: [row(0, 0, 5, 5), row(0, 1, 5, 1, true)] }).title,
    "No month after the first purchase is over yet for 1 cohort",
  );
});

Deno.test("cohortRetention() draws the latest cohorts and says how many there are", () => {
  const rows = [0, 1, 2].flatMap((month) => [row(month, 0, 10, 10), row(month, 1, 10, 2)]);
  const picture = cohortRetention({ ...scope, rows, latest: 2 });
  assertStringIncludes(picture.subtitle, "the latest 2 of 3 cohorts");
  assertEquals(toSvg(picture).includes("Jan 2011"), false);
  assertStringIncludes(toSvg(picture), "Mar 2011");
});
