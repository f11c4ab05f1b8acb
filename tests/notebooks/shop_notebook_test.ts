import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { formatNumber, percent } from "perdura/core/mod.ts";
import { lakeAt, readManifest, readTable } from "perdura/lake/mod.ts";
import type { RepurchaseFacts } from "perdura/pipeline/stages/repurchase.ts";
import { pipeline } from "../pipeline/_pipeline.ts";
import { shown } from "./_shown.ts";

// The part of 05 about orders, on a small demo shop that has no transactions.

const folder = await Deno.makeTempDir({ prefix: "perdura-test-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

Deno.test("05_repurchase shows of orders what the pipeline has made", async () => {
  const lake = `${folder}/lake`;
  const { code, err } = await pipeline(
    lake,
    ...["--shop", "demo", "--demo-customers", "1500"],
  );
  assertEquals(code, 0, err);
  // The notebook has the stage run that makes what it reads.
  const { table, titles, words } = await shown("05_repurchase", lake);
  const { repurchase } = (await readManifest(lakeAt(lake))).stages;
  const { answered, learnt, orders, repurchases, verdict } = (repurchase!.facts as RepurchaseFacts)
    .orders!;
  assertStringIncludes(
    words.answer,
    `${percent(repurchases / answered, 1)} were followed by another completed order`,
  );
  for (const sentence of verdict) assertStringIncludes(words.answer, sentence);

  const rows = readTable(`${lake}/processed/repurchase_60d.parquet`);
  const predictions = readTable(`${lake}/processed/order_repurchase_predictions.parquet`);
  assertEquals([rows.height, predictions.height], [orders, orders]);
  const [trees] = table("Forecasts of a repurchase within 60 days on");
  assertEquals(trees![0], "boosted trees");
  assertStringIncludes(trees![2]!, formatNumber(learnt!.rocAuc, 3));
  assertEquals(table("Trees of the same kind, judged in 9 ways").length, 9);
  for (
    const title of ["Items per order", "Share of orders followed", "Judged as published"]
  ) assertEquals(titles.filter((one) => one.startsWith(title)).length, 1, title);
});

Deno.test("05_repurchase says so where it was asked of first orders only", async () => {
  const lake = `${folder}/first`;
  await Deno.mkdir(lake);
  await Deno.writeTextFile(`${lake}/perdura.json`, '{ "anchor": "first" }');
  const { code, err } = await pipeline(lake, "--shop", "demo", "--demo-customers", "200");
  assertEquals(code, 0, err);
  const { words } = await shown("05_repurchase", lake);
  assertMatch(words.answer, /Of [\d,]+ first completed orders of the shop/);
});
