import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import pl from "nodejs-polars";
import type { Quality } from "perdura/clean/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { inFolder } from "../lake/_folder.ts";
import { pipeline, statuses } from "./_pipeline.ts";

const retail = realData("online-retail-ii/online_retail_II.csv.gz");
const master = realData("cdnow/CDNOW_master.txt");
const sample = realData("cdnow/CDNOW_sample.txt");

function realTest(
  name: string,
  path: string | undefined,
  test: (lake: string, path: string) => Promise<void>,
): void {
  Deno.test({
    name: `pipeline on ${name}${withoutRealData(path)}`,
    ignore: path === undefined,
    fn: () => inFolder((folder) => test(`${folder}/lake`, path!)),
  });
}

async function run(lake: string, ...args: string[]) {
  const finished = await pipeline(lake, "--json", ...args);
  assertEquals([finished.code, finished.err], [0, ""]);
  return statuses(finished);
}

const table = (lake: string, path: string) => readTable(`${lake}/${path}.parquet`);

function quality(lake: string): Quality {
  return JSON.parse(Deno.readTextFileSync(`${lake}/stage/quality.json`));
}

/** A row for every customer, with predictions that can be. */
function hasPredictions(lake: string, customers: number): void {
  const predictions = table(lake, "processed/clv_predictions");
  assertEquals(predictions.height, customers);
  assertEquals(predictions.getColumn("customer_id").nUnique(), customers);
  const column = (name: string) => predictions.getColumn(name).toTypedArray() as Float64Array;
  assert(column("probability_alive").every((p) => p >= 0 && p <= 1));
  assert(column("clv").every((value) => value > 0 && Number.isFinite(value)));
  const [month, year] = [column("expected_purchases_30d"), column("expected_purchases_365d")];
  assert(month.every((purchases, i) => purchases >= 0 && purchases <= year[i]!));
}

// The README of the real data has these counts.
realTest("Online Retail II keeps every line, and has the textbook's count", retail, async (
  lake,
  path,
) => {
  await run(lake, "--transactions", path);
  const { customers, in: all, kept, rejected } = quality(lake);
  assertEquals(all.rows, 1_067_371);
  assertAlmostEquals(all.revenue, 19_287_250.57, 0.005);
  assertEquals(table(lake, "stage/transactions").height, kept.rows);
  assertEquals(table(lake, "stage/rejected").height, rejected.rows);
  const positions = pl.concat([
    table(lake, "stage/transactions").select("source_row"),
    table(lake, "stage/rejected").select("source_row"),
  ]).getColumn("source_row");
  assertEquals([positions.nUnique(), positions.max()], [1_067_371, 1_067_371]);
  assertEquals(table(lake, "processed/rfm").height, customers);
  hasPredictions(lake, customers);
  const purchases = table(lake, "processed/clv_predictions").getColumn("expected_purchases_365d");
  // 16,400 orders of known customers in the second of the two years.
  assert(purchases.sum() > 8_000 && purchases.sum() < 24_000, `${purchases.sum()}`);

  assertEquals(await run(lake, "--rules", "plain"), {
    ingest: "cached",
    clean: "ran",
    features: "ran",
    clv: "ran",
  });
  assertEquals(table(lake, "stage/transactions").height, 805_549);
  assertEquals(quality(lake).customers, 5_878);
  assertEquals(quality(lake).orders, 36_969);
  assertAlmostEquals(quality(lake).kept.revenue, 17_743_429.18, 0.005);
  hasPredictions(lake, 5_878);
});

realTest("the whole of CDNOW, named by a map, has all its customers", master, async (
  lake,
  path,
) => {
  const map = "customer_id=customer_id,timestamp=date,quantity=number_of_cds,sales=dollar_value";
  await run(lake, "--transactions", path, "--source", "generic", "--map", map);
  const { customers, kept, orders } = quality(lake);
  assertEquals([customers, orders, kept.rows], [23_570, 67_591, 69_659]);
  assertAlmostEquals(kept.revenue, 2_500_315.63, 0.005);
  assertEquals(kept.quantity, 167_881);
  hasPredictions(lake, 23_570);
});

realTest(
  "the CDNOW sample calibrated to 1997-09-30 has the counts of the literature",
  sample,
  async (
    lake,
    path,
  ) => {
    await run(lake, "--transactions", path, "--as-of", "1997-10-01");
    const summary = table(lake, "processed/clv");
    assertEquals(summary.height, 2_357);
    assertEquals(summary.getColumn("frequency").sum(), 2_457);
    assertEquals(summary.filter(pl.col("frequency").eq(pl.lit(0))).height, 1_411);
    const { min, max } = {
      min: summary.getColumn("T").min(),
      max: summary.getColumn("T").max(),
    };
    assertEquals([min, Math.round(100 * max) / 100], [27, 38.86]);
    // Fader, Hardie and Lee (2005): r 0.553, alpha 10.578, s 0.606, beta 11.669.
    const manifest = JSON.parse(Deno.readTextFileSync(`${lake}/manifest.json`));
    const { model, params } = manifest.stages.clv.facts;
    assertEquals(model, "pareto-nbd");
    for (
      const [name, value] of Object.entries({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 })
    ) {
      assertLess(Math.abs(params[name] / value - 1), 0.001, name);
    }
  },
);
