import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { readTextTable } from "perdura/lake/read/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { canonical, type TestOptions, values } from "./_text_table.ts";

// Every count and sum here stands in the README of the real data.

async function readReal(path: string, options: TestOptions = {}): Promise<pl.DataFrame> {
  const folder = await Deno.makeTempDir();
  try {
    await readTextTable(path, `${folder}/text.parquet`);
    return await canonical(pl.scanParquet(`${folder}/text.parquet`), options);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The sum of a column, exact to its fifth decimal, whatever the order of the additions. */
function total(frame: pl.DataFrame, column: string): number {
  const sum = frame.select(pl.col(column).mul(1e5).round(0).cast(pl.Int64).sum());
  return Number(sum.getColumn(column).toArray()[0]) / 1e5;
}

const distinct = (frame: pl.DataFrame, column: string) =>
  frame.select(pl.col(column).dropNulls().nUnique()).getColumn(column).get(0);
const nulls = (frame: pl.DataFrame, column: string) => frame.getColumn(column).nullCount();
const count = (frame: pl.DataFrame, condition: pl.Expr) => frame.filter(condition).height;

const retail = realData("online-retail-ii/online_retail_II.csv.gz");
Deno.test({
  name: `canonicalTransactions agrees with what is known of Online Retail II${
    withoutRealData(retail)
  }`,
  ignore: retail === undefined,
  fn: async () => {
    const frame = await readReal(retail!);
    assertEquals(frame.height, 1_067_371);
    assertEquals(frame.height - nulls(frame, "problem"), 0);
    assertEquals(distinct(frame, "customer_id"), 5_942);
    assertEquals(distinct(frame, "invoice"), 53_628);
    assertEquals(distinct(frame, "product"), 5_304); // of 5,305 two differ by a blank at the end
    assertEquals(distinct(frame, "country"), 43);
    assertEquals(nulls(frame, "customer_id"), 243_007);
    assertEquals(count(frame, pl.col("quantity").lt(pl.lit(0))), 22_950);
    assertEquals(count(frame, pl.col("unit_price").eq(pl.lit(0))), 6_202);
    assertEquals(count(frame, pl.col("unit_price").lt(pl.lit(0))), 5);
    assertEquals(count(frame, pl.col("invoice").str.startsWith("C")), 19_494);
    assertAlmostEquals(total(frame, "sales"), 19_287_250.57, 0.005);
    const moments = values(
      frame.select(pl.col("timestamp")).sort("timestamp"),
      "timestamp",
    );
    assertEquals([moments[0], moments.at(-1)], [
      "2009-12-01 07:45:00.000",
      "2011-12-09 12:50:00.000",
    ]);
    assertEquals(
      count(
        frame,
        pl.col("quantity").gt(pl.lit(0)).and(pl.col("unit_price").gt(pl.lit(0)))
          .and(pl.col("customer_id").isNotNull()),
      ),
      805_549,
    );
    assertEquals(frame.getColumn("source_row").get(1_067_370), 1_067_371);
  },
});

const master = realData("cdnow/CDNOW_master.txt");
Deno.test({
  name: `canonicalTransactions agrees with what is known of CDNOW${withoutRealData(master)}`,
  ignore: master === undefined,
  fn: async () => {
    const frame = await readReal(master!);
    assertEquals(frame.height, 69_659);
    assertEquals(distinct(frame, "customer_id"), 23_570);
    assertEquals(distinct(frame, "invoice"), 67_591); // customer-days
    assertEquals(total(frame, "sales"), 2_500_315.63);
    assertEquals(total(frame, "quantity"), 167_881);
    assertEquals(count(frame, pl.col("sales").eq(pl.lit(0))), 80);
    const moments = values(frame.sort("timestamp"), "timestamp");
    assertEquals([moments[0], moments.at(-1)], [
      "1997-01-01 00:00:00.000",
      "1998-06-30 00:00:00.000",
    ]);
    assertEquals(values(frame.head(1), "currency"), ["USD"]);
  },
});

const sample = realData("cdnow/CDNOW_sample.txt");
Deno.test({
  name: `canonicalTransactions reads the CDNOW sample, which has no header${
    withoutRealData(sample, master)
  }`,
  ignore: sample === undefined || master === undefined,
  fn: async () => {
    const frame = await readReal(sample!);
    assertEquals(frame.height, 6_919);
    assertEquals(distinct(frame, "customer_id"), 2_357);
    assertEquals(distinct(frame, "invoice"), 6_696);
    assertEquals(total(frame, "sales"), 244_091.94);
    assertEquals(count(frame, pl.col("sales").eq(pl.lit(0))), 8);
    // Every row is in the master file, under the same customer.
    const key = ["customer_id", "timestamp", "quantity", "sales"];
    const all = await readReal(master!, { source: "cdnow" });
    assertEquals(frame.join(all, { on: key, how: "anti" }).height, 0);
  },
});

Deno.test({
  name: `canonicalTransactions reads CDNOW through a map as well${withoutRealData(master)}`,
  ignore: master === undefined,
  fn: async () => {
    const frame = await readReal(master!, {
      source: "generic",
      map: {
        customer_id: "customer_id",
        timestamp: "date",
        quantity: "number_of_cds",
        sales: "dollar_value",
      },
    });
    assertEquals(distinct(frame, "customer_id"), 23_570);
    assertEquals(total(frame, "sales"), 2_500_315.63);
  },
});
