import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  funnelByYear,
  judgedInSteps,
  measureByMonth,
  type MeasuredMonth,
  orderStatusByYear,
  type Picture,
  rateByGroup,
  toSvg,
} from "perdura/plots/mod.ts";
import { colour } from "perdura/plots/theme.ts";
import { scope } from "./_examples.ts";

const rates = (yes: readonly number[], rows: readonly number[], isOrdered = false) =>
  rateByGroup({
    ...scope,
    groups: yes.map((yes, k) => ({ name: `G${k}`, rows: rows[k]!, yes })),
    noun: "source",
    counted: "orders",
    event: "repeated",
    isOrdered,
  });

/** The colours of the dots, from the first row to the last. */
const dots = (picture: Picture) =>
  [...toSvg(picture).matchAll(/<circle[^>]*fill="([^"]*)"/g)].map(([, fill]) => fill);

Deno.test("rateByGroup() names and colours the same groups: those whose interval leaves out all", () => {
  const apart = rates([20, 60, 22], [200, 200, 200]);
  assertEquals(apart.title, "G1: 30\u00a0% of orders are repeated, G0: 10\u00a0%, all: 17\u00a0%");
  assertEquals(dots(apart), [colour.accent, colour.context, colour.accent]);
  assertStringIncludes(apart.subtitle, "coloured where they leave out the share of all (2 of 3)");
  const alike = rates([20, 21, 22], [200, 200, 200]);
  assertEquals(alike.title, "No source stands out: 11\u00a0% of orders are repeated");
  assertEquals(dots(alike), [colour.context, colour.context, colour.context]);
  const names = (picture: Picture) =>
    (picture.data as { source: string }[]).map(({ source }) => source);
  assertEquals(names(apart), ["G1", "G2", "G0"]);
  assertEquals(names(rates([20, 60, 22], [200, 200, 200], true)), ["G0", "G1", "G2"]);
});

Deno.test("rateByGroup() has intervals that hold for all groups together", () => {
  // 4 of 95 beside 1.4 % in all: apart alone (1.6 % to 10.3 %), and by chance in one of 20 groups.
  const one = rates([4, 13], [95, 1_105], true);
  assertStringIncludes(one.title, "G0: 4.2\u00a0%");
  const ofTwenty = rates([4, ...Array(19).fill(4)], [95, ...Array(19).fill(280)]);
  assertEquals(ofTwenty.title, "No source stands out: 1.5\u00a0% of orders are repeated");
  assertEquals(new Set(dots(ofTwenty)).size, 1);
});

Deno.test("rateByGroup() puts groups with less than 1 % of the rows together, counting them all", () => {
  const { data } = rates([100, 90, 0, 1], [1_000, 1_000, 4, 6]);
  const rows = data as { source: string; orders: number; yes: number }[];
  assertEquals(rows.map(({ source, orders, yes }) => [source, orders, yes]), [
    ["G0", 1_000, 100],
    ["G1", 1_000, 90],
    ["2 others", 10, 1],
  ]);
});

Deno.test("rateByGroup() names and colours those put together, too, where they stand out", () => {
  const picture = rates([50, 50, 6, 6, 6], [1_000, 1_000, 9, 9, 9]);
  assertEquals(picture.title, "3 others: 66.7\u00a0% of orders are repeated, all: 5.8\u00a0%");
  assertEquals(dots(picture), [colour.context, colour.context, colour.accent]);
});

Deno.test("rateByGroup() has digits enough to tell those that stand out from all", () => {
  const { title } = rates([7_320, 6_900, 7_130], [60_000, 60_000, 60_000]);
  assertEquals(
    title,
    "G0: 12.2\u00a0% of orders are repeated, G1: 11.5\u00a0%, all: 11.9\u00a0%",
  );
});

Deno.test("rateByGroup() writes no two ticks alike", () => {
  const svg = toSvg(rates([18, 13, 16, 14], [1_120, 1_000, 1_010, 1_000], true));
  const ticks = [...svg.matchAll(/<text[^>]*y="0.71em"[^>]*>([^<]*)</g)].map(([, text]) => text);
  assert(ticks.length > 2);
  assertEquals(new Set(ticks).size, ticks.length);
});

const measured = (months: readonly MeasuredMonth[]) =>
  measureByMonth({
    ...scope,
    months,
    measure: "share",
    axis: "Share",
    format: (value) => value.toFixed(2),
    tick: (value, digits) => value.toFixed(digits),
  });
const month = (k: number, value: number, weight?: number, reach?: number): MeasuredMonth => ({
  month: new Date(Date.UTC(2011, k, 1)),
  value,
  weight: weight ?? 1,
  ...reach !== undefined && { lower: value - reach, upper: value + reach },
});

