import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { cleanCampaign } from "perdura/clean/mod.ts";
import { ContractError } from "perdura/core/mod.ts";
import { readTextTable } from "perdura/lake/mod.ts";
import { chooseCampaignSource } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { cleanLines } from "./_campaign.ts";

const header = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label";
const good = "7,21,3,99.5,0.4,0.1,37,F,North,1";

Deno.test("cleanCampaign types the columns and renames them", async () => {
  const { campaign, rejected } = await cleanLines([header, good, "8.0,90,1,19,0,1,,m,South,0"]);
  assertEquals(rejected.height, 0);
  assertEquals(campaign.withColumns(pl.col("source_row").cast(pl.Int32)).toRecords(), [
    {
      customer_id: "7",
      days_since_last: 21,
      orders_last_year: 3,
      spend_total: 99.5,
      open_rate: 0.4,
      ctr: 0.1,
      age: 37,
      gender: "F",
      region: "North",
      label: 1,
      source_file: "campaign.csv",
      source_row: 1,
    },
    {
      customer_id: "8",
      days_since_last: 90,
      orders_last_year: 1,
      spend_total: 19,
      open_rate: 0,
      ctr: 1,
      age: null,
      gender: "M",
      region: "South",
      label: 0,
      source_file: "campaign.csv",
      source_row: 2,
    },
  ]);
});

const violations: [row: string, rule: string, column: string | null, detail: string][] = [
  [
    "8,21,3,99.5,1.2,0.1,37,F,North,1",
    "out_of_range",
    "open_rate",
    "open_rate 1.2 is not between 0 and 1",
  ],
  ["8,21,3,99.5,0.4,-0.1,37,F,North,1", "out_of_range", "ctr", "ctr -0.1 is not between 0 and 1"],
  [
    "8,-1,3,99.5,0.4,0.1,37,F,North,1",
    "out_of_range",
    "days_since_last",
    "recency -1.0 is negative",
  ],
  [
    "8,21,-3,99.5,0.4,0.1,37,F,North,1",
    "out_of_range",
    "orders_last_year",
    "frequency -3.0 is negative",
  ],
  ["8,21,3,-9.5,0.4,0.1,37,F,North,1", "out_of_range", "spend_total", "monetary -9.5 is negative"],
  [
    "8,21,3,99.5,0.4,0.1,370,F,North,1",
    "out_of_range",
    "age",
    "age 370.0 is not between 0 and 120",
  ],
  [
    "8,21,3,99.5,0.4,0.1,37,X,North,1",
    "unknown_value",
    "gender",
    "gender X is none of M, F, Other",
  ],
  ["8,21,3,99.5,0.4,0.1,37,F,North,2", "unknown_value", "label", "label 2.0 is none of 0, 1"],
  ["8,21,3,99.5,0.4,0.1,37,F,North,", "missing_value", "label", "label is empty"],
  [",21,3,99.5,0.4,0.1,37,F,North,1", "missing_value", "customer_id", "customer_id is empty"],
  [
    "8,soon,3,99.5,0.4,0.1,37,F,North,1",
    "unparsable_value",
    "days_since_last",
    'recency "soon" is no number',
  ],
  ["8,21,3,99.5,0.4,0.1,37,F,North,yes", "unparsable_value", "label", 'label "yes" is no number'],
  [good, "exact_duplicate", null, "equals an earlier row"],
  ["8,21", "malformed_line", null, "found 2 fields"],
];
for (const [row, rule, column, detail] of violations) {
  Deno.test(`cleanCampaign keeps aside a row where ${detail}`, async () => {
    const others = ["5,21,3,99.5,0.4,0.1,37,F,North,1", "6,21,3,99.5,0.4,0.1,37,F,North,0"];
    const { campaign, rejected, quality } = await cleanLines([header, good, ...others, row]);
    assertEquals(campaign.height, 3);
    const [found] = rejected.select("source_row", "rule", "column", "detail").rows();
    assertEquals([Number(found![0]), ...found!.slice(1)], [4, rule, column, detail]);
    const account = quality.rules.find((one) => one.rule === rule && one.column === column);
    assertEquals(account?.rows, 1);
    assertEquals(account?.samples, [{ sourceFile: "campaign.csv", sourceRow: 4 }]);
  });
}

