import { assert, assertEquals } from "@std/assert";
import { readTable } from "perdura/lake/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { inFolder } from "../lake/_folder.ts";
import { pipeline } from "../pipeline/_pipeline.ts";

const csv = realData("online-retail-ii/online_retail_II.csv.gz");
const workbook = realData("online-retail-ii/online_retail_II_rebuilt.xlsx");

Deno.test({
  name: `pipeline makes equal tables of a CSV file and of the workbook it came from${
    withoutRealData(csv, workbook)
  }`,
  ignore: csv === undefined || workbook === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const lakes: string[] = [];
      for (const path of [csv!, workbook!]) {
        const lake = `${folder}/${lakes.length}`;
        const { code, err } = await pipeline(lake, "--transactions", path);
        assertEquals([code, err], [0, ""]);
        lakes.push(lake);
      }
      for (
        const path of [
          "stage/transactions",
          "stage/rejected",
          "stage/products",
          "processed/clv",
          "processed/rfm",
          "processed/cohorts",
          "processed/clv_predictions",
        ]
      ) {
        const [one, other] = lakes.map((lake) => {
          const table = readTable(`${lake}/${path}.parquet`);
          return table.columns.includes("source_file") ? table.drop("source_file") : table;
        });
        assertEquals(one!.schema, other!.schema);
        assert(one!.frameEqual(other!, true), path);
      }
    }),
});
