import { assertEquals, assertStringIncludes } from "@std/assert";
import { funnelByYear, measureByMonth, orderStatusByYear, rateByGroup } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

Deno.test("rateByGroup() names groups only where their intervals are apart", () => {
  const title = (yes: number[], isOrdered = false) =>
    rateByGroup({
      ...scope,
      groups: yes.map((yes, k) => ({ name: "ABC"[k]!, rows: 200, yes })),
      noun: "source",
      counted: "orders",
      event: "repeated",
      isOrdered,
    });
  assertEquals(
    title([20, 60, 22]).title,
    "B: 30\u00a0% of orders are repeated, A: 10\u00a0%",
  );
  assertEquals(
    title([20, 21, 22]).title,
    "No source stands out: 11\u00a0% of orders are repeated, whatever the source",
  );
  const names = (picture: ReturnType<typeof title>) =>
    (picture.data as { source: string }[]).map(({ source }) => source);
  assertEquals(names(title([20, 60, 22])), ["B", "C", "A"]);
  assertEquals(names(title([20, 60, 22], true)), ["A", "B", "C"]);
});

Deno.test("measureByMonth() says that a measure is steady where its intervals allow it", () => {
  const months = [0.1, 0.12, 0.13].map((value, k) => (
    { month: new Date(Date.UTC(2011, k, 1)), value, weight: 1 }
  ));
  const title = (reach?: number) =>
    measureByMonth({
      ...scope,
      months: months.map((month) => (
        reach === undefined
          ? month
          : { ...month, lower: month.value - reach, upper: month.value + reach }
      )),
      measure: "share",
      axis: "Share",
      format: (value) => value.toFixed(2),
    }).title;
  assertEquals(title(), "Share rose from 0.10 (until Jan 2011) to 0.13 (from Mar 2011)");
  // 0.03 apart, each ± 0.02: less than 1.96 standard errors of the difference.
  assertEquals(title(0.022), "Share stays near 0.12");
  assertEquals(title(0.02), "Share rose from 0.10 (until Jan 2011) to 0.13 (from Mar 2011)");
});

Deno.test("orderStatusByYear() and funnelByYear() tell every year in their alternative text", () => {
  const status = orderStatusByYear({
    ...scope,
    years: [{ year: 2010, status: "Complete", orders: 1 }, {
      year: 2011,
      status: "Lost",
      orders: 3,
    }],
  });
  assertStringIncludes(status.alt, "2010 (1 order): Lost 0\u00a0%, Complete 100\u00a0%");
  const funnel = funnelByYear({
    ...scope,
    years: [{ year: 2011, users: 4, reached: [2] }],
    steps: ["purchase"],
  });
  assertEquals(funnel.title, "Of the users seen in 2011, 50\u00a0% came to “purchase”");
});