Deno.test("cleanCampaign names everything that is wrong with a row and keeps its values", async () => {
  const { rejected } = await cleanLines([header, good, "8,-2,3,99.5,1.2,0.1,37,X,North,1"]);
  assertEquals(
    rejected.getColumn("detail").get(0),
    "gender X is none of M, F, Other; recency -2.0 is negative; open_rate 1.2 is not between 0 and 1",
  );
  assertEquals(JSON.parse(rejected.getColumn("values").get(0)).open_rate, "1.2");
});

Deno.test("cleanCampaign reads what is optional and calls the arms by their names", async () => {
  const { campaign, quality } = await cleanLines([
    `${header},treatment,campaign_id,date,spend`,
    `${good},1,spring,2024-03-01,12.5`,
    "7,21,3,99.5,0.4,0.1,37,F,North,0,0,summer,2024-06-30,0",
    "9,21,3,99.5,0.4,0.1,37,F,North,0,,summer,2024-06-30,0",
  ]);
  assertEquals(campaign.getColumn("treatment").toArray(), ["treated", "control"]);
  assertEquals(quality.arms, { control: 1, treated: 1 });
  assertEquals(quality.period, { first: "2024-03-01", last: "2024-06-30" });
  assertEquals([quality.customers, quality.responses], [1, 1]);
  assertEquals(quality.rules.filter(({ rows }) => rows > 0).map(({ column }) => column), [
    "treatment",
  ]);
});

Deno.test("cleanCampaign stops where no row keeps the contract, and says why", async () => {
  const error = await assertRejects(
    () => cleanLines([header, "7,21,3,99.5,40,10,37,F,North,1"]),
    ContractError,
  );
  assert(error.message.includes("open_rate is not between 0 and 1"), error.message);
});

Deno.test("cleanCampaign loses no row, whatever is in it", async () => {
  const cell = fc.constantFrom("0", "1", "0.5", "-3", "", "x", "F", "Other", "1e9", "NaN", " ");
  const row = fc.array(cell, { minLength: 10, maxLength: 10 }).map((cells) => cells.join(","));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      // Numbers enough that every column is one of numbers.
      const numbers = Array.from({ length: 9 }, (_, i) => `c${i},1,1,1,1,1,${i},M,North,1`);
      const { campaign, rejected } = await cleanLines([header, ...numbers, ...rows]);
      const kept = [...campaign.getColumn("source_row"), ...rejected.getColumn("source_row")];
      assertEquals(
        kept.map(Number).sort((a, b) => a - b),
        [...numbers, ...rows].map((_, i) => i + 1),
      );
    }),
    { numRuns: 30, seed: 1 },
  );
});

// Counts: the data README, section 4.
const real = realData("hillstrom/hillstrom.csv.gz");
Deno.test({
  name: `cleanCampaign keeps every row of Hillstrom's file${withoutRealData(real)}`,
  ignore: real === undefined,
  fn: async () => {
    const text = await Deno.makeTempFile({ suffix: ".parquet" });
    const { columns } = await readTextTable(real!, text);
    const choice = chooseCampaignSource(columns, { where: "hillstrom.csv.gz" });
    const { campaign, rejected, quality } = await cleanCampaign(pl.readParquet(text), {
      ...choice,
      sourceFile: "hillstrom.csv.gz",
    });
    await Deno.remove(text);
    assertEquals([campaign.height, rejected.height], [64_000, 0]);
    assertEquals(quality.customers, 64_000);
    assertEquals(quality.responses, 9_394);
    assertEquals(quality.arms, { control: 21_306, "Mens E-Mail": 21_307, "Womens E-Mail": 21_387 });
    const visits = campaign.lazy().groupBy("treatment").agg(pl.col("label").sum().alias("visits"))
      .sort("treatment").collectSync().rows();
    assertEquals(visits, [["Mens E-Mail", 3_894], ["Womens E-Mail", 3_238], ["control", 2_262]]);
    assertEquals(Math.round(campaign.getColumn("spend").sum() * 100), 6_725_813);
    assertEquals(campaign.getColumn("conversion").sum(), 578);
    assertEquals(campaign.getColumn("history_segment").nUnique(), 7);
  },
});
