import { assertEquals } from "@std/assert";
import { campaignRows, takeCampaignRows } from "perdura/conversion/mod.ts";
import { cleanLines } from "../clean/_campaign.ts";

const header = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label";

Deno.test("campaignRows takes for features what was known before the message", async () => {
  const { campaign } = await cleanLines([
    `${header},treatment,campaign_id,date,spend`,
    "7,21,3,99.5,0.4,0.1,,F,North,1,1,spring,2024-03-01,12.5",
    "8,90,1,19,0,1,58,,South,0,0,summer,2024-06-30,0",
  ]);
  const rows = campaignRows(campaign);
  assertEquals(rows.features.map(({ name }) => name), [
    "days_since_last",
    "orders_last_year",
    "spend_total",
    "open_rate",
    "ctr",
    "age",
    "gender",
    "region",
  ]);
  assertEquals(rows.features[5]!.values, Float64Array.of(NaN, 58));
  assertEquals(rows.features[6]!.values, ["F", null]);
  assertEquals(rows.label, Float64Array.of(1, 0));
  assertEquals(rows.arm, ["treated", "control"]);
  assertEquals(rows.day, Int32Array.of(19_783, 19_904));

  const second = takeCampaignRows(rows, Uint32Array.of(1));
  assertEquals(second.customerId, ["8"]);
  assertEquals(second.features[0]!.values, Float64Array.of(90));
  assertEquals(second.features[7]!.values, ["South"]);
  assertEquals([second.label[0], second.arm, second.day![0]], [0, ["control"], 19_904]);
});
