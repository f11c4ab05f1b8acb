import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { InputError } from "perdura/core/mod.ts";
import { canonical, textTable, values } from "./_text_table.ts";

async function moments(
  texts: (string | null)[],
  options: { source?: string; dateFormat?: string } = {},
): Promise<unknown[]> {
  const table = textTable(["client", "date", "amount"], texts.map((text) => ["a", text, "1"]));
  return values(await canonical(table, options), "timestamp");
}
const midnight = (day: string) => `${day} 00:00:00.000`;

Deno.test("canonicalTransactions reads ISO dates with and without time and zone", async () => {
  assertEquals(
    await moments([
      "2011-12-09",
      "2011-12-09 12:50",
      "2011-12-09T12:50:07",
      "2011-12-09 12:50:07.25",
      "2011-12-09T12:50:07Z",
      "2011-12-09 12:50:07 UTC",
      "2011-12-09T12:50:07+02:00",
      "2011/1/2",
      " 20111209 ",
    ]),
    [
      midnight("2011-12-09"),
      "2011-12-09 12:50:00.000",
      "2011-12-09 12:50:07.000",
      "2011-12-09 12:50:07.250",
      "2011-12-09 12:50:07.000",
      "2011-12-09 12:50:07.000",
      "2011-12-09 12:50:07.000",
      midnight("2011-01-02"),
      midnight("2011-12-09"),
    ],
  );
});

Deno.test("canonicalTransactions tells day from month by all values of the column", async () => {
  assertEquals(await moments(["1/2/2011 8:26", "2/13/2011 18:05"]), [
    "2011-01-02 08:26:00.000",
    "2011-02-13 18:05:00.000",
  ]);
  assertEquals(await moments(["1/2/2011 8:26", "13/2/2011 18:05"]), [
    "2011-02-01 08:26:00.000",
    "2011-02-13 18:05:00.000",
  ]);
  assertEquals(await moments(["1/2/2011", "13.12.2011", "31-01-99"]), [
    midnight("2011-02-01"),
    midnight("2011-12-13"),
    midnight("1999-01-31"),
  ]);
  assertEquals(await moments(["5/5/2011"]), [midnight("2011-05-05")]);
  assertEquals(await moments(["01.02.2011"]), [midnight("2011-02-01")]);
  assertEquals(await moments(["12/31/10 1:05 PM", "12/1/10 12:00 a.m."]), [
    "2010-12-31 13:05:00.000",
    "2010-12-01 00:00:00.000",
  ]);
});

Deno.test("canonicalTransactions asks for --date-format where day and month fit both ways", async () => {
  const texts = ["1/2/2011", "3/4/2011", "5/6/2011"];
  const error = await assertRejects(() => moments(texts), InputError);
  assertStringIncludes(error.message, '"1/2/2011" and "3/4/2011"', "two samples");
  assertStringIncludes(error.message, "--date-format D/M/YYYY");
  const first = async (dateFormat: string) => (await moments(texts, { dateFormat }))[0];
  assertEquals(await first("DD/MM/YYYY HH:mm"), midnight("2011-02-01"));
  assertEquals(await first("M/D/YYYY"), midnight("2011-01-02"));
  assertEquals(await first("%d/%m/%Y"), midnight("2011-02-01"));
  await assertRejects(() => first("YYYY-MM-DD"), InputError, "does not fit");
  await assertRejects(() => first("weekly"), InputError, 'Cannot use --date-format "weekly"');
});

Deno.test("canonicalTransactions takes the publisher's order of day and month where it is known", async () => {
  const columns = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
  ];
  const record = ["536365", "85123A", "T-LIGHT", "6", "12/1/2010 8:26", "2.55", "17850", "EIRE"];
  const frame = await canonical(textTable(columns, [record]));
  assertEquals(values(frame, "timestamp"), ["2010-12-01 08:26:00.000"]);
});

Deno.test("canonicalTransactions reads serials of Excel and seconds since 1970", async () => {
  // 40148.32291666666 is what Excel keeps for 2009-12-01 07:45.
  assertEquals(await moments(["40148.32291666666", "40148"]), [
    "2009-12-01 07:45:00.000",
    midnight("2009-12-01"),
  ]);
  assertEquals(await moments(["1259653500", "1259653501.5"]), [
    "2009-12-01 07:45:00.000",
    "2009-12-01 07:45:01.500",
  ]);
  assertEquals(await moments(["1259653500000"]), ["2009-12-01 07:45:00.000"]);
});

Deno.test("canonicalTransactions takes no number for a date among written dates", async () => {
  assertEquals(await moments(["2009-12-01", "40148", "2009-12-02"]), [
    midnight("2009-12-01"),
    null,
    midnight("2009-12-02"),
  ]);
});

Deno.test("canonicalTransactions refuses days that no calendar has", async () => {
  assertEquals(
    await moments([
      "2011-02-29",
      "2012-02-29",
      "2011-13-01",
      "2011-12-09 24:00",
      "2011-12-09",
      "2011-12-10",
      "2011-12-11",
    ]),
    [
      null,
      midnight("2012-02-29"),
      null,
      null,
      midnight("2011-12-09"),
      midnight("2011-12-10"),
      midnight("2011-12-11"),
    ],
  );
});

Deno.test("canonicalTransactions refuses a column in which few values are dates", async () => {
  const error = await assertRejects(() => moments(["soon", "later", "2011-12-09"]), InputError);
  assertStringIncludes(error.message, 'the column "date" of "file.csv" as dates: 2 of 3');
  assertStringIncludes(error.message, "accepted are 2011-12-09");
});

Deno.test("canonicalTransactions reads back any day and time in every notation", async () => {
  const pad = (value: number) => `${value}`.padStart(2, "0");
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.date({ min: new Date("1955-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      async (dates) => {
        const parts = dates.map((date) => ({
          y: date.getUTCFullYear(),
          m: date.getUTCMonth() + 1,
          d: date.getUTCDate(),
          time: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${
            pad(date.getUTCSeconds())
          }`,
        }));
        const expected = parts.map(({ y, m, d, time }) => `${y}-${pad(m)}-${pad(d)} ${time}.000`);
        assertEquals(
          await moments(parts.map(({ y, m, d, time }) => `${m}/${d}/${y} ${time}`), {
            dateFormat: "M/D/YYYY",
          }),
          expected,
        );
        assertEquals(
          await moments(parts.map(({ y, m, d, time }) => `${d}.${m}.${y} ${time}`)),
          expected,
        );
        assertEquals(
          await moments(parts.map(({ y, m, d, time }) => `${y}${pad(m)}${pad(d)}T${time}`)),
          expected,
        );
      },
    ),
    { numRuns: 30 },
  );
});
