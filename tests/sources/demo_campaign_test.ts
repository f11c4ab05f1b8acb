import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import pl from "nodejs-polars";
import { cleanCampaign } from "perdura/clean/mod.ts";
import { InputError, seededRandom, silent } from "perdura/core/mod.ts";
import { readTextTable } from "perdura/lake/read/mod.ts";
import { rocAuc } from "perdura/learn/mod.ts";
import {
  chooseCampaignSource,
  demoFiles,
  simulateCampaign,
  simulateDemo,
  writeDemoCampaign,
} from "perdura/sources/mod.ts";
import {
  csvRows,
  requireCalibrated,
  requireLikely,
  requireNoMeaning,
  taken,
} from "./_demo_rows.ts";

function simulated(customers: number, seed: number, rows?: number) {
  const random = seededRandom(seed);
  const shop = simulateDemo({ customers }, random);
  const campaign = simulateCampaign(shop, rows === undefined ? {} : { rows }, random);
  const { items, result } = taken(campaign.csv());
  const truth: Truth = JSON.parse([...campaign.truth(result)].join(""));
  return { shop, text: items.join(""), truth };
}

interface Truth {
  rows: { in: number; kept: number; rejected: Record<string, number> };
  treated_share: number;
  attainable: {
    response: { base_rate: number; roc_auc: number; log_loss: number; base_rate_log_loss: number };
    response_in_arm: { roc_auc: number };
    uplift: { mean: number; negative_share: number; qini: number };
  };
  per_row: { customer_id: string[]; campaign_id: string[]; p0: number[]; p1: number[] };
}

/** The campaign of the default shop, its valid rows beside their truth. */
const { text, truth, shop } = simulated(5_000, 42);
const { per_row: { customer_id, campaign_id, p0, p1 } } = truth;
const keys = new Map(customer_id.map((id, row) => [`${id} ${campaign_id[row]}`, row]));
const valid = (row: Record<string, string>) =>
  Number(row.open_rate) <= 1 && !row.age!.startsWith("-") && row.gender !== "X" && row.label !== "";
const rows = csvRows([...new Set(text.trimEnd().split("\n"))].join("\n")).filter(valid);
const labels = rows.map(({ label }) => Number(label));
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

Deno.test("simulateCampaign gives the same bytes for the same seed and others for another", () => {
  const bytes = (seed: number) => {
    const { text, truth } = simulated(200, seed);
    return { text, truth };
  };
  assertEquals(bytes(1), bytes(1));
  assertNotEquals(bytes(1).text, bytes(2).text);
});

Deno.test("simulateCampaign leaves the transactions as they are", () => {
  const alone = [...simulateDemo({ customers: 60 }, seededRandom(4)).csv()];
  const random = seededRandom(4);
  const shop = simulateDemo({ customers: 60 }, random);
  taken(simulateCampaign(shop, {}, random).csv());
  assertEquals([...shop.csv()], alone);
});

Deno.test("simulateCampaign tells of recency, frequency and spend what the transactions say", () => {
  const { shop, text } = simulated(300, 7);
  const services = new Set(["POST", "DOT", "M"]);
  const lines = csvRows([...new Set([...shop.csv()].join("").trimEnd().split("\n"))].join("\n"))
    .filter((line) => line["Customer ID"] !== "" && !services.has(line.StockCode!));
  const dayOf = (text: string) => Date.parse(text.slice(0, 10)) / 86_400_000;
  for (const row of csvRows(text)) {
    const today = dayOf(row.date!);
    const before = lines.filter((line) =>
      line["Customer ID"] === `${row.customer_id}.0` && dayOf(line.InvoiceDate!) < today
    );
    const orders = before.filter(({ Invoice }) => !Invoice!.startsWith("C"))
      .map(({ InvoiceDate }) => dayOf(InvoiceDate!));
    assertEquals(Number(row.recency), today - Math.max(...orders));
    const lastYear = new Set(orders.filter((day) => day >= today - 365));
    assertEquals(Number(row.frequency), lastYear.size);
    const spent = before.reduce((sum, line) => sum + Number(line.Quantity) * Number(line.Price), 0);
    assertAlmostEquals(Number(row.monetary), spent, 0.005);
  }
});

Deno.test("simulateCampaign has the base rate and the attainable skill that are wanted", () => {
  const { response, response_in_arm, uplift } = truth.attainable;
  assert(response.base_rate > 0.11 && response.base_rate < 0.13, `${response.base_rate}`);
  assert(response.roc_auc > 0.765 && response.roc_auc < 0.795, `${response.roc_auc}`);
  assert(response_in_arm.roc_auc > response.roc_auc);
  assert(uplift.mean > 0.03 && uplift.qini > 0.01, JSON.stringify(uplift));
  assert(uplift.negative_share > 0.03 && uplift.negative_share < 0.2);
});

