import { assert, assertEquals, assertThrows } from "@std/assert";
import type { CampaignRows } from "perdura/conversion/mod.ts";
import {
  latestRows,
  messageRows,
  scoreCustomers,
  trainResponse,
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

Deno.test("latestRows takes the row of the latest day, wherever it stands, and the last of equals", () => {
  const customerId = ["7", "8", "7", "8", "9", "9"];
  const day = Int32Array.of(30, 10, 20, 40, 50, 50);
  assertEquals(latestRows({ customerId, day }), Uint32Array.of(0, 3, 5));
});

Deno.test("messageRows leaves a campaign alone in which everybody got the same message", () => {
  assertEquals(messageRows(rows).rows, rows);
  const treated = { ...rows, arm: rows.customerId.map(() => "treated") };
  assertEquals(messageRows(treated).rows, treated);
  assertEquals(messageRows(treated).messages, ["treated"]);
});

Deno.test("messageRows says who got a message where there is a control group", () => {
  const arm = rows.customerId.map((_, row) => row < 10 ? "control" : "treated");
  const { rows: all, hasMessage, messages } = messageRows({ ...rows, arm });
  assertEquals(messages, ["treated"]);
  assertEquals(hasMessage.indexOf(1), 10);
  assertEquals(all.features.at(-1), { name: "treatment", kind: "category", values: arm });
});

Deno.test("messageRows refuses a campaign without any message", () => {
  assertThrows(
    () => messageRows({ ...rows, arm: rows.customerId.map(() => "control") }),
    InputError,
    "every row of the campaign is of the control group",
  );
});

Deno.test("ResponseModel scores rows that say no message as if they got the only one", async () => {
  const random = seededRandom(3);
  const arm = rows.customerId.map(() => random.next() < 0.5 ? "control" : "treated");
  const label = rows.label.map((_, row) =>
    random.next() < (arm[row] === "treated" ? 0.4 : 0.1) ? 1 : 0
  );
  const trained = await trainResponse({ ...rows, arm, label }, {
    random: seededRandom(1),
    beside: [],
    network: { epochs: 10 },
  });
  const { plain, split, test, baseRate } = trained;
  for (const part of [split.calibration, split.test]) {
    assert(part.every((row) => arm[row] === "treated"));
  }
  assert(split.train.some((row) => arm[row] === "control"));
  assert(Math.abs(baseRate - 0.4) < 0.05);
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
  assert(Math.abs(mean(plain.predict(rows.features)) - 0.4) < 0.08);
  assertEquals(test.rows.arm!.includes("control"), false);
  const scores = scoreCustomers(plain, { ...rows, arm, label });
  assertEquals(new Set(scores.message), new Set(["treated"]));
  assertEquals(scores.probability, plain.predict(rows.features));
  trained.dispose();
});
