import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import pl from "nodejs-polars";
import type { Quality } from "perdura/clean/mod.ts";
import { formatNumber } from "perdura/core/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { money, share } from "perdura/plots/mod.ts";
import { capture, notebookLake } from "perdura/report/mod.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";
import { shown } from "./_shown.ts";

// The first three notebooks on a small demo shop, held to what the pipeline made of it.

const folder = await Deno.makeTempDir({ prefix: "perdura-test-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
let made: Promise<unknown> | undefined;

/** The lake of the small shop, made once for all tests of this file. */
async function smallLake(): Promise<string> {
  const options = { choices: { demoCustomers: 300 }, now: () => new Date("2026-01-02T03:04:05Z") };
  await (made ??= capture(() => notebookLake(folder, options).table("processed/rfm.parquet")));
  return folder;
}

const quality = (lake: string): Quality =>
  JSON.parse(Deno.readTextFileSync(`${lake}/stage/quality.json`));
const total = (frame: pl.DataFrame, column: string) => frame.getColumn(column).sum();

/** Numbers of a cell as it is shown. */
const numberOf = (cell: string | undefined) =>
  cell === "—" ? 0 : Number(cell!.replaceAll(",", "").replace("−", "-").replace(/[\u00a0 ]?%/, ""));

Deno.test("01_ingesta shows the lines, files and days that the pipeline has read", async () => {
  const lake = await smallLake();
  const { in: came } = quality(lake);
  const { inputs, table, titles, words } = await shown("01_ingesta", lake);
  assertStringIncludes(words.answer, `**${formatNumber(came.rows)} sales lines**`);
  assertStringIncludes(words.answer, `**${money(came.revenue, "GBP")}**`);
  assertStringIncludes(words.note, "**demo shop**");
  const { files } = JSON.parse(Deno.readTextFileSync(`${lake}/raw/manifest.json`)).transactions;
  const [file] = table("What was received");
  assertEquals(file![0], files[0].name);
  assertEquals(file!.at(-2), files[0].sha256.slice(0, 12));
  assertEquals(numberOf(file![2]), came.rows);
  assertEquals(table("The columns of the file").map(([column]) => column), [
    "Invoice",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "Price",
    "Customer ID",
    "Country",
  ]);
  assert(titles.some((title) => / days have lines; the longest gap is /.test(title)), `${titles}`);
  assert(inputs.includes("raw/manifest.json") && inputs.includes("stage/quality.json"));
});

Deno.test("02_limpieza shows the account of quality.json, and it adds up", async () => {
  const lake = await smallLake();
  const { customers, in: came, kept, netted, returns, rules } = quality(lake);
  const { table, words } = await shown("02_limpieza", lake, { samples: 1 });
  assertStringIncludes(words.answer, `Of ${formatNumber(came.rows)} lines received`);
  assertStringIncludes(
    words.answer,
    `**${formatNumber(kept.rows)} (${share(kept.rows / came.rows)})`,
  );
  assertStringIncludes(words.answer, `to ${formatNumber(customers)} customers`);
  assertStringIncludes(words.answer, `**${money(kept.revenue, "GBP")}**`);
  assertStringIncludes(words.answer, money(returns!.takenBack.revenue, "GBP"));

  const account = table("From what came in");
  assertEquals(account.length, 2 + rules.filter(({ rows }) => rows > 0).length + 1);
  assertEquals(account.map((row) => numberOf(row.at(-1))).at(-1), Number(kept.revenue.toFixed(2)));
  for (const [from, end] of [[-3, kept.rows], [-2, kept.quantity], [-1, kept.revenue]] as const) {
    const values = account.map((row) => numberOf(row.at(from)));
    const sum = values.slice(0, -1).reduce((a, b) => a + b, 0);
    assert(Math.abs(sum - end) < 0.05, `${sum} is not ${end}`);
  }
  const balance = table("Nothing is lost");
  assertEquals(balance.map((row) => numberOf(row.at(-1))), [0, 0, 0]);
  assertEquals(numberOf(balance[1]!.at(-2)), netted.quantity);

  const rejected = readTable(`${lake}/stage/rejected.parquet`);
  const samples = table("The first 1 line that each rule took");
  assertEquals(samples.length, rules.filter(({ rows }) => rows > 0).length);
  const [reason, line, invoice] = samples[0]!;
  const found = rejected.filter(pl.col("source_row").eq(pl.lit(numberOf(line)))).toRecords()[0]!;
  assertEquals([found.rule, found.invoice], [reason!.replaceAll(" ", "_"), invoice]);
});

Deno.test("03_features shows the customers, revenue and cohorts of the pipeline's tables", async () => {
  const lake = await smallLake();
  const rfm = readTable(`${lake}/processed/rfm.parquet`);
  const { table, titles, words } = await shown("03_features", lake);
  assertStringIncludes(words.answer, `**${formatNumber(rfm.height)} customers**`);
  assertStringIncludes(words.answer, `${formatNumber(total(rfm, "order_count"))} orders`);
  assertStringIncludes(words.answer, money(total(rfm, "revenue"), "GBP"));
  const once = rfm.filter(pl.col("order_count").eq(pl.lit(1))).height / rfm.height;
  assertStringIncludes(words.answer, `**${share(once)} ordered only once.**`);
  assertStringIncludes(words.text, "**Checked:**");

  const [best] = rfm.sort("revenue", true).head(1).toRecords();
  const [first] = table("The 10 customers who have spent most");
  assertEquals(first!.slice(0, 3), [
    best!.customer_id,
    String(best!.days_since_last),
    String(best!.order_count),
  ]);
  const looks = table("The same shop");
  assertEquals(numberOf(looks[1]![1]), rfm.height);

  const cohorts = readTable(`${lake}/processed/cohorts.parquet`)
    .filter(pl.col("month_offset").eq(pl.lit(1)).and(pl.col("is_partial").not()));
  const next = share(total(cohorts, "active_customers") / total(cohorts, "customers"));
  assertStringIncludes(words.answer, `${next} buy again in the month after`);
  assert(titles.some((title) => title.startsWith(`${next} of new customers`)), `${titles}`);
});

Deno.test("03_features looks back from another day without touching the lake", async () => {
  const lake = await smallLake();
  const before = filesIn(lake);
  const asOf = "2024-01-01";
  const { inputs, table, words } = await shown("03_features", lake, { asOf, earlier: 30 });
  assertMatch(words.answer, /^On 31 Dec 2023 the shop knows/);
  assertEquals(table("The same shop").map(([day]) => day), ["2023-12-02", asOf]);
  assertEquals(inputs.includes("processed/cohorts.parquet"), false);
  assertEquals(filesIn(lake), before);
});

Deno.test("the notebooks on data read one file without products, countries, currency or dirt", () =>
  inFolder(async (folder) => {
    const sales = [
      "customer_id,date,amount",
      "a,2020-01-03,10",
      "a,2020-02-03,20",
      "b,2020-02-04,5",
    ];
    await Deno.writeTextFile(`${folder}/sales.csv`, sales.join("\n") + "\n");
    const lake = `${folder}/lake`;
    const options = { choices: { transactions: `${folder}/sales.csv` }, now: () => new Date(0) };
    await capture(() => notebookLake(lake, options).table("processed/rfm.parquet"));
    const all = await Promise.all(
      ["01_ingesta", "02_limpieza", "03_features"].map((name) => shown(name, lake)),
    );
    for (const { titles, words } of all) {
      const text = [...Object.values(words), ...titles].join("\n");
      assertEquals(
        /NaN|undefined|Infinity|XXX|¤|\b1 (lines|days|customers|orders)\b/.exec(text),
        null,
      );
    }
    assertStringIncludes(all[1]!.words.answer, "**All 3 lines received are kept**");
    assertStringIncludes(all[2]!.words.text, "neither categories of products nor countries");
  }));
