import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { InputError } from "perdura/core/mod.ts";
import { problems, readContent, values } from "./_text_table.ts";
import { rowsOf, workbookOf, zipOf } from "./_workbook.ts";

const name = "table.xlsx";

Deno.test("readTextTable reads all kinds of cells", async () => {
  const bytes = await workbookOf({
    sharedStrings: "<si><t>shared</t></si><si><r><t>rich </t></r><r><t xml:space='preserve'>te" +
      "xt</t></r><rPh><t>phonetic</t></rPh></si>",
    sheets: {
      Data: rowsOf([["a", "b", "c", "d"]]) +
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>' +
        '<c r="C2" t="str"><f>A2&amp;B2</f><v>f &amp; g</v></c><c r="D2" t="b"><v>1</v></c></row>' +
        '<row r="3"><c r="B3"><v>2.1000000000000001</v></c><c r="D3" t="e"><v>#N/A</v></c></row>' +
        '<row><c t="inlineStr"><is><t>東京</t><rPh><t>とうきょう</t></rPh></is></c><c><v>1E-3</v></c><c t="b"><v>0</v></c>' +
        '<c t="d"><v>2011-12-09T12:50:00Z</v></c></row>',
    },
  });
  const table = await readContent(bytes, { name });
  assertEquals([table.format, table.columns], ["xlsx", ["a", "b", "c", "d"]]);
  assertEquals(values(table), [
    ["shared", "rich text", "f & g", "true"],
    [null, "2.1", null, null],
    ["東京", "0.001", "false", "2011-12-09 12:50:00"],
  ]);
  assertEquals([table.rows, table.problems, table.cellErrors], [3, 0, 1]);
  assertEquals(table.records.map((record) => record.source_sheet), ["Data", "Data", "Data"]);
});

Deno.test("readTextTable tells dates from numbers by the format of the cell", async () => {
  const formats = {
    164: "yyyy\\-mm\\-dd hh:mm",
    165: '0.00" days"',
    166: "[Red]#,##0.00;[$-409]General",
    167: "[h]:mm",
    168: "[$-409]d mmm",
  };
  const ids = [0, 14, 22, 164, 165, 166, 167, 168, 44];
  const row = (value: string) =>
    `<row>${ids.map((_, style) => `<c s="${style}"><v>${value}</v></c>`).join("")}</row>`;
  const bytes = await workbookOf({
    styles: { formats, ids },
    sheets: { S: row("40148.32291666666") },
  });
  const date = "2009-12-01 07:45:00", number = "40148.32291666666";
  assertEquals(values(await readContent(bytes, { name })), [
    [number, date, date, date, number, number, date, date, number],
  ]);
});

Deno.test("readTextTable counts days from 1904 where the workbook does", async () => {
  const bytes = await workbookOf({
    is1904: true,
    styles: { ids: [14] },
    sheets: { S: '<row><c s="0"><v>38686.5</v></c></row>' },
  });
  assertEquals(values(await readContent(bytes, { name })), [["2009-12-01 12:00:00"]]);
});

Deno.test("readTextTable reads sheets with the same header as one table", async () => {
  const bytes = await workbookOf({
    sheets: {
      "Year 1": rowsOf([[null], ["a", "b"], ["x", 1], [null, null], ["y", 2]]),
      Empty: "",
      "Only header": rowsOf([["other"]]),
      "Year 2": rowsOf([["b", "a"], [3, "z"]]),
    },
  });
  const table = await readContent(bytes, { name });
  assertEquals(values(table), [["x", "1"], ["y", "2"], ["z", "3"]]);
  assertEquals(table.records.map((record) => record.source_row), [1, 2, 3]);
  assertEquals(
    table.records.map((record) => record.source_sheet),
    ["Year 1", "Year 1", "Year 2"],
  );
  assertEquals(table.sheets, [{ name: "Year 1", rows: 2 }, { name: "Year 2", rows: 1 }]);
});

