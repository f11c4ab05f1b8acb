import { assertEquals } from "@std/assert";
import { join } from "node:path";
import pl from "nodejs-polars";
import { readTextTable } from "perdura/lake/read/mod.ts";
import { realData, withoutRealData } from "../../_data.ts";
import { inFolder } from "./_text_table.ts";

/** Reads a file of real data and looks at its text table. */
function testRead(
  path: string,
  behaviour: string,
  look: (frame: pl.DataFrame, info: Awaited<ReturnType<typeof readTextTable>>) => void,
): void {
  const file = realData(path);
  Deno.test({
    name: `readTextTable ${behaviour}${withoutRealData(file)}`,
    ignore: file === undefined,
    fn: () =>
      inFolder(async (folder) => {
        const output = join(folder, "table.parquet");
        const info = await readTextTable(file!, output);
        look(await pl.scanParquet(output).collect(), info);
      }),
  });
}

const retailColumns = ["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price"]
  .concat("Customer ID", "Country");

// Counts are those of the data's README.

testRead(
  "online-retail-ii/online_retail_II.csv.gz",
  "reads Online Retail II from CSV",
  (frame, info) => {
    assertEquals([info.rows, info.problems, info.encoding], [1_067_371, 0, "utf-8"]);
    assertEquals(info.columns, retailColumns);
    assertEquals(frame.getColumn("Customer ID").nullCount(), 243_007);
    assertEquals(frame.getColumn("Description").nullCount(), 4_382);
    assertEquals(frame.getColumn("StockCode").nUnique(), 5_305);
    const last = frame.row(frame.height - 1);
    assertEquals(last.slice(-4), [1_067_371, null, null, null]);
  },
);

testRead(
  "online-retail-ii/online_retail_II_year_2009-2010.parquet",
  "reads a sheet of Online Retail II from Parquet",
  (frame, info) => {
    assertEquals([info.format, info.rows, info.columns], ["parquet", 525_461, retailColumns]);
    assertEquals(frame.getColumn("Customer ID").nullCount(), 107_927);
    assertEquals(frame.getColumn("Customer ID").get(0), "13085");
    assertEquals(frame.getColumn("InvoiceDate").get(0), "2009-12-01 07:45:00");
  },
);

testRead("cdnow/CDNOW_master.txt", "reads the CDNOW master file", (frame, info) => {
  assertEquals([info.rows, info.problems, info.delimiter], [69_659, 0, " "]);
  assertEquals(info.columns, ["customer_id", "date", "number_of_cds", "dollar_value"]);
  assertEquals(frame.getColumn("customer_id").nUnique(), 23_570);
  assertEquals(frame.row(0).slice(0, 4), ["00001", "19970101", "1", "11.77"]);
});

testRead("cdnow/CDNOW_sample.txt", "reads the CDNOW sample, which has no header", (frame, info) => {
  assertEquals([info.rows, info.problems, info.columns.length], [6_919, 0, 5]);
  assertEquals(frame.getColumn("column_1").nUnique(), 2_357);
});

testRead("hillstrom/hillstrom.csv.gz", "reads the Hillstrom data", (frame, info) => {
  assertEquals([info.rows, info.problems], [64_000, 0]);
  const bands = frame.getColumn("history_segment").toArray();
  assertEquals(bands.filter((band) => String(band).includes(",")).length, 3_167);
});

testRead(
  "thelook/generated-30k/order_items.csv.gz",
  "reads a theLook file with CRLF and quotes everywhere",
  (frame, info) => {
    assertEquals([info.rows, info.problems], [54_876, 0]);
    assertEquals(info.columns.at(-1), "sale_price"); // without the CR
    const total = frame.getColumn("sale_price").cast(pl.Float64).sum();
    assertEquals(Number(total).toFixed(2), "3281420.95");
  },
);

testRead(
  "thelook/export-2026-07/distribution_centers.csv.gz",
  "reads a file without a final line end",
  (_, info) => assertEquals([info.rows, info.problems], [10, 0]),
);

const csv = realData("online-retail-ii/online_retail_II.csv.gz");
const xlsx = realData("online-retail-ii/online_retail_II_rebuilt.xlsx");

Deno.test({
  name: "readTextTable reads the same from the workbook of Online Retail II as from its CSV" +
    withoutRealData(csv && xlsx),
  ignore: csv === undefined || xlsx === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const paths = [join(folder, "csv"), join(folder, "xlsx")] as const;
      await readTextTable(csv!, paths[0]);
      const info = await readTextTable(xlsx!, paths[1]);
      assertEquals(info.sheets, [
        { name: "Year 2009-2010", rows: 525_461 },
        { name: "Year 2010-2011", rows: 541_910 },
      ]);
      assertEquals([info.rows, info.problems, info.cellErrors], [1_067_371, 0, 0]);
      const [fromCsv, fromXlsx] = paths.map((path) =>
        pl.scanParquet(path).collectSync().withColumns(
          pl.col("Price").cast(pl.Float64),
          pl.col("Customer ID").str.replace(/\.0$/, ""), // a number in one, a text in the other
        )
      );
      for (const column of [...retailColumns, "source_row"]) {
        const same = fromCsv!.getColumn(column).seriesEqual(fromXlsx!.getColumn(column), true);
        assertEquals([column, same], [column, true]);
      }
    }),
});
