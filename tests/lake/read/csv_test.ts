import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { InputError } from "perdura/core/mod.ts";
import { problems, readContent, values } from "./_text_table.ts";

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

Deno.test("readTextTable keeps every field of a text file as it stands", async () => {
  const table = await readContent(
    'id,price,name\n00123,13085.0," ""x"", \n y "\n7,2.0,\n',
  );
  assertEquals(table.columns, ["id", "price", "name"]);
  assertEquals(values(table), [["00123", "13085.0", ' "x", \n y '], [
    "7",
    "2.0",
    null,
  ]]);
  assertEquals(table.records.map((record) => record.source_row), [1, 2]);
  assertEquals(table.records.map((record) => record.source_sheet), [
    null,
    null,
  ]);
  assertEquals([table.rows, table.problems], [2, 0]);
});

Deno.test("readTextTable takes an empty field for null, quoted or not", async () => {
  const table = await readContent('a,b\n"",\n,""\n" ",x\n');
  assertEquals(values(table), [[null, null], [null, null], [" ", "x"]]);
  const single = await readContent('a\nx\n""\n\ny\n');
  assertEquals(values(single), [["x"], [null], ["y"]]);
});

Deno.test("readTextTable finds the delimiter", async () => {
  for (
    const [delimiter, text] of [[",", ","], [";", ";"], ["\t", "\t"], [
      "|",
      "|",
    ]] as const
  ) {
    const table = await readContent(
      `name${text}price\n"a${text}b"${text}2\nc${text}3\n`,
    );
    assertEquals(table.delimiter, delimiter);
    assertEquals(values(table), [[`a${text}b`, "2"], ["c", "3"]]);
  }
  const decimalCommas = await readContent("1,5;2,5;3,5\n4,5;5,5;6,5\n");
  assertEquals(values(decimalCommas), [["1,5", "2,5", "3,5"], [
    "4,5",
    "5,5",
    "6,5",
  ]]);
});

Deno.test("readTextTable takes a run of blanks for one delimiter", async () => {
  const table = await readContent(
    ' id date  cds\n 00001 19970101  1 \r\n\n 00002\t19970112 "2 3"',
  );
  assertEquals(table.columns, ["id", "date", "cds"]);
  assertEquals(table.delimiter, " ");
  assertEquals(values(table), [["00001", "19970101", "1"], [
    "00002",
    "19970112",
    "2 3",
  ]]);
});

Deno.test("readTextTable does not take blanks within texts for delimiters", async () => {
  const table = await readContent(
    "timestamp\n2011-01-01 10:00:00\n2011-01-02 11:00:00\n",
  );
  assertEquals(values(table), [["2011-01-01 10:00:00"], [
    "2011-01-02 11:00:00",
  ]]);
});

Deno.test("readTextTable does what it is told about delimiter and header", async () => {
  const table = await readContent("a;b,c\nd;e,f\n", {
    delimiter: ",",
    header: false,
  });
  assertEquals(table.columns, ["column_1", "column_2"]);
  assertEquals(values(table), [["a;b", "c"], ["d;e", "f"]]);
  assertEquals((await readContent("1,2\n3,4\n", { header: true })).columns, [
    "1",
    "2",
  ]);
});

Deno.test("readTextTable numbers the columns of a file without header, and those without name", async () => {
  const table = await readContent(
    "00004 0001 19970101 2 29.33\r\n00004 0001 19970118 2 29.73\r\n",
  );
  assertEquals(table.columns, [
    "column_1",
    "column_2",
    "column_3",
    "column_4",
    "column_5",
  ]);
  assertEquals(table.rows, 2);
  assertEquals((await readContent(",x , \n0,1,2\n")).columns, [
    "column_1",
    "x",
    "column_3",
  ]);
});

Deno.test("readTextTable reads all kinds of line ends, also mixed and missing ones", async () => {
  const expected = [["1", "x\r\ny"], ["2", "z"], ["3", "u"]];
  for (
    const text of [
      'a,b\n1,"x\r\ny"\n2,z\n3,u',
      'a,b\r\n1,"x\r\ny"\r\n2,z\r\n\r\n3,u\r\n',
      '\n \r\na,b\r\n1,"x\r\ny"\n2,z\r\n3,"u"\r',
    ]
  ) assertEquals(values(await readContent(text)), expected);
  assertEquals(values(await readContent("a,b\r1,x\r2,z\r")), [["1", "x"], [
    "2",
    "z",
  ]]);
});

