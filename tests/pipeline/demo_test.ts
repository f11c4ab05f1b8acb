import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { GammaGamma, ParetoNbd } from "perdura/clv/mod.ts";
import type { Quality } from "perdura/clean/mod.ts";
import { demoFiles } from "perdura/sources/mod.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";
import { goldenFigures, goldenFile, howToRenew, runGoldenShop } from "./_golden.ts";
import { contents, pipeline, pipelineTask, results } from "./_pipeline.ts";

/** The lake of the golden shop, made once for all tests of this file. */
const folder = await Deno.makeTempDir({ prefix: "perdura-test-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
let made: Promise<void> | undefined;
async function goldenLake(): Promise<string> {
  const lake = `${folder}/lake`;
  await (made ??= runGoldenShop(lake));
  return lake;
}

const json = (path: string) => JSON.parse(Deno.readTextFileSync(path));

Deno.test("pipeline makes of the demo shop the figures that it has always made", async () => {
  const figures = goldenFigures(await goldenLake());
  assertEquals(figures, json(goldenFile.pathname), howToRenew);
});

Deno.test("pipeline finds in the demo shop exactly the dirt that was put in", async () => {
  const lake = await goldenLake();
  const quality: Quality = json(`${lake}/stage/quality.json`);
  const { lines }: {
    lines: Record<string, { rows: number; quantity: number; amount: number }>;
  } = json(`${lake}/raw/${demoFiles.truth}`);
  const { kept, taken_back: takenBack, ...rejected } = lines;
  for (const [rule, { rows, quantity, amount }] of Object.entries(rejected)) {
    const found = quality.rules.find((account) => account.rule === rule);
    assertEquals([found?.rows, found?.quantity], [rows, quantity], rule);
    assertAlmostEquals(found!.revenue, amount, 0.005, rule);
  }
  const others = quality.rules.filter(({ rule }) => !(rule in rejected));
  assertEquals(others.map(({ rows }) => rows), others.map(() => 0));
  assertEquals([quality.kept.rows, quality.kept.quantity], [kept!.rows, kept!.quantity]);
  assertAlmostEquals(quality.kept.revenue, kept!.amount, 0.005);
  assertEquals(quality.netted.quantity, takenBack!.quantity);
  assertAlmostEquals(quality.netted.revenue, takenBack!.amount, 0.005);
});

Deno.test("pipeline finds in the demo shop the parameters that it was simulated with", () =>
  inFolder(async (lake) => {
    const { code, err } = await pipeline(lake, "--demo-customers", "4000");
    assertEquals([code, err], [0, ""]);
    const truth = json(`${lake}/raw/${demoFiles.truth}`);
    const path = filesIn(lake).find((path) => /^models\/clv\/.*model\.json$/.test(path));
    const models = json(`${lake}/${path}`);
    const { unit: _, ...purchases } = truth.purchases;
    for (
      const [model, parameters] of [
        [ParetoNbd.fromJSON(models.purchases), purchases],
        [GammaGamma.fromJSON(models.spend), truth.spend],
      ] as const
    ) {
      const { params, standardErrors } = model as unknown as {
        params: Record<string, number>;
        standardErrors: Record<string, number>;
      };
      for (const [name, value] of Object.entries<number>(parameters)) {
        // Errors are about equal on the logarithm of a parameter; 99 %, for there are seven.
        const distance = Math.log(params[name]! / value) * params[name]! / standardErrors[name]!;
        assert(
          Math.abs(distance) < 2.58,
          `${name} is ${params[name]}, ${distance} errors from ${value}`,
        );
      }
    }
  }));

Deno.test("pipeline makes the same bytes twice, whatever the number of threads", () =>
  inFolder(async (folder) => {
    const lakes = [1, 2].map((threads) => ({ threads, lake: `${folder}/${threads}` }));
    for (const { threads, lake } of lakes) {
      const command = pipelineTask(lake, {
        args: ["--demo-customers", "500"],
        env: { POLARS_MAX_THREADS: `${threads}` },
      });
      const { success, stderr } = await command.output();
      assert(success, new TextDecoder().decode(stderr));
    }
    const [one, two] = lakes.map(({ lake }) => results(lake));
    assertEquals(one, two);
    assertEquals({ ...one, ...results(await goldenLake()) }, one);
  }));

Deno.test("pipeline simulates another shop for another seed", async () => {
  const lake = await goldenLake();
  const raw = (lake: string) => contents(`${lake}/raw`)[demoFiles.transactions];
  await inFolder(async (other) => {
    await pipeline(other, "--demo-customers", "500", "--seed", "43", "--only", "ingest");
    assert(raw(other) !== undefined && raw(other) !== raw(lake));
  });
});
