import { assertEquals, assertStringIncludes } from "@std/assert";
import { breakEvenCost, campaignAnswer, type CampaignResults } from "perdura/report/mod.ts";

const scores = { rocAuc: { estimate: 0.7, lower: 0.65, upper: 0.75 } };
const facts = {
  baseRate: 0.2,
  model: "network",
  models: [{ name: "network", scores }],
} as unknown as CampaignResults["facts"];
const study = {
  message: "letter",
  effect: { estimate: 0.08, lower: 0.07, upper: 0.09 },
  qini: { estimate: 0.02, lower: -0.01, upper: 0.05 },
  byCost: [],
} as unknown as Parameters<typeof campaignAnswer>[1][number];
const list = {
  rows: Uint32Array.of(4, 2, 7),
  customers: 900,
  beyondBudget: 40,
  profit: 36.4,
} as unknown as NonNullable<Parameters<typeof campaignAnswer>[2]>;
const known = {
  cost: 2,
  budget: 6,
  responseValue: 20,
  measuredProfit: { estimate: 31, lower: 12, upper: 52 },
} as NonNullable<CampaignResults["sendList"]>;

const answer = (terms: { cost: number; budget?: number }) =>
  campaignAnswer({ facts, sendList: known }, [study], list, terms);

Deno.test("breakEvenCost() is the effect times the value of a response, ends and all", () => {
  const { estimate, lower, upper } = breakEvenCost(study, 7.5);
  assertEquals([estimate, lower, upper].map((value) => value.toFixed(4)), [
    ...["0.6000", "0.5250", "0.6750"],
  ]);
});

Deno.test("campaignAnswer() says what a budget leaves out, and what was measured on the same terms", () => {
  const own = answer({ cost: 2, budget: 6 });
  assertStringIncludes(
    own,
    "**3 of 900 customers are worth writing to** within the budget of 6.00, and 40 more beyond it",
  );
  assertStringIncludes(own, "bring 36; by what customers of the past with predictions as high did");
  assertStringIncludes(own, "it is 31 (95\u00a0% interval 12 to 52).");
  // What was measured is of the pipeline's list, not of one on other terms.
  for (const terms of [{ cost: 1, budget: 6 }, { cost: 2 }, { cost: 2, budget: 7 }]) {
    assertStringIncludes(answer(terms), "expected to bring 36.");
  }
  assertStringIncludes(answer({ cost: 2 }), "are worth writing to**; their messages");
});