Deno.test("readTextTable decodes UTF-8 with and without mark, UTF-16 and Latin-1", async () => {
  const text = "name,price\nSeñor,£5\n“q”,2\n";
  const narrow = "name,price\nSeñor,£5\n";
  const wide = new Uint8Array(
    new Uint16Array(Array.from("\ufeff" + text, (c) => c.charCodeAt(0))).buffer,
  );
  const swapped = wide.slice();
  for (let at = 0; at < wide.length; at += 2) {
    swapped.set([wide[at + 1]!, wide[at]!], at);
  }
  for (
    const [content, encoding, expected] of [
      [text, "utf-8", [["Señor", "£5"], ["“q”", "2"]]],
      ["\ufeff" + text, "utf-8", [["Señor", "£5"], ["“q”", "2"]]],
      [wide, "utf-16le", [["Señor", "£5"], ["“q”", "2"]]],
      [swapped, "utf-16be", [["Señor", "£5"], ["“q”", "2"]]],
      [latin(narrow), "windows-1252", [["Señor", "£5"]]],
      [latin("name,price\n\x93q\x94,\x80\n"), "windows-1252", [["“q”", "€"]]],
    ] as const
  ) {
    const table = await readContent(content);
    assertEquals(table.columns, ["name", "price"]);
    assertEquals([table.encoding, values(table)], [encoding, expected]);
  }
});

Deno.test("readTextTable looks for Latin-1 in the whole file, not only its beginning", async () => {
  const table = await readContent(
    latin("a,b\n" + "1,x\n".repeat(300_000) + "2,\xa3\n"),
  );
  assertEquals(table.encoding, "windows-1252");
  assertEquals(values(table).at(-1), ["2", "£"]);
});

Deno.test("readTextTable sets the damaged record of a UTF-8 file apart", async () => {
  const good = new TextEncoder().encode("a,b\n1,£\n2,ñ\n");
  const table = await readContent(
    Uint8Array.from([...good, ...latin("3,\xa3\n4,x\n")]),
  );
  assertEquals(table.encoding, "utf-8");
  assertEquals(values(table), [["1", "£"], ["2", "ñ"], [null, null], [
    "4",
    "x",
  ]]);
  assertEquals(problems(table), [[
    3,
    "invalid_encoding: bytes that are not UTF-8",
    "3,\ufffd",
  ]]);
});

Deno.test("readTextTable keeps records with too few or too many fields, in their place", async () => {
  const table = await readContent(
    "a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n  \n,,\n10,11,12\n",
  );
  assertEquals(values(table).map((record) => record[0]), [
    "1",
    null,
    null,
    null,
    "10",
  ]);
  assertEquals(problems(table), [
    [2, "malformed_line: expected 3 fields, found 2", "4,5"],
    [3, "malformed_line: expected 3 fields, found 4", "6,7,8,9"],
  ]);
  assertEquals([table.rows, table.problems], [5, 2]);
});

Deno.test("readTextTable gives up only the line in which a quote is at fault", async () => {
  const table = await readContent(
    'a,b,c\n1,"x\ny",3\n4,"abc,5\n6,7,8\n9,"d",1\n2,"e"f,3\n5,6" pipe,7\n8,9,"open\n1,2,3\n',
  );
  assertEquals(values(table), [
    ["1", "x\ny", "3"],
    [null, null, null],
    ["6", "7", "8"],
    ["9", "d", "1"],
    [null, null, null],
    ["5", '6" pipe', "7"],
    [null, null, null],
    ["1", "2", "3"],
  ]);
  assertEquals(problems(table), [
    [2, "malformed_line: text follows a closing quote", '4,"abc,5'],
    [5, "malformed_line: text follows a closing quote", '2,"e"f,3'],
    [7, "malformed_line: a quote is never closed", '8,9,"open'],
  ]);
});

Deno.test("readTextTable loses no line after a quote that opens in a large file", async () => {
  const line = "1,2,some text to fill the file\n";
  const text = "a,b,c\n" + line.repeat(1000) + '3,4,"inch\n' +
    line.repeat(100_000);
  const table = await readContent(text);
  assertEquals([table.rows, table.problems], [101_001, 1]);
  assertEquals(problems(table)[0]?.[0], 1001);
});

Deno.test("readTextTable takes a quote for a mistake whose partner is a mebibyte away", async () => {
  const text = 'a,b\n1,"open\n' + "2,some text to fill the file\n".repeat(50_000) + '3,x"\n4,"y"\n';
  const table = await readContent(text);
  assertEquals(table.rows, 50_003);
  assertEquals(problems(table).map(([row]) => row), [1]);
  assertEquals(values(table).slice(-2), [["3", 'x"'], ["4", "y"]]);
});

Deno.test("readTextTable keeps at most 1,000 characters of a record that it cannot read", async () => {
  const table = await readContent(`a,b\n1,2\n${"x".repeat(5000)}\n`);
  assertEquals(problems(table), [
    [2, "malformed_line: expected 2 fields, found 1", "x".repeat(1000)],
  ]);
});

