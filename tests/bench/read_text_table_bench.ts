import { readTextTable } from "perdura/lake/read/mod.ts";
import { realData } from "../_data.ts";

const folder = Deno.makeTempDirSync({ prefix: "perdura-bench-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

for (
  const path of [
    "online-retail-ii/online_retail_II.csv.gz",
    "online-retail-ii/online_retail_II_rebuilt.xlsx",
    "online-retail-ii/online_retail_II_year_2009-2010.parquet",
    "cdnow/CDNOW_master.txt",
    "thelook/generated-30k/events.csv.gz",
  ]
) {
  const file = realData(path);
  Deno.bench({
    name: `readTextTable ${path}`,
    group: "read",
    ignore: file === undefined,
    n: 3,
    warmup: 1,
    fn: async () => {
      await readTextTable(file!, `${folder}/table.parquet`);
    },
  });
}
