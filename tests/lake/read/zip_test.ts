import { assertEquals, assertRejects } from "@std/assert";
import { gzipSync } from "node:zlib";
import { InputError } from "perdura/core/mod.ts";
import { limited } from "perdura/lake/read/byte_source.ts";
import { readContent, values } from "./_text_table.ts";
import { rowsOf, workbookOf, zipOf } from "./_workbook.ts";

const name = "drop.zip";

Deno.test("readTextTable reads the one table of a zip file", async () => {
  const csv = await zipOf({ "readme.txt": "about", "__MACOSX/a.csv": "x", "a.csv": "a,b\n1,x\n" });
  const table = await readContent(csv, { name });
  assertEquals([table.format, values(table)], ["csv", [["1", "x"]]]);
  assertEquals(table.records[0]?.source_sheet, null);

  const workbook = await workbookOf({ sheets: { S: rowsOf([["a"], [7]]) } });
  const zipped = await readContent(await zipOf({ "b.xlsx": workbook }), { name });
  assertEquals([zipped.format, values(zipped)], ["xlsx", [["7"]]]);
  assertEquals(zipped.sheets, [{ name: "S", rows: 1 }]);

  const two = await zipOf({ "b.xlsx": workbook, "a.csv": "a\n1\n" });
  const both = await readContent(two, { name });
  assertEquals(both.sheets, [{ name: "a.csv", rows: 1 }, { name: "b.xlsx/S", rows: 1 }]);
  assertEquals(values(await readContent(two, { name, sheet: "b.xlsx" })), [["7"]]);

  const text = await zipOf({ "only.txt": "1 2\n3 4\n" });
  assertEquals(values(await readContent(text, { name })), [["1", "2"], ["3", "4"]]);
});

Deno.test("readTextTable reads several members of a zip file as one table, by name", async () => {
  const bytes = await zipOf({
    "2011/02.csv": "b;a\n3;z\n",
    "2011/01.csv.gz": gzipSync("a,b\nx,1\ny,2,3\n"),
  });
  const table = await readContent(bytes, { name });
  assertEquals(values(table), [["x", "1"], [null, null], ["z", "3"]]);
  assertEquals(table.records.map((record) => [record.source_row, record.source_sheet]), [
    [1, "2011/01.csv.gz"],
    [2, "2011/01.csv.gz"],
    [3, "2011/02.csv"],
  ]);
  assertEquals(table.sheets, [
    { name: "2011/01.csv.gz", rows: 2 },
    { name: "2011/02.csv", rows: 1 },
  ]);
  assertEquals(table.problems, 1);
  assertEquals(values(await readContent(bytes, { name, sheet: "2011/02.csv" })), [["3", "z"]]);
});

Deno.test("readTextTable says what is wrong with a zip file", async () => {
  const good = await zipOf({
    "a.csv": "a,b\n" + Array.from({ length: 1000 }, (_, index) => `${index},x\n`).join(""),
  });
  const damaged = good.slice();
  damaged[good.length >> 1]! ^= 0xff;
  for (
    const [bytes, message] of [
      [
        await zipOf({ "a.pdf": "x", "b.doc": "y" }),
        'there is no CSV, XLSX or Parquet file in it, only "a.pdf", "b.doc"',
      ],
      [await zipOf({}), "there is no CSV, XLSX or Parquet file in it, only nothing"],
      [
        await zipOf({ "a.csv": "a,b\n1,x\n" }, { password: "secret" }),
        "it is protected by a password; save it without one",
      ],
      [await zipOf({ "a.csv": "a\n1\n", "b.csv": "b\n2\n" }), '"a.csv" has the columns "a"'],
      [await zipOf({ "inner.xlsx": good }), "it is a zip file but no workbook"],
      [good.slice(0, 200), "it is cut off or damaged"],
      [damaged, "it is cut off or damaged"],
    ] as const
  ) {
    await assertRejects(() => readContent(bytes, { name }), InputError, message);
  }
});

Deno.test("limited refuses what unpacks to a multiple of its size", async () => {
  const block = new Uint8Array(1 << 20);
  const unpack = async (blocks: number, packed: number) => {
    const chunks = ReadableStream.from(Array(blocks).fill(block));
    return (await Array.fromAsync(limited(chunks, "bomb.zip", packed))).length;
  };
  assertEquals(await unpack(256, 1000), 256); // small things may be as regular as they like
  assertEquals(await unpack(300, 1 << 20), 300);
  await assertRejects(
    () => unpack(301, 1 << 20),
    InputError,
    'Cannot read "bomb.zip": it unpacks to more than 300 times its size',
  );
});
