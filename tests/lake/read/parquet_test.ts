import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { inFolder, readContent, readFile, values } from "./_text_table.ts";

const name = "table.parquet";

function bytesOf(frame: pl.DataFrame): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    frame.writeParquet(join(folder, name));
    return await Deno.readFile(join(folder, name));
  });
}

Deno.test("readTextTable reads the columns of a Parquet file as text", async () => {
  const moments = Float64Array.from([1259653500123, 1259653500000]);
  const bytes = await bytesOf(pl.DataFrame([
    pl.Series("id", ["00123", ""], pl.Utf8),
    pl.Series("customer", Float64Array.from([13085, NaN])),
    pl.Series("price", Float64Array.from([0.1, 1e-7])),
    pl.Series("narrow", Float32Array.from([0.1, 2])),
    pl.Series("count", BigInt64Array.from([9007199254740993n, -1n])),
    pl.Series("yes", [true, null], pl.Bool),
    pl.Series("at", moments).cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.Series("day", moments).cast(pl.Int64).cast(pl.Datetime("ms")).cast(pl.Date),
    pl.Series("kind", ["x", "y"], pl.Utf8).cast(pl.Categorical),
  ]));
  const table = await readContent(bytes, { name });
  assertEquals(table.format, "parquet");
  assertEquals(values(table), [
    ["00123", "13085", "0.1", "0.1", "9007199254740993", "true", "2009-12-01 07:45:00.123"]
      .concat("2009-12-01", "x"),
    [null, null, "1e-7", "2", "-1", null, "2009-12-01 07:45:00", "2009-12-01", "y"],
  ]);
  assertEquals(table.records.map((record) => record.source_row), [1, 2]);
});

Deno.test("readTextTable says what is wrong with a Parquet file", async () => {
  const frame = pl.DataFrame([pl.Series("a", [1, 2], pl.Int32)]);
  const good = await bytesOf(frame);
  const lists = pl.DataFrame([pl.Series("a", [[1], [2]])]);
  const twice = pl.DataFrame([pl.Series("a", [1]), pl.Series("A", [2])]);
  for (
    const [bytes, message] of [
      [good.slice(0, good.length - 20), "it is cut off or damaged"],
      [await bytesOf(frame.limit(0)), "it has columns but no records"],
      [await bytesOf(lists), 'the column "a" holds values of type List'],
      [await bytesOf(twice), 'columns 1 and 2 are both called "A"'],
    ] as const
  ) {
    await assertRejects(() => readContent(bytes, { name }), InputError, message);
  }
});

Deno.test("readTextTable takes brackets and stars in a path as they are", () =>
  inFolder(async (folder) => {
    const path = join(folder, "sales [a]*.parquet");
    await Deno.writeFile(path, await bytesOf(pl.DataFrame([pl.Series("a", ["x"], pl.Utf8)])));
    const table = await readFile(path, folder);
    assertEquals([table.columns, values(table)], [["a"], [["x"]]]);
  }));
