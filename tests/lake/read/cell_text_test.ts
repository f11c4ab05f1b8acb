import { assertEquals } from "@std/assert";
import { dateText, isDateFormat, numberText } from "perdura/lake/read/cell_text.ts";

Deno.test("dateText agrees with Excel at the edges of its calendar", () => {
  // What Excel shows for these serial dates; day 60 is its 29th of February 1900.
  assertEquals(dateText("1", false), "1900-01-01 00:00:00");
  assertEquals(dateText("59", false), "1900-02-28 00:00:00");
  assertEquals(dateText("61", false), "1900-03-01 00:00:00");
  assertEquals(dateText("25569", false), "1970-01-01 00:00:00");
  assertEquals(dateText("2958465.999988426", false), "9999-12-31 23:59:59");
  assertEquals(dateText("0", true), "1904-01-01 00:00:00");
});

Deno.test("dateText rounds to seconds and gives less than a day as a time", () => {
  assertEquals(dateText("40148.32291666666", false), "2009-12-01 07:45:00");
  assertEquals(dateText("0.75", false), "18:00:00");
});

Deno.test("dateText leaves numbers that are no dates as they are", () => {
  assertEquals(dateText("-1", false), "-1");
  assertEquals(dateText("2958466", false), "2958466");
  assertEquals(dateText("abc", false), "abc");
});

Deno.test("numberText is the shortest text of a number", () => {
  for (
    const [written, text] of [
      ["489434", "489434"],
      ["-5.0", "-5"],
      ["12.50", "12.5"],
      ["1E3", "1000"],
      ["0.30000000000000004", "0.30000000000000004"],
      ["x", "x"],
    ] as const
  ) assertEquals(numberText(written), text);
});

Deno.test("isDateFormat looks at the code, not at texts, colours and conditions in it", () => {
  assertEquals([13, 14, 22, 23, 45, 47, 48].map((id) => isDateFormat(id, undefined)), [
    false,
    true,
    true,
    false,
    true,
    true,
    false,
  ]);
  for (const code of ["dd/mm/yyyy", "[$-F800]dddd", "mm:ss.0", "[hh]:mm", "0;d"]) {
    assertEquals(isDateFormat(164, code), true, code);
  }
  for (
    const code of ["General", "0.00", '0 "days"', "[Red]0", "\\d0", "0_d", "#,##0\\ \\m", "0*d"]
  ) {
    assertEquals(isDateFormat(164, code), false, code);
  }
});
