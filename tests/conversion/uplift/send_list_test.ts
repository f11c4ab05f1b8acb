import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { averageEffect, sendList, valuePerResponse } from "perdura/conversion/uplift/mod.ts";
import { InputError } from "perdura/core/mod.ts";

const effects = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { maxLength: 60 })
  .map((values) => Float64Array.from(values));

Deno.test("sendList has every customer who is worth a message, the most profitable first", () => {
  fc.assert(fc.property(effects, fc.double({ min: 0, max: 5, noNaN: true }), (uplift, cost) => {
    const list = sendList({ uplift, cost, responseValue: 10 });
    const profits = Array.from(uplift, (value) => 10 * value - cost);
    assertEquals(list.rows.length, profits.filter((profit) => profit > 0).length);
    assertEquals(
      [...list.expectedProfit],
      profits.filter((profit) => profit > 0).sort((a, b) => b - a),
    );
    assertEquals(list.profit, list.cumulativeProfit.at(-1) ?? 0);
    assertAlmostEquals(list.cost, cost * list.rows.length);
    assertEquals(list.beyondBudget, 0);
  }));
});

Deno.test("sendList never costs more than the budget and leaves out the least profitable", () => {
  const money = fc.double({ min: 0.01, max: 3, noNaN: true });
  fc.assert(fc.property(effects, money, money, (uplift, cost, budget) => {
    const all = sendList({ uplift, cost, responseValue: 10 });
    const list = sendList({ uplift, cost, responseValue: 10, budget });
    assert(list.cost <= budget * (1 + 1e-9));
    assertEquals([...list.rows], [...all.rows.subarray(0, list.rows.length)]);
    assertEquals(list.beyondBudget, all.rows.length - list.rows.length);
    assert(list.beyondBudget === 0 || list.cost + cost > budget * (1 - 1e-9));
  }));
});

Deno.test("sendList spends a budget that is a whole number of messages to the last of them", () => {
  const uplift = new Float64Array(10).fill(0.5);
  assertEquals(sendList({ uplift, cost: 0.1, responseValue: 1, budget: 0.3 }).rows.length, 3);
});

Deno.test("sendList measures its profit on held-out customers with scores like those listed", () => {
  const list = sendList({
    uplift: Float64Array.of(0.4, 0.3, 0.01),
    cost: 1,
    responseValue: 10,
    heldOut: {
      score: Float64Array.of(0.5, 0.4, 0.3, 0.3, 0.2, 0.1),
      treatment: Uint8Array.of(1, 0, 1, 0, 1, 0),
      outcome: Float64Array.of(1, 0, 0, 0, 1, 1),
    },
  });
  const { estimate, lower, upper } = averageEffect({ rows: 2, responses: 1 }, {
    rows: 2,
    responses: 0,
  });
  const total = (uplift: number) => 2 * (10 * uplift - 1);
  assertEquals(list.isCausal, true);
  assertEquals(list.measuredProfit, {
    estimate: total(estimate),
    lower: total(lower),
    upper: total(upper),
  });
});

Deno.test("sendList of probabilities says that it counts responses that would come anyway", () => {
  const list = sendList({
    probability: Float64Array.of(0.05, 0.4),
    cost: 1,
    responseValue: 10,
    heldOut: { score: Float64Array.of(0.4, 0.4, 0.4, 0.1), outcome: Float64Array.of(1, 0, 1, 1) },
  });
  assertEquals([list.isCausal, [...list.rows], list.profit], [false, [1], 3]);
  assertAlmostEquals(list.measuredProfit!.estimate, 10 * 2 / 3 - 1);
});

Deno.test("sendList refuses two effects, none, and amounts that are none", () => {
  const uplift = Float64Array.of(0.3), terms = { cost: 1, responseValue: 10 };
  assertThrows(() => sendList({ ...terms }), InputError, "exactly one");
  assertThrows(() => sendList({ uplift, probability: uplift, ...terms }), InputError);
  assertThrows(() => sendList({ uplift, ...terms, cost: -1 }), InputError, "cost");
  assertThrows(() => sendList({ uplift, ...terms, responseValue: 0 }), InputError);
  const heldOut = { score: Float64Array.of(1), outcome: Float64Array.of(1) };
  assertThrows(() => sendList({ uplift, ...terms, heldOut }), InputError, "treatment");
});

Deno.test("valuePerResponse leaves out those who did not respond and unknown spend", () => {
  const spend = Float64Array.of(100, 20, NaN, 40), outcome = Float64Array.of(0, 1, 1, 1);
  assertEquals(valuePerResponse(spend, outcome, 0.5), 15);
  assertThrows(
    () => valuePerResponse(spend, new Float64Array(4), 1),
    InputError,
    "what a response",
  );
});
