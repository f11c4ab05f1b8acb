import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { coverage } from "perdura/clean/mod.ts";

const moments = (...texts: (string | null)[]) =>
  pl.DataFrame([
    pl.Series("timestamp", texts.map((text) => text === null ? null : Date.parse(text)), pl.Int64)
      .cast(pl.Datetime("ms")),
  ]);
const iso = (date: Date | undefined) => date?.toISOString().slice(0, 10);

Deno.test("coverage counts lines by day, with zeros between", () => {
  const found = coverage(
    moments("2011-12-03T23:59:59Z", "2011-12-01T00:00:00Z", null, "2011-12-01T09:00:00Z"),
  )!;
  assertEquals(found.days.map(({ day, lines }) => [iso(day), lines]), [
    ["2011-12-01", 2],
    ["2011-12-02", 0],
    ["2011-12-03", 1],
  ]);
  assertEquals([iso(found.first), iso(found.last)], ["2011-12-01", "2011-12-03"]);
  assertEquals(found.daysWithLines, 2);
  assertEquals(found.closedWeekdays, []); // three days say nothing about weeks
});

Deno.test("coverage finds the first of the longest gaps, and none where every day has lines", () => {
  const gap = coverage(moments("2011-12-01", "2011-12-03", "2011-12-06", "2011-12-09"))!.longestGap;
  assertEquals([iso(gap?.from), iso(gap?.to), gap?.days], ["2011-12-04", "2011-12-05", 2]);
  assertEquals("longestGap" in coverage(moments("2011-12-01", "2011-12-02"))!, false);
});

Deno.test("coverage names days of the week without a line", () => {
  const monday = Date.parse("2011-01-03");
  const open = Array.from({ length: 56 }, (_, k) => new Date(monday + k * 86_400_000))
    .filter((day) => day.getUTCDay() !== 6 && day.getUTCDay() !== 0);
  assertEquals(coverage(moments(...open.map((day) => day.toISOString())))!.closedWeekdays, [6, 7]);
});

Deno.test("coverage of nothing is undefined", () => {
  assertEquals(coverage(moments(null)), undefined);
});
