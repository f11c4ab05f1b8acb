import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { cleanTransactions } from "perdura/clean/mod.ts";
import { customerFeatures, customerHistory } from "perdura/features/mod.ts";
import { onlineRetail } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCanonical } from "../clean/_canonical.ts";

const { rules } = onlineRetail;
const retail = realData("online-retail-ii/online_retail_II.csv.gz");

Deno.test({
  name: `customerFeatures of Online Retail II are those of a file that ends before the day${
    withoutRealData(retail)
  }`,
  ignore: retail === undefined,
  fn: async () => {
    const canonical = await readCanonical(retail!);
    const featuresOf = (lines: pl.DataFrame, asOf: Date) =>
      customerFeatures.at(customerHistory(cleanTransactions(lines, { rules })), asOf);
    const asOf = new Date("2011-06-13");
    const isPast = pl.col("timestamp").cast(pl.Float64).lt(pl.lit(asOf.getTime()));
    const then = featuresOf(canonical.filter(isPast), asOf);
    const now = featuresOf(canonical, asOf);
    assertEquals(then.height, 4_943);
    for (const name of then.columns) {
      assertEquals(now.getColumn(name).toArray(), then.getColumn(name).toArray(), name);
    }
  },
});
