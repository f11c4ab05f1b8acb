import { assert, assertEquals, assertThrows } from "@std/assert";
import { ContractError, InputError } from "perdura/core/mod.ts";
import { armOf, campaign, chooseCampaignSource, hillstrom } from "perdura/sources/mod.ts";

const campaignColumns = [
  "customer_id",
  "recency",
  "frequency",
  "monetary",
  "open_rate",
  "ctr",
  "age",
  "gender",
  "region",
  "label",
];
const hillstromColumns = [
  "recency",
  "history_segment",
  "history",
  "mens",
  "womens",
  "zip_code",
  "newbie",
  "channel",
  "segment",
  "visit",
  "conversion",
  "spend",
];

Deno.test("chooseCampaignSource gives recency, frequency and monetary the names they have here", () => {
  const { source, columns } = chooseCampaignSource(campaignColumns, { where: "a.csv" });
  assertEquals(source, campaign);
  assertEquals(
    ["days_since_last", "orders_last_year", "spend_total"].map((name) => columns.get(name)),
    ["recency", "frequency", "monetary"],
  );
  assertEquals(columns.get("treatment"), undefined);
});

Deno.test("chooseCampaignSource tells Hillstrom's file by its columns", () => {
  const { source, columns } = chooseCampaignSource(hillstromColumns, { where: "h.csv" });
  assertEquals(source, hillstrom);
  assertEquals([columns.get("label"), columns.get("treatment")], ["visit", "segment"]);
});

Deno.test("chooseCampaignSource forgives case, blanks and punctuation in names", () => {
  const columns = campaignColumns.map((name) => name.toUpperCase().replace("_", " "));
  const choice = chooseCampaignSource(columns, { where: "a.csv" });
  assertEquals(choice.columns.get("customer_id"), "CUSTOMER ID");
});

Deno.test("chooseCampaignSource names the columns that nobody uses", () => {
  const choice = chooseCampaignSource([...campaignColumns, "shoe_size"], { where: "a.csv" });
  assertEquals(choice.unused, ["shoe_size"]);
  assert(choice.said.includes('not used: "shoe_size"'));
});

Deno.test("chooseCampaignSource says which columns are missing and what there is", () => {
  const columns = campaignColumns.filter((name) => name !== "label" && name !== "open_rate");
  const error = assertThrows(
    () => chooseCampaignSource([...columns, "labels"], { where: "a.csv" }),
    ContractError,
  );
  assert(error.message.includes("the columns open_rate, label are missing"), error.message);
  assert(error.message.includes('"customer_id", "recency"'), error.message);
  assert(error.message.includes('"labels" may be label'), error.message);
});

Deno.test("chooseCampaignSource refuses a kind that does not exist", () => {
  assertThrows(
    () => chooseCampaignSource(campaignColumns, { where: "a.csv", source: "hilstrom" }),
    InputError,
    "known: hillstrom, campaign",
  );
});

Deno.test("armOf calls every way to say no message by one name", () => {
  const words = ["0", "No E-Mail", "CONTROL", "false", "1", "yes", " Womens E-Mail "];
  assertEquals(words.map(armOf), [
    "control",
    "control",
    "control",
    "control",
    "treated",
    "treated",
    "Womens E-Mail",
  ]);
});
