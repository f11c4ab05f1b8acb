/** Tables of the lake as the programs of other people read them. */
import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { writeStagingTable, writeTable } from "perdura/lake/mod.ts";
import { python, withoutPython } from "../_python.ts";

/** A column of every type that the lake has, each with a null. */
const frame = pl.DataFrame([
  pl.Series("customer_id", ["13085", null, "Zoë £"], pl.Utf8),
  pl.Series("sales", [1.5, null, -2], pl.Float64),
  pl.Series("frequency", [3, null, 0], pl.Int64),
  pl.Series("is_outlier", [true, null, false], pl.Bool),
  pl.Series("first_purchase", [14_588, null, 14_589], pl.Int64).cast(pl.Date),
  pl.Series("timestamp", [1_260_430_500_000, null, 0], pl.Int64).cast(pl.Datetime("ms")),
]);
const metadata = {
  description: "One row per customer",
  schemaVersion: 1,
  units: { sales: "GBP" },
  lineage: {},
};

const writers = {
  writeTable: (path: string) => writeTable(path, frame, ["frequency"], metadata),
  writeStagingTable: (path: string) => writeStagingTable(path, frame, ["frequency"]),
};

// Sorted by frequency, nulls first.
const rows = [
  [null, null, null, null, null, null],
  ["Zoë £", -2, 0, false, "2009-12-11", "1970-01-01T00:00:00"],
  ["13085", 1.5, 3, true, "2009-12-10", "2009-12-10T07:35:00"],
];

const withPyarrow = `
import sys, json, pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
file = pq.read_metadata(sys.argv[1])
plain = lambda v: v.isoformat() if hasattr(v, "isoformat") else v
print(json.dumps({
  "types": [str(t) for t in table.schema.types],
  "codec": file.row_group(0).column(0).compression,
  "metadata": (file.metadata or {}).get(b"perdura", b"null").decode(),
  "rows": [[plain(v) for v in row.values()] for row in table.to_pylist()],
}))`;

const withPandas = `
import sys, json, pandas as pd
frame = pd.read_parquet(sys.argv[1])
plain = lambda v: None if pd.isna(v) else v.isoformat() if hasattr(v, "isoformat") else v
print(json.dumps([[plain(v) for v in row] for row in frame.astype(object).values.tolist()]))`;

const reason = await withoutPython("pandas", "pyarrow");

for (const [writer, write] of Object.entries(writers)) {
  Deno.test({
    name: `${writer} writes what pyarrow reads${reason}`,
    ignore: reason !== "",
    fn: async () => {
      const path = await Deno.makeTempFile({ suffix: ".parquet" });
      write(path);
      const read = JSON.parse(await python(withPyarrow, path));
      assertEquals(read.rows, rows);
      assertEquals(read.types.slice(1), [
        "double",
        "int64",
        "bool",
        "date32[day]",
        "timestamp[ms]",
      ]);
      assertEquals(read.codec, "SNAPPY");
      assertEquals(JSON.parse(read.metadata), writer === "writeTable" ? metadata : null);
      await Deno.remove(path);
    },
  });

  Deno.test({
    name: `${writer} writes what pandas reads${reason}`,
    ignore: reason !== "",
    fn: async () => {
      const path = await Deno.makeTempFile({ suffix: ".parquet" });
      write(path);
      assertEquals(JSON.parse(await python(withPandas, path)), rows);
      await Deno.remove(path);
    },
  });
}
