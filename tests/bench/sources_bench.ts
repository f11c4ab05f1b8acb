import pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";
import { readTextTable } from "perdura/lake/read/mod.ts";
import { simulateDemo } from "perdura/sources/mod.ts";
import { realData } from "../_data.ts";
import { canonical } from "../sources/_text_table.ts";

const retail = realData("online-retail-ii/online_retail_II.csv.gz");
const folder = Deno.makeTempDirSync({ prefix: "perdura-bench-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
const text = `${folder}/text.parquet`;
if (retail !== undefined) await readTextTable(retail, text);

Deno.bench({
  name: "canonicalTransactions, 1,067,371 rows",
  ignore: retail === undefined,
  n: 10,
  fn: async () => void await canonical(pl.scanParquet(text)),
});
Deno.bench({
  name: "simulateDemo, 5,000 customers",
  n: 10,
  fn: () => {
    for (const _ of simulateDemo({}, seededRandom(42)).csv());
  },
});