Deno.test("measureByMonth() says that a measure changed only where an interval says so", () => {
  const title = (reach?: number) =>
    measured([0.1, 0.12, 0.13].map((value, k) => month(k, value, 1, reach))).title;
  // Nothing is known of how sure these are.
  assertEquals(title(), "Share: 0.10 until Jan 2011, 0.13 from Mar 2011");
  // 0.03 apart, each ± 0.02: less than 1.96 standard errors of the difference.
  assertEquals(title(0.022), "Share: no clear change from 0.12");
  assertEquals(title(0.02), "Share rose from 0.10 (until Jan 2011) to 0.13 (from Mar 2011)");
  // Of more months, from how much they differ: 0.1 ± 0.03 and 0.13 ± 0.03.
  const wavering = [0.07, 0.13, 0.1, 0.1, 0.1, 0.1, 0.1, 0.16, 0.13].map((value, k) =>
    month(k, value)
  );
  assertEquals(measured(wavering).title, "Share: no clear change from 0.11");
  const steady = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.13, 0.13, 0.131].map((value, k) =>
    month(k, value)
  );
  assertStringIncludes(measured(steady).title, "Share rose from 0.10 (until Mar 2011)");
});

Deno.test("measureByMonth() shows a single month, and two", () => {
  const one = measured([month(0, 0.1, 5, 0.02)]);
  assertEquals(one.title, "Share: 0.10");
  assertStringIncludes(one.alt, "0.10 over all 1 month.");
  assertEquals(
    measured([month(0, 0.1), month(1, 0.2)]).title,
    "Share: 0.10 until Jan 2011, 0.20 from Feb 2011",
  );
});

Deno.test("measureByMonth() takes few months for as little sure as they are", () => {
  // 0.1 ± 0.01 and 0.115 ± 0.01, of three months each: within 4.3 standard errors, not within 1.96.
  const values = [0.09, 0.1, 0.11, 0.107, 0.107, 0.107, 0.12, 0.13, 0.14];
  const bare = values.map((value, k) => month(k, value));
  assertEquals(measured(bare).title, "Share: no clear change from 0.11");
  // Alike by chance, but each with an interval of its own that is wide.
  const alike = [0.1, 0.1, 0.1, 0.11, 0.11, 0.11, 0.12, 0.12, 0.12];
  const wide = alike.map((value, k) => month(k, value, 1, 0.05));
  assertEquals(measured(wide).title, "Share: no clear change from 0.11");
  const narrow = alike.map((value, k) => month(k, value, 1, 0.005));
  assertStringIncludes(measured(narrow).title, "Share rose from 0.10");
});

Deno.test("measureByMonth() weighs months by their rows, in means and thirds alike", () => {
  // Ten months of one row each say less than one of 90, and are no third of the rows.
  const picture = measured([
    ...Array.from({ length: 10 }, (_, k) => month(k, 1)),
    ...[10, 11, 12].map((k) => month(k, 0.2, 90, 0.05)),
  ]);
  // (10 · 1 + 270 · 0.2) / 280
  assertStringIncludes(picture.alt, "0.23 over all 13 months");
  // The first third: ten rows of 1 and 90 of 0.2.
  assertStringIncludes(picture.alt, "0.28 until Nov 2011 and 0.20 from Dec 2011");
});

Deno.test("measureByMonth() leaves a gap where a month has no rows, and names each month once", () => {
  const picture = measured([month(0, 0.1), month(1, 0.12), month(4, 0.13), month(6, 0.1)]);
  const svg = toSvg(picture);
  // A stretch of January and February, and one of a single month each: "Z" is a line of no length.
  const [, path] = /<path(?![^>]*transform)[^>]*d="([^"]*)"/.exec(svg)!;
  assertEquals(path!.match(/M/g)!.length, 3);
  // May and July stand alone.
  assertEquals(svg.match(/<circle/g)!.length, 2);
  const names = [...svg.matchAll(/>([A-Z][a-z]{2} 2011)</g)].map(([, name]) => name);
  assert(names.length > 2);
  assertEquals(new Set(names).size, names.length);
});

Deno.test("measureByMonth() is not flattened by the interval of a month with a row or two", () => {
  const months = [month(0, 0.02, 1, 0.9), ...[1, 2, 3].map((k) => month(k, 0.02, 900, 0.01))];
  const picture = measured(months);
  assertStringIncludes(
    picture.subtitle,
    "band: 95\u00a0% interval, left out in months of few rows",
  );
  assertStringIncludes(toSvg(picture), ">0.03<");
});

Deno.test("judgedInSteps() says what its dots are judged on", () => {
  const rocAuc = { estimate: 0.8, lower: 0.75, upper: 0.85 };
  const { data, subtitle } = judgedInSteps({
    ...scope,
    steps: [{ name: "as published", rows: 13_788, rocAuc }, {
      name: "honest",
      rows: 2_031,
      rocAuc,
    }],
  });
  assertStringIncludes(subtitle, "made and judged anew in each of 2 ways, on rows of its own");
  assertStringIncludes(subtitle, "13,788 rows in the first, 2,031 rows in the last");
  assertEquals((data as { rows: number }[]).map(({ rows }) => rows), [13_788, 2_031]);
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
