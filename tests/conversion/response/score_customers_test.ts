import { assert, assertEquals, assertThrows } from "@std/assert";
import type { CampaignRows } from "perdura/conversion/mod.ts";
import {
  latestRows,
  scoreCustomers,
  trainResponse,
  treatedRows,
} from "perdura/conversion/response/mod.ts";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { inventedCampaign } from "./_campaign.ts";

const { rows } = inventedCampaign(3000, 5);

/** Men answer to one message, women to the other, and nobody without one. */
function withMessages(): CampaignRows {
  const random = seededRandom(8);
  const arm = rows.customerId.map(() => ["control", "for men", "for women"][random.integer(3)]!);
  const gender = rows.features.find(({ name }) => name === "gender")!.values as string[];
  const isFit = (row: number) =>
    (arm[row] === "for men" && gender[row] === "M") ||
    (arm[row] === "for women" && gender[row] === "F");
  const label = rows.label.map((_, row) => random.next() < (isFit(row) ? 0.5 : 0.05) ? 1 : 0);
  return { ...rows, arm, label };
}

Deno.test("scoreCustomers finds the message that each customer responds to", async () => {
  const campaign = withMessages();
  const trained = await trainResponse(campaign, {
    random: seededRandom(1),
    beside: [],
    network: { epochs: 15, batchSize: 32 },
  });
  assertEquals(trained.plain.messages, ["for men", "for women"]);
  assertEquals(trained.controlRows, campaign.arm!.filter((arm) => arm === "control").length);
  const scores = scoreCustomers(trained.plain, campaign);
  assertEquals(scores.customerId.length, 3000);
  const gender = rows.features.find(({ name }) => name === "gender")!.values as string[];
  const told = (message: string, who: string) =>
    scores.message.filter((one, row) => one === message && gender[row] === who).length;
  assert(told("for men", "M") > 0.95 * gender.filter((one) => one === "M").length);
  assert(told("for women", "F") > 0.95 * gender.filter((one) => one === "F").length);
  assert(scores.reasons.every((reason) => typeof reason === "string"));
  trained.dispose();
});

Deno.test("latestRows takes the last row of each customer where there are no dates", () => {
  assertEquals(latestRows({ customerId: ["7", "8", "7"] }), Uint32Array.of(1, 2));
});

Deno.test("treatedRows leaves a campaign alone in which everybody got the same message", () => {
  assertEquals(treatedRows(rows).rows, rows);
  const { rows: treated, messages, places } = treatedRows({
    ...rows,
    arm: rows.customerId.map((_, row) => row < 10 ? "control" : "treated"),
  });
  assertEquals([treated.label.length, messages, places[0]], [2990, ["treated"], 10]);
  assertEquals(treated.features.map(({ name }) => name), rows.features.map(({ name }) => name));
});

Deno.test("treatedRows refuses a campaign without any message", () => {
  assertThrows(
    () => treatedRows({ ...rows, arm: rows.customerId.map(() => "control") }),
    InputError,
    "every row of the campaign is of the control group",
  );
});