Deno.test("readTextTable says which sheets differ, and reads the one that is chosen", async () => {
  const bytes = await workbookOf({
    sheets: { Sales: rowsOf([["a", "b"], ["x", 1]]), Notes: rowsOf([["note"], ["hello"]]) },
  });
  const different = await assertRejects(() => readContent(bytes, { name }), InputError);
  assertEquals(
    different.message,
    'Cannot read "table.xlsx" as one table: "Sales" has the columns "a", "b", but "Notes" has ' +
      '"note"; choose one of them, or give them the same header',
  );
  assertEquals(values(await readContent(bytes, { name, sheet: "Notes" })), [["hello"]]);
  const missing = await assertRejects(
    () => readContent(bytes, { name, sheet: "sales" }),
    InputError,
  );
  assertEquals(
    missing.message,
    'Cannot read "table.xlsx": it has no sheet "sales"; its sheets are "Sales", "Notes"',
  );
});

Deno.test("readTextTable sets rows with values beside the named columns apart", async () => {
  const bytes = await workbookOf({
    sheets: { S: rowsOf([["a", "b"], ["x", "y", null, "note"], ["z", "u", "", null]]) },
  });
  const table = await readContent(bytes, { name });
  assertEquals(values(table), [[null, null], ["z", "u"]]);
  assertEquals(problems(table), [
    [1, "malformed_line: expected 2 fields, found 4", "x\ty\t\tnote"],
  ]);
});

Deno.test("readTextTable reads a workbook whose elements have a prefix", async () => {
  const relation = (type: string, target: string) =>
    `<Relationship Id="r" Type="http://purl.oclc.org/ooxml/${type}" Target="${target}"/>`;
  const bytes = await zipOf({
    "_rels/.rels": `<Relationships>${
      relation("officeDocument", "book/workbook.xml")
    }</Relationships>`,
    "book/workbook.xml":
      '<x:workbook><x:sheets><x:sheet name="S" k:id="r"/></x:sheets></x:workbook>',
    "book/_rels/workbook.xml.rels": `<Relationships>${
      relation("worksheet", "one.xml")
    }</Relationships>`,
    "book/one.xml": "<x:worksheet><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row>" +
      "</x:sheetData></x:worksheet>",
  });
  assertEquals(values(await readContent(bytes, { name })), [["7"]]);
});

Deno.test("readTextTable says what is wrong with a workbook that holds no table", async () => {
  for (
    const [rows, message] of [
      ["", 'Cannot read "table.xlsx": there is no table in it; check that it is complete'],
      [
        rowsOf([["a", "a"], ["x", "y"]]),
        'Cannot read the sheet "S" of "table.xlsx": columns 1 and 2 are both called "a"; rename ' +
        "one of them in the header",
      ],
      [
        rowsOf([["Sales report"], ["a", "b"], ["x", "y"]]),
        'Cannot read "table.xlsx/S": none of its 2 records could be read, the first because of ' +
        '"malformed_line: expected 1 fields, found 2"; check the header and the delimiter',
      ],
      [
        "</sheetData></worksheet><!--",
        'Cannot read "table.xlsx/xl/worksheets/0.xml": it is damaged (unexpected end.)',
      ],
      [
        '<row><c r="ZZZZZZ1"><v>1</v></c></row>',
        'Cannot read "table.xlsx/xl/worksheets/0.xml": "ZZZZZZ1" is no cell of a sheet; save the ' +
        "workbook again",
      ],
    ] as const
  ) {
    const bytes = await workbookOf({ sheets: { S: rows } });
    const error = await assertRejects(() => readContent(bytes, { name }), InputError);
    assertEquals(error.message, message);
  }
});

Deno.test("readTextTable gives back any texts from the cells of a workbook", async () => {
  const unit = fc.constantFrom("a", "é", "😀", '"', ",", "\n", "\r", "<", "&", " ", "_x", "\x07");
  const cell = fc.string({ unit }).filter((text) => !/_x[0-9a-f]{4}_/i.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
      async (rows) => {
        const filled = rows.filter((row) => row.some((text) => text !== ""));
        fc.pre(filled.length > 0);
        const bytes = await workbookOf({ sheets: { S: rowsOf([["a", "b"], ...rows]) } });
        const table = await readContent(bytes, { name });
        assertEquals(values(table), filled.map((row) => row.map((text) => text || null)));
      },
    ),
    { numRuns: 30 },
  );
});
