import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  sendListAssumptions,
  sendListLine,
  type SendListTerms,
} from "perdura/pipeline/conversion/send_list_words.ts";
import type { SendListFacts } from "perdura/pipeline/conversion/write_send_list.ts";

const facts: SendListFacts = {
  cost: 0.5,
  responseValue: 20,
  listed: 300,
  customers: 1000,
  beyondBudget: 0,
  totalCost: 150,
  profit: 1234.4,
  measuredProfit: { estimate: 1100, lower: 900, upper: 1300 },
  isCausal: true,
};
const terms: SendListTerms = {
  responses: 80,
  spending: 80,
  isCostGiven: true,
  margin: 1,
  best: 9.5,
};
const lineOf = (changed: Partial<SendListFacts>, other: Partial<SendListTerms> = {}) =>
  sendListLine({ ...facts, ...changed }, { ...terms, ...other }).replaceAll("\u00a0", " ");
const said = (changed: Partial<SendListFacts>, other: Partial<SendListTerms> = {}) =>
  sendListAssumptions({ ...facts, ...changed }, { ...terms, ...other }).join("\n")
    .replaceAll("\u00a0", " ");

Deno.test("sendListLine says the cost, the expected profit and the measured one", () => {
  assertEquals(
    lineOf({}),
    "300 of 1,000 customers are worth a message, if it costs 0.50: expected profit 1,234, " +
      "measured 1,100 (95 % interval 900 to 1,300)",
  );
  assertStringIncludes(lineOf({ listed: 1 }), "1 of 1,000 customers is worth a message");
  assertStringIncludes(lineOf({ cost: 0.0004 }), "if it costs 0.00040:");
});

Deno.test("sendListLine says that messages count as free where nobody has said a cost", () => {
  assertStringIncludes(
    lineOf({ cost: 0 }, { isCostGiven: false }),
    "worth a message, if it is free (no --cost was given): expected",
  );
  assertStringIncludes(lineOf({ cost: 0 }), "worth a message, if it is free: expected");
});

Deno.test("sendListLine calls a measured loss a loss, and says what the interval leaves open", () => {
  const measured = (estimate: number, lower: number, upper: number) =>
    lineOf({ measuredProfit: { estimate, lower, upper } }).split("1,234, ")[1];
  assertEquals(measured(-200, -300, -100), "measured a loss of 200 (95 % interval −300 to −100)");
  assertEquals(
    measured(-200, -500, 100),
    "measured a loss of 200 (95 % interval −500 to 100, so it may be a profit)",
  );
  assertEquals(
    measured(200, -100, 500),
    "measured 200 (95 % interval −100 to 500, so it may be a loss)",
  );
  const { measuredProfit: _, ...unmeasured } = facts;
  assertStringIncludes(
    sendListLine(unmeasured, terms),
    "expected profit 1,234, not measured: too few",
  );
});

Deno.test("sendListAssumptions says that models promise too much where the measure says so", () => {
  const sentence = "The models promise more than was measured: go by the measured profit";
  assertStringIncludes(said({ profit: 1301 }), sentence);
  assertEquals(said({ profit: 1299 }).includes(sentence), false);
});

Deno.test("sendListLine says at most where responses count that would have come anyway", () => {
  assertStringIncludes(
    lineOf({ isCausal: false }),
    "expected profit at most 1,234, measured at most 1,100",
  );
  assertStringIncludes(
    lineOf({ isCausal: false, measuredProfit: { estimate: -5, lower: -9, upper: -1 } }),
    "measured a loss of at least 5 ",
  );
  assertStringIncludes(said({ isCausal: false }), "the profit is overstated");
  assertEquals(said({}).includes("overstated"), false);
  assertStringIncludes(said({}), "are taken to be worth as much as the others");
});

Deno.test("sendListLine says how far the budget goes", () => {
  assertStringIncludes(
    lineOf({ beyondBudget: 50, budget: 150 }),
    "if it costs 0.50, and 50 more beyond the budget of 150: expected profit",
  );
  assertEquals(
    lineOf({ listed: 0, beyondBudget: 350, budget: 0.25 }),
    "the budget of 0.25 pays for no message, if it costs 0.50: 350 of 1,000 customers would be " +
      "worth one",
  );
  assertStringIncludes(said({ cost: 0, budget: 150 }), "The budget of 150 limits nothing");
});

Deno.test("sendListLine says what the best message brings where none is worth its cost", () => {
  assertEquals(
    lineOf({ listed: 0, cost: 10 }),
    "none of 1,000 customers is worth a message, if it costs 10: the best is expected to bring " +
      "only 9.50",
  );
  assertStringIncludes(
    lineOf({ listed: 0 }, { best: -0.1 }),
    "no message is expected to bring anything",
  );
});

Deno.test("sendListAssumptions says where cost and value of a response come from", () => {
  assertStringIncludes(said({}), "A message costs 0.50 (--cost)\n");
  assertStringIncludes(
    said({ cost: 0 }, { isCostGiven: false }),
    "A message counts as free, since no cost was given: say with --cost COST what one costs\n",
  );
  assertStringIncludes(
    said({}),
    'A response is worth 20, the mean "spend" of 80 responses; all of it counts as profit',
  );
  assertStringIncludes(
    said({ responseValue: 5 }, { margin: 0.25, spending: 8 }),
    'A response is worth 5, 25 % (--margin) of 20, the mean "spend" of 80 responses, of which 8 ' +
      "spent anything",
  );
});
