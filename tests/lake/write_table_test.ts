import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { DuckDBInstance } from "@duckdb/node-api";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import {
  lakeAt,
  PendingFiles,
  readTable,
  readTableMetadata,
  sha256File,
  writeStagingTable,
  writeTable,
} from "perdura/lake/mod.ts";
import { inFolder } from "./_folder.ts";

const metadata = {
  description: "One row per customer",
  schemaVersion: 1,
  units: { T: "weeks" },
  lineage: { inputs: { "stage/transactions.parquet": "ab12" } },
};

function sample(): pl.DataFrame {
  return pl.DataFrame([
    pl.Series("customer_id", ["ñandú", "b", null, "a"], pl.Utf8),
    pl.Series("T", [1.5, NaN, 3, -0.1], pl.Float64),
    pl.Series("first_purchase", [14000, null, 14002, 14003], pl.Float64)
      .cast(pl.Int32).cast(pl.Date),
    pl.Series("moment", [1.5e12, 1.6e12, null, 1.7e12], pl.Float64)
      .cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.Series("frequency", new BigInt64Array([1n, 2n, 3n, 4n])),
    pl.Series("is_alive", [true, false, null, true], pl.Bool),
  ]);
}

Deno.test("writeTable gives rows and types back, sorted, with its metadata", () =>
  inFolder(async (folder) => {
    const path = `${folder}/t.parquet`;
    const info = writeTable(path, sample(), ["customer_id"], metadata);
    const back = readTable(path);
    assertEquals(info.rows, 4);
    assertEquals(info.schema, {
      customer_id: "String",
      T: "Float64",
      first_purchase: "Date",
      moment: "Datetime(ms)",
      frequency: "Int64",
      is_alive: "Bool",
    });
    assertEquals(back.schema, sample().schema);
    assertEquals<unknown[]>(back.getColumn("customer_id").toArray(), [
      null,
      "a",
      "b",
      "ñandú",
    ]);
    assertEquals(back.getColumn("T").toArray(), [3, -0.1, NaN, 1.5]);
    assertEquals(await readTableMetadata(path), metadata);
  }));

Deno.test("writeTable gives equal bytes for equal rows, however they are split and ordered", () =>
  inFolder(async (folder) => {
    const whole = sample();
    writeTable(`${folder}/a.parquet`, whole, ["customer_id"], metadata);
    const parts = pl.concat([whole.slice(2, 2), whole.slice(0, 2)]);
    writeTable(`${folder}/b.parquet`, parts, ["customer_id"], metadata);
    assertEquals(
      await sha256File(`${folder}/a.parquet`),
      await sha256File(`${folder}/b.parquet`),
    );
    writeTable(`${folder}/c.parquet`, whole, ["T"], metadata);
    assertNotEquals(
      await sha256File(`${folder}/a.parquet`),
      await sha256File(`${folder}/c.parquet`),
    );
  }));

Deno.test("writeTable writes a table without rows", () =>
  inFolder((folder) => {
    writeTable(
      `${folder}/t.parquet`,
      sample().slice(0, 0),
      ["customer_id"],
      metadata,
    );
    const back = readTable(`${folder}/t.parquet`);
    assertEquals(back.height, 0);
    assertEquals(back.columns, sample().columns);
  }));

Deno.test("DuckDB reads what writeTable and writeStagingTable wrote", () =>
  inFolder(async (folder) => {
    writeTable(`${folder}/a.parquet`, sample(), ["customer_id"], metadata);
    writeStagingTable(`${folder}/b.parquet`, sample(), ["customer_id"]);
    const connection = await (await DuckDBInstance.create(":memory:"))
      .connect();
    for (const name of ["a", "b"]) {
      const reader = await connection.runAndReadAll(
        `SELECT count(*)::INT, count(customer_id)::INT, max(first_purchase)::VARCHAR,
                max(moment)::VARCHAR, sum(frequency)::INT
         FROM '${folder}/${name}.parquet'`,
      );
      assertEquals(reader.getRows(), [[
        4,
        3,
        "2008-05-04",
        "2023-11-14 22:13:20",
        10,
      ]]);
    }
    const compression = await connection.runAndReadAll(
      `SELECT DISTINCT compression, row_group_id::INT FROM parquet_metadata('${folder}/a.parquet')`,
    );
    assertEquals(compression.getRows(), [["SNAPPY", 0]]);
  }));

Deno.test("writeTable names the file when the folder does not exist", () => {
  assertThrows(() => writeTable("/nowhere/at/all/t.parquet", sample(), [], metadata));
});

Deno.test("PendingFiles says what to do when the place is no folder", () =>
  inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    const files = new PendingFiles(lakeAt(`${folder}/file`));
    try {
      await files.write("a.json", "{}");
      throw new Error("a file was taken for a folder");
    } catch (error) {
      assertEquals(error instanceof InputError, true);
    }
  }));
