import { assertEquals, assertRejects } from "@std/assert";
import { gzipSync } from "node:zlib";
import { InputError } from "perdura/core/mod.ts";
import { readContent, values } from "./_text_table.ts";
import { rowsOf, workbookOf } from "./_workbook.ts";

const text = "a,b\n1,x\n";
const latin = (bytes: string) => Uint8Array.from(bytes, (character) => character.charCodeAt(0));

Deno.test("readTextTable goes by the content where the name says nothing else", async () => {
  const workbook = await workbookOf({ sheets: { S: rowsOf([["a", "b"], [1, "x"]]) } });
  for (
    const [name, content] of [
      ["table", text],
      ["table.dat", gzipSync(text)],
      ["table.csv", gzipSync(text)],
      ["table", workbook],
      ["table.zip", workbook],
    ] as const
  ) assertEquals(values(await readContent(content, { name })), [["1", "x"]]);
});

Deno.test("readTextTable says what a file is that it cannot read", async () => {
  const workbook = await workbookOf({ sheets: { S: rowsOf([["a", "b"], [1, "x"]]) } });
  const zipped = gzipSync("a,b\n" + Array.from({ length: 50_000 }, (_, i) => `${i},x\n`).join(""));
  const cut = zipped.subarray(0, zipped.length - 1000);
  const damaged = Uint8Array.from(zipped);
  damaged[damaged.length - 6]! ^= 0xff; // in the checksum
  for (
    const [name, content, message] of [
      ["t.csv", "", "it is empty; check that it was exported completely"],
      ["t.csv.gz", gzipSync(""), "it is empty; check that it was exported completely"],
      [
        "t.xlsx",
        text,
        "it is called like a workbook but is a text file; rename it, or export it again",
      ],
      [
        "t.csv",
        workbook,
        "it is called like a text file but is a workbook or zip file; rename it, or export it again",
      ],
      [
        "t.parquet",
        text,
        "it is called like a Parquet file but is a text file; rename it, or export it again",
      ],
      [
        "t.gz",
        text,
        "it is called like a gzip file but is a text file; rename it, or export it again",
      ],
      [
        "t.csv",
        Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) >> 3),
        "it is neither text nor a workbook nor Parquet; export the table as CSV or XLSX",
      ],
      [
        "t.xls",
        latin("\xd0\xcf\x11\xe0"),
        "it is an old or protected Excel file; save it as .xlsx",
      ],
      ["t.bz2", "BZh9", "it is a bzip2 file; unpack it first"],
      ["t.csv.gz", gzipSync(workbook), "what it holds is not text; unpack it first"],
      ["t.csv.gz", cut, "the gzip file does not end as it should, it is cut off; get it again"],
      [
        "t.csv.gz",
        damaged,
        "the gzip file does not end as it should, it is damaged; get it again",
      ],
    ] as const
  ) {
    const error = await assertRejects(() => readContent(content, { name }), InputError);
    assertEquals(error.message, `Cannot read "${name}": ${message}`);
  }
});

Deno.test("readTextTable explains a file that it may not read", async () => {
  const denied = new Deno.errors.PermissionDenied("Permission denied (os error 13)");
  const open = Deno.open;
  try {
    Deno.open = () => Promise.reject(denied);
    const error = await assertRejects(() => readContent(text), InputError);
    assertEquals(
      error.message,
      'Cannot read "table.csv": permission denied; check who owns it and its mode, or choose ' +
        "another folder",
    );
  } finally {
    Deno.open = open;
  }
});
