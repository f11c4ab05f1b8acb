import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import pl from "nodejs-polars";
import { formatNumber, seededRandom } from "perdura/core/mod.ts";
import { lakeAt, readManifest, readTable } from "perdura/lake/mod.ts";
import type { ClvFacts } from "perdura/pipeline/stages/clv.ts";
import { modelWords, money } from "perdura/plots/mod.ts";
import { sampleExponential } from "perdura/stats/samplers.ts";
import { pipeline } from "../pipeline/_pipeline.ts";
import { shown } from "./_shown.ts";

// The notebooks about models on a small demo shop, held to what the pipeline made of it, and on the
// smallest data that a model can be fitted to.

const folder = await Deno.makeTempDir({ prefix: "perdura-test-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
let made: Promise<unknown> | undefined;

/** The lake of the small shop, made once for all tests of this file. */
async function smallLake(): Promise<string> {
  const lake = `${folder}/demo`;
  await (made ??= pipeline(lake, "--transactions", "demo", "--demo-customers", "1000"));
  return lake;
}

/** A few months of few customers, in a file that names no product, country or currency. */
async function shortLake(): Promise<string> {
  const random = seededRandom(4);
  const rows = ["customer_id,date,sales"];
  for (let customer = 0; customer < 60; customer++) {
    for (let day = 30 * random.next(); day < 100; day += sampleExponential(random, 1 / 25)) {
      const date = new Date(Date.UTC(2024, 0, 1 + Math.floor(day))).toISOString().slice(0, 10);
      rows.push(`c${customer},${date},${(5 + 40 * random.next()).toFixed(2)}`);
      if (random.next() < 0.2) break;
    }
  }
  await Deno.writeTextFile(`${folder}/short.csv`, rows.join("\n") + "\n");
  const lake = `${folder}/short`;
  const { code, err } = await pipeline(lake, "--transactions", `${folder}/short.csv`);
  assertEquals(code, 0, err);
  return lake;
}

const predictionsOf = (lake: string) => readTable(`${lake}/processed/clv_predictions.parquet`);
const factsOf = async (lake: string) =>
  (await readManifest(lakeAt(lake))).stages["clv"]!.facts as ClvFacts;
/** Rows as numbers; what is text in them is read with `String`. */
const rowsOf = (frame: pl.DataFrame) =>
  frame.toRecords() as unknown as Readonly<Record<string, number>>[];
const numberOf = (cell: string | undefined) =>
  Number(cell!.replaceAll(",", "").replace("−", "-").replace(/[\u00a0 ]?%$/, ""));

Deno.test("04_clv shows the predictions of the pipeline", async () => {
  const lake = await smallLake();
  const facts = await factsOf(lake);
  const predictions = predictionsOf(lake);
  const { inputs, table, titles, words } = await shown("04_clv", lake, { draws: 50 });
  const total = predictions.getColumn("clv").sum();
  assertStringIncludes(words.answer, `**${money(total, "GBP")}** of revenue`);
  assertStringIncludes(words.answer, money(facts.clv.upper, "GBP"));
  const purchases = formatNumber(predictions.getColumn("expected_purchases_365d").sum());
  assertStringIncludes(words.answer, `**${purchases} times in the next 12 months**`);
  assertStringIncludes(words.text, `**${modelWords(facts.model)} is used**`);

  const best = rowsOf(predictions.sort({ by: "clv", descending: true }).head(15));
  const rows = table("The 15 most valuable customers");
  assertEquals(rows.map(([customer]) => customer), best.map((row) => String(row["customer_id"])));
  assertEquals(
    rows.map((row) => row.slice(-3).map(numberOf)),
    best.map((row) => ["clv", "clv_lower", "clv_upper"].map((name) => Math.round(row[name]!))),
  );
  assert(titles.some((title) => title.startsWith("The present customers are expected to bring")));
  assert(inputs.includes("outputs/clv_validation.csv"), `${inputs}`);
});

Deno.test("04_clv shows the comparison of models that the pipeline has written", async () => {
  const lake = await smallLake();
  const { table } = await shown("04_clv", lake, { draws: 50 });
  const written = rowsOf(pl.readCSV(`${lake}/outputs/clv_validation.csv`));
  const bySource = new Map(written.map((row) => [modelWords(String(row["model"])), row]));
  const scores = table("Forecasts of the ");
  assert(scores.length >= 5);
  for (const [name, role, expected, error, mae] of scores) {
    const row = bySource.get(name!)!;
    assertEquals(role, String(row["role"]));
    assertEquals(numberOf(expected), Math.round(row["expected_purchases"]!));
    assertAlmostEquals(numberOf(error), 100 * row["relative_error"]!, 0.0501);
    assertAlmostEquals(numberOf(mae), row["mean_absolute_error"]!, 0.00501);
  }
  // The notebook works the differences out anew, from the same seed.
  const { model } = await factsOf(lake);
  assertEquals(model, "pareto-nbd");
  for (const [name, likelihood, lower, upper] of table("Each forecast beside")) {
    const row = bySource.get(name!)!;
    if (String(row["role"]) === "baseline") continue;
    assertAlmostEquals(numberOf(likelihood), row["log_likelihood_difference"]!, 0.0501);
    assertAlmostEquals(numberOf(lower), row["log_likelihood_difference_lower"]!, 0.0501);
    assertAlmostEquals(numberOf(upper), row["log_likelihood_difference_upper"]!, 0.0501);
  }
});

Deno.test("04_clv says when an acquisition cost is paid back", async () => {
  const lake = await smallLake();
  const cost = (acquisitionCost: number) => shown("04_clv", lake, { acquisitionCost, draws: 50 });
  assertStringIncludes((await cost(1)).words.text, "the first purchase pays for it");
  assertStringIncludes((await cost(1e6)).words.text, "it is not paid back within 12 months");
});

Deno.test("05_repurchase shows what the pipeline's networks say of each customer", async () => {
  const lake = await smallLake();
  const { inputs, table, titles, words } = await shown("05_repurchase", lake, { rows: 1000 });
  const predictions = readTable(`${lake}/processed/repurchase_predictions.parquet`);
  const rows = table("The customers most likely to buy");
  assertEquals(rows.length, predictions.height);
  const order = { by: ["probability_30d", "customer_id"], descending: [true, false] };
  const expected = rowsOf(predictions.sort(order));
  rows.forEach(([customer, within30, from, to, within60], at) => {
    const row = expected[at]!;
    assertEquals(customer, String(row["customer_id"]));
    assertAlmostEquals(numberOf(within30), 100 * row["probability_30d"]!, 0.0501);
    assertAlmostEquals(numberOf(from), 100 * row["probability_30d_lower"]!, 0.0501);
    assertAlmostEquals(numberOf(to), 100 * row["probability_30d_upper"]!, 0.0501);
    assertAlmostEquals(numberOf(within60), 100 * row["probability_60d"]!, 0.0501);
  });
  const buyers = predictions.getColumn("probability_30d").sum();
  assertStringIncludes(words.answer, `**${formatNumber(buyers)} are expected to buy within 30`);
  assertStringIncludes(words.note, "of the way there from guessing"); // the truth is known here
  assert(titles.some((title) => /ROC-AUC of 30 days/.test(title)), `${titles}`);
  assert(inputs.includes("outputs/metrics_repurchase.csv"), `${inputs}`);
});

Deno.test("05_repurchase shows the scores that the pipeline has written, and who bought", async () => {
  const lake = await smallLake();
  const { table } = await shown("05_repurchase", lake);
  const written = rowsOf(pl.readCSV(`${lake}/outputs/metrics_repurchase.csv`));
  for (const horizon of [30, 60]) {
    const pooled = written.filter((row) =>
      row["horizon"] === horizon && String(row["snapshot"]) === "pooled" &&
      String(row["question"]) === "customer"
    );
    const rows = table(`Forecasts of who buys within ${horizon} days`);
    assertEquals(
      rows.map(([, rocAuc, , logLoss]) => [parseFloat(rocAuc!), numberOf(logLoss)]),
      pooled.map((
        row,
      ) => [Number(row["roc_auc"]!.toFixed(3)), Number(row["log_loss"]!.toFixed(3))]),
    );
  }
  // Who bought, counted from the days of purchases.
  const days = readTable(`${lake}/processed/purchase_days.parquet`);
  const stamp = pl.col("timestamp").cast(pl.Float64);
  const customersOf = (frame: pl.DataFrame) => new Set(frame.getColumn("customer_id").toArray());
  const tested = table("Each day by itself");
  assertEquals(tested.length, 6);
  for (const [date, customers, bought] of tested) {
    const start = Date.parse(date!);
    const known = customersOf(days.filter(stamp.lt(pl.lit(start))));
    const buyers = customersOf(
      days.filter(stamp.gtEq(pl.lit(start)).and(stamp.lt(pl.lit(start + 30 * 86_400_000)))),
    );
    // Purchases that were returned later had been made: a customer more may have been known.
    assertAlmostEquals(numberOf(customers), known.size, 2);
    assertAlmostEquals(numberOf(bought), 100 * buyers.intersection(known).size / known.size, 0.3);
  }
});

Deno.test("06_conversion accounts for every customer and the whole of CLV", async () => {
  const lake = await smallLake();
  const predictions = predictionsOf(lake);
  const { table, words } = await shown("06_conversion", lake);
  assertStringIncludes(words.answer, "this lake has no campaign history");
  const groups = table("Customers by P(alive)");
  const sum = (column: number) => groups.reduce((total, row) => total + numberOf(row[column]), 0);
  assertEquals(sum(2), predictions.height);
  assertAlmostEquals(sum(3), predictions.getColumn("clv").sum(), 2);
  for (const [customer, , , alive, value, doubt] of table("The customers with the most in doubt")) {
    const [row] = rowsOf(predictions.filter(pl.col("customer_id").eq(pl.lit(customer!))));
    const clv = row!["clv"]!, p = row!["probability_alive"]!;
    assert(p >= 0.2 && p <= 0.8);
    assertAlmostEquals(numberOf(alive), 100 * p, 0.501);
    assertAlmostEquals(numberOf(value), clv, 0.501);
    assertAlmostEquals(numberOf(doubt), clv * (1 - p) / p, 0.501);
  }
});

Deno.test("the notebooks about models say so where the past is short and nothing is named", async () => {
  const lake = await shortLake();
  const { words, titles } = await shown("04_clv", lake, { draws: 50 });
  assertStringIncludes(words.answer, "in a currency that the data do not state");
  assertStringIncludes(words.answer, "nobody has tested these numbers yet");
  assertStringIncludes(words.note, "20 weeks are needed");
  const { words: again } = await shown("05_repurchase", lake);
  assertStringIncludes(again.answer, "The past is too short to test this on it");
  assertStringIncludes(again.note, "294 are needed");
  const { words: campaign } = await shown("06_conversion", lake);
  const said = [words, again, campaign].flatMap((each) => Object.values(each)).join("\n");
  for (const text of [said, titles.join("\n")]) {
    assertEquals(/NaN|undefined|Infinity|∞|XXX|¤/.exec(text)?.[0], undefined, text);
  }
});
