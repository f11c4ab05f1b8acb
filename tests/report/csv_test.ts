import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { dataAddress, toCsv } from "perdura/report/csv.ts";

/** Reads comma-separated values as RFC 4180 defines them, independently of the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], field = "", isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (isQuoted) {
      if (letter === '"' && text[at + 1] === '"') field += text[++at];
      else if (letter === '"') isQuoted = false;
      else field += letter;
    } else if (letter === '"') isQuoted = true;
    else if (letter === ",") [row, field] = [[...row, field], ""];
    else if (letter === "\n") {
      rows.push([...row, field]);
      [row, field] = [[], ""];
    } else field += letter;
  }
  return rows;
}

Deno.test("toCsv() of any texts is read back as those texts", () => {
  const rows = fc.array(fc.record({ a: fc.string({ unit: "binary" }), 'b,"': fc.string() }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(fc.property(rows, (rows) => {
    const expected = [["a", 'b,"'], ...rows.map((row) => [row.a, row['b,"']])];
    assertEquals(parse(toCsv(rows).text), expected);
  }));
});

Deno.test("toCsv() writes numbers in full, dates as ISO 8601, nothing for missing values", () => {
  const rows = [
    { n: 0.1, big: 9007199254740993n, day: new Date("2011-12-09"), none: null, yes: true },
    { n: 1e-7, big: -1n, day: null, none: null, yes: false },
  ];
  assertEquals(
    toCsv(rows).text,
    "n,big,day,none,yes\n0.1,9007199254740993,2011-12-09,,true\n1e-7,-1,,,false\n",
  );
});

Deno.test("toCsv() keeps 64-bit integers and times of a frame", () => {
  const frame = pl.DataFrame([
    pl.Series("id", new BigInt64Array([9007199254740993n, -5n])),
    pl.Series("at", new Float64Array([0, 1.5e12])).cast(pl.Int64).cast(pl.Datetime("ms")),
  ]);
  assertEquals(
    toCsv(frame).text,
    "id,at\n9007199254740993,1970-01-01T00:00:00\n-5,2017-07-14T02:40:00\n",
  );
});

Deno.test("toCsv() leaves whole rows out to keep its limit and says how many", () => {
  const rows = Array.from({ length: 1000 }, (_, id) => ({ id, text: "abcdefgh" }));
  const csv = toCsv(rows, 500);
  assert(csv.text.length <= 500 && csv.text.length > 480);
  assertEquals(csv.total, 1000);
  assertEquals(parse(csv.text).length, csv.rows + 1);
  assertEquals(parse(csv.text).at(-1), [String(csv.rows - 1), "abcdefgh"]);
});

Deno.test("dataAddress() holds any text, also what is not Unicode", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const address = dataAddress(text);
    assert(!/[\s"<>#]/.test(address));
    assertEquals(decodeURIComponent(address.split(",").slice(1).join(",")), text.toWellFormed());
  }));
  assertEquals(decodeURIComponent(dataAddress("a\ud800")), "data:text/csv;charset=utf-8,a\ufffd");
});