Deno.test("simulateCampaign knows the probabilities that the labels are drawn with", () => {
  assertEquals(rows.map((row) => keys.get(`${row.customer_id} ${row.campaign_id}`)), [
    ...rows.keys(),
  ]);
  requireCalibrated(labels, p0.map((p, row) => (p + p1[row]!) / 2));
  const inArm = rows.map(({ treatment }, row) => (treatment === "1" ? p1 : p0)[row]!);
  requireCalibrated(labels, inArm);
  requireNoMeaning(rows.map(({ treatment }) => `arm ${treatment}`), labels, inArm);
  const found = rocAuc(Float64Array.from(inArm), Float64Array.from(labels));
  assertAlmostEquals(found, truth.attainable.response_in_arm.roc_auc, 0.02);
});

Deno.test("simulateCampaign gives the message at random and knows what it does", () => {
  const isTreated = rows.map(({ treatment }) => Number(treatment));
  const share = rows.map(() => truth.treated_share);
  requireLikely(isTreated, share, "treated");
  const responses = (arm: number) => labels.filter((_, row) => isTreated[row] === arm);
  const [treated, control] = [responses(1), responses(0)];
  const deviation = Math.sqrt(
    mean(treated) * (1 - mean(treated)) / treated.length +
      mean(control) * (1 - mean(control)) / control.length,
  );
  const uplift = mean(p1) - mean(p0);
  assertAlmostEquals(truth.attainable.uplift.mean, uplift, 1e-8);
  assertAlmostEquals(mean(treated) - mean(control), uplift, 4 * deviation);
});

Deno.test("simulateCampaign lets gender, region and campaign mean nothing", () => {
  const p = rows.map(({ treatment }, row) => (treatment === "1" ? p1 : p0)[row]!);
  for (const column of ["gender", "region", "campaign_id"]) {
    requireNoMeaning(rows.map((row) => row[column]!), labels, p);
  }
});

Deno.test("simulateCampaign lets those spend who respond, and nobody else", () => {
  for (const { label, spend } of rows) assertEquals(Number(spend) > 0, label === "1");
});

Deno.test("simulateCampaign makes as many rows as are asked for", () => {
  const few = simulated(400, 3, 900);
  const many = simulated(400, 3, 20_000);
  assertEquals(few.truth.rows.in - few.truth.rows.rejected.exact_duplicate!, 900);
  assertEquals(many.truth.rows.in - many.truth.rows.rejected.exact_duplicate!, 20_000);
  assertThrows(() => simulated(20, 3, 20_000), InputError, "ask for more customers");
});

Deno.test("writeDemoCampaign writes a file in which cleaning finds exactly what was put in", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [campaign, truth] = [demoFiles.campaign, demoFiles.campaignTruth]
      .map((name) => `${folder}/${name}`);
    await writeDemoCampaign(
      { customers: 5_000, campaign: campaign!, truth: truth! },
      seededRandom(42),
      silent,
    );
    assertEquals(await Deno.readTextFile(campaign!), text);
    await readTextTable(campaign!, `${folder}/text.parquet`);
    const table = pl.readParquet(`${folder}/text.parquet`);
    const columns = table.columns.filter((name) => !name.startsWith("source_"));
    const cleaned = await cleanCampaign(table, {
      ...chooseCampaignSource(columns, { where: demoFiles.campaign }),
      sourceFile: demoFiles.campaign,
    });
    const written: Truth = JSON.parse(await Deno.readTextFile(truth!));
    const found = cleaned.quality.rules.filter(({ rows }) => rows > 0).map((
      { rule, column, rows },
    ) => [column === null ? rule : `${rule} ${column}`, rows]);
    assertEquals(Object.fromEntries(found), written.rows.rejected);
    assertEquals(cleaned.quality.in, written.rows.in);
    assertEquals(cleaned.campaign.getColumn("customer_id").toArray(), written.per_row.customer_id);
    assertEquals(cleaned.campaign.getColumn("campaign_id").toArray(), written.per_row.campaign_id);
    for (const column of Object.values(written.per_row)) {
      assertEquals(column.length, cleaned.quality.kept);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("simulateCampaign writes to customers of the shop", () => {
  const ids = new Set(customer_id.map(Number));
  assert(Math.min(...ids) >= 12_346 && Math.max(...ids) < 12_346 + shop.population.count);
});
