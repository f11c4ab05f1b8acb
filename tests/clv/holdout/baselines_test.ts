import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { fitHiatus, hiatus, sameRate } from "perdura/clv/holdout/mod.ts";

const f64 = Float64Array.of.bind(Float64Array);
const summary = {
  customerId: ["steady", "gone", "once", "new"],
  frequency: f64(5, 5, 0, 0),
  recency: f64(9, 4, 0, 0),
  T: f64(10, 10, 10, 0),
};

Deno.test("sameRate goes on with x / T and expects nothing of customers without repeat", () => {
  assertEquals(sameRate().conditionalExpectedPurchases(4, summary), f64(2, 2, 0, 0));
});

Deno.test("hiatus expects nothing of customers who have not bought for longer than the cut-off", () => {
  assertEquals(hiatus(5).conditionalExpectedPurchases(4, summary), f64(2, 0, 0, 0));
  assertEquals(hiatus(6).conditionalExpectedPurchases(4, summary), f64(2, 2, 0, 0));
});

Deno.test("fitHiatus finds the gap that separates who comes back, within calibration", () => {
  // Up to time 10, cut at 5: customers 0 and 1 buy shortly before 5 and go on, customers 2 and 3
  // stopped at 2 and 1, customer 4 never came back. Purchases after the end do not count.
  const history = {
    birth: f64(0, 0, 0, 0, 1),
    customer: Uint32Array.of(0, 0, 0, 1, 1, 1, 2, 3, 3, 2, 3),
    time: f64(4, 6, 7, 3.5, 7, 8, 2, 1, 0.5, 11, 12),
  };
  assertEquals(fitHiatus(history, 10, 100), 1.5);
  // With a holdout of 3 the cut is at 7: customers 0 (bought at 7) and 1 (at 7 and 8).
  assertEquals(fitHiatus(history, 10, 3), 0);
});

Deno.test("fitHiatus weighs one customer's return against another's absence", () => {
  // Cut at 5.5. Gaps 1.5 (returns), 2.5 (does not), 3.5 and 4.5 (return): all are called active.
  const history = {
    birth: f64(4, 3, 2, 1),
    customer: Uint32Array.of(0, 2, 3),
    time: f64(6, 7, 8),
  };
  assertEquals(fitHiatus(history, 10, 5), 4.5);
});

Deno.test("fitHiatus takes customers with equal gaps together, in whatever order they come", () => {
  // Cut at 5: two customers bought last at 4, one of them returns, one does not.
  for (const returns of [0, 1]) {
    const history = {
      birth: f64(0, 0),
      customer: Uint32Array.of(0, 1, returns),
      time: f64(4, 4, 7),
    };
    assertEquals(fitHiatus(history, 10, 5), 0);
  }
});

Deno.test("fitHiatus is 0 where those who bought then stopped", () => {
  const history = {
    birth: f64(0, 0),
    customer: Uint32Array.of(0, 0),
    time: f64(1, 2),
  };
  assertEquals(fitHiatus(history, 10, 5), 0);
});

Deno.test("fitHiatus says what to do when there is no calibration period", () => {
  const nobody = { birth: f64(3), customer: new Uint32Array(), time: f64() };
  assertThrows(() => fitHiatus(nobody, 3, 5), InputError, "use a longer calibration period");
});