Deno.test("readTextTable sets records with NUL bytes apart", async () => {
  const fill = "1,2\n".repeat(20_000);
  const table = await readContent(`a,b\n${fill}\0\0,3\n4,5\n`);
  assertEquals(problems(table), [[
    20_001,
    "malformed_line: holds NUL bytes",
    "\0\0,3",
  ]]);
});

Deno.test("readTextTable reads gzip of one and of several parts", async () => {
  const parts = ["a,b\n1,2\n", "3,4\n"].map((text) => gzipSync(text));
  const table = await readContent(
    new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer()),
    {
      name: "table.csv.gz",
    },
  );
  assertEquals(values(table), [["1", "2"], ["3", "4"]]);
});

Deno.test("readTextTable reports the bytes it has read of all there are", async () => {
  const seen: unknown[][] = [];
  await readContent("a,b\n1,2\n", {
    progress: { update: (...state) => seen.push(state), say: () => {} },
  });
  assertEquals(seen.at(-1), ["reading table.csv", 8, 8, "bytes"]);
});

const field = fc.string({
  unit: fc.constantFrom(
    "a",
    "é",
    "😀",
    '"',
    ",",
    ";",
    "\n",
    "\r",
    " ",
    "\t",
    "0",
  ),
});
const quoted = (text: string | null) => text === null ? "" : `"${text.replaceAll('"', '""')}"`;

Deno.test("readTextTable gives back any table of texts with quotes, delimiters and line ends", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }).chain((columns) =>
        fc.array(fc.array(field, { minLength: columns, maxLength: columns }), {
          minLength: 1,
        })
      ),
      fc.constantFrom(",", ";", "\t", "|"),
      fc.constantFrom("\n", "\r\n"),
      async (rows, delimiter, newline) => {
        const header = rows[0]!.map((_, index) => `name ${index}`).join(
          delimiter,
        );
        const lines = rows.map((row) => row.map(quoted).join(delimiter));
        const table = await readContent([header, ...lines].join(newline), {
          delimiter,
        });
        assertEquals(
          values(table),
          rows.map((row) => row.map((text) => text === "" ? null : text)),
        );
        assertEquals(
          table.records.map((record) => record.source_row),
          rows.map((_, i) => i + 1),
        );
        assertEquals(table.problems, 0);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("readTextTable accounts for every line, however broken", async () => {
  const unit = fc.constantFrom("a", "1", '"', ",", " ", "é");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit, minLength: 1 }), { maxLength: 30 }),
      async (lines) => {
        const written = lines.filter((line) => line.trim() !== "");
        const table = await readContent(`x,y\n1,2\n${lines.join("\n")}\n`, {
          delimiter: ",",
        });
        const text = table.records.map((record) => record.source_text ?? "");
        // A record may span lines where its quotes match; then it holds them all.
        const spanned = values(table).flat().map((value) =>
          String(value ?? "").split("\n").length - 1
        );
        const inProblems = text.map((value) => String(value).split("\n").length - 1);
        const total = [...spanned, ...inProblems].reduce(
          (sum, count) => sum + count,
          0,
        );
        const blank = lines.length - written.length;
        const lowest = written.length + 1, highest = written.length + 1 + blank;
        const accounted = table.rows + total;
        if (accounted < lowest || accounted > highest) {
          throw new Error(
            `${lowest} to ${highest} lines written, ${accounted} accounted for`,
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("readTextTable says what is wrong with a text file that holds no table", async () => {
  for (
    const [content, message] of [
      [
        "",
        'Cannot read "table.csv": it is empty; check that it was exported completely',
      ],
      [
        "\n \n",
        'Cannot read "table.csv": it is empty; check that it was exported completely',
      ],
      [
        "a,b\n",
        'Cannot read "table.csv": it has a header but no records; check that it was exported completely',
      ],
      [
        "a,b,A\n1,2,3\n",
        'Cannot read "table.csv": columns 1 and 3 are both called "A"; rename one of them in the header',
      ],
      [
        "a,source_row\n1,2\n",
        'Cannot read "table.csv": the column name "source_row" is reserved for the position of a ' +
        "record; rename the column in the header",
      ],
      [
        "a,b,c\n1,2\n3,4\n",
        'Cannot read "table.csv": none of its 2 records could be read, the first because of ' +
        '"malformed_line: expected 3 fields, found 2"; check the header and the delimiter',
      ],
    ] as const
  ) {
    const error = await assertRejects(() => readContent(content), InputError);
    assertEquals(error.message, message);
  }
});
