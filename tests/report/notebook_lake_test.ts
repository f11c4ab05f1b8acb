import { assertEquals, assertGreater, assertMatch } from "@std/assert";
import type { Quality } from "perdura/clean/mod.ts";
import type { FeaturesFacts } from "perdura/pipeline/stages/features.ts";
import { capture, notebookLake } from "perdura/report/mod.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";

Deno.test("notebookLake() makes what is missing once, and records what is read", () =>
  inFolder(async (folder) => {
    const lake = notebookLake(`${folder}/lake`, {
      choices: { seed: 7, demoCustomers: 100 },
      now: () => new Date("2026-01-02T03:04:05Z"),
    });
    const { inputs, lines } = await capture(async () => {
      const rfm = await lake.table("processed/rfm.parquet");
      const quality = await lake.json<Quality>("stage/quality.json");
      const { customers } = await lake.facts<FeaturesFacts>("features", "processed/rfm.parquet");
      assertEquals([rfm.height, quality.currency], [customers, "GBP"]);
      assertGreater(customers, 50);
      const { canonical, columns } = await lake.received();
      assertEquals(canonical.height, quality.in.rows);
      assertEquals(columns.get("unit_price"), "Price");
    });
    assertEquals(inputs.map(({ name }) => name), [
      "processed/rfm.parquet",
      "stage/quality.json",
      "manifest.json",
      inputs[3]!.name,
    ]);
    assertMatch(inputs[3]!.name, /^stage\/text\/.+\.parquet$/);
    assertMatch(lines.at(-1)!.text, /\[3\/3\] features: \d+ customers/);
    const runs = filesIn(folder).filter((path) => path.includes("/runs/"));
    assertEquals(runs, ["lake/runs/20260102T030405000Z/run.json"]);
    const { seed } = JSON.parse(await Deno.readTextFile(`${folder}/${runs[0]}`));
    assertEquals(seed, 7);
  }));
