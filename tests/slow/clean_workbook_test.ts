import { assert, assertEquals } from "@std/assert";
import { cleanTransactions } from "perdura/clean/mod.ts";
import { onlineRetail } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCanonical } from "../clean/_canonical.ts";

const csv = realData("online-retail-ii/online_retail_II.csv.gz");
const workbook = realData("online-retail-ii/online_retail_II_rebuilt.xlsx");

Deno.test({
  name: `cleanTransactions makes equal tables of a CSV and of the workbook it came from${
    withoutRealData(csv, workbook)
  }`,
  ignore: csv === undefined || workbook === undefined,
  fn: async () => {
    const clean = async (path: string) =>
      cleanTransactions(await readCanonical(path), { rules: onlineRetail.rules });
    const one = await clean(csv!);
    const other = await clean(workbook!);
    assertEquals(one.quality.kept, other.quality.kept);
    for (const table of ["transactions", "rejected"] as const) {
      const [a, b] = [one[table].drop("source_file"), other[table].drop("source_file")];
      assertEquals(a.schema, b.schema);
      assert(a.frameEqual(b, true), table);
    }
    assert(one.products.frameEqual(other.products, true), "products");
  },
});
