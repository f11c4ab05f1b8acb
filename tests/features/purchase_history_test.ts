import { assertEquals } from "@std/assert";
import { purchaseHistory } from "perdura/features/mod.ts";
import { day, transactionsTable } from "./_transactions.ts";

const table = transactionsTable([
  { customer: "leo", at: "2010-01-03" },
  { at: "2010-01-17" },
  { at: "2010-01-17T20:00" },
  { at: "2010-01-10" },
  { customer: "leo", at: "2010-01-24" },
  { customer: "leo", at: "2010-02-01" },
  { customer: null, at: "2010-01-01" },
]);

Deno.test("purchaseHistory puts births and repeat purchase days on one calendar", () => {
  const history = purchaseHistory(table, {
    customerId: ["ana", "leo"],
    observationEnd: day("2010-01-31"),
  });
  assertEquals(history, {
    birth: Float64Array.of(1, 0),
    customer: Uint32Array.of(0, 1),
    time: Float64Array.of(2, 3),
  });
});

Deno.test("purchaseHistory follows the order of the rows that it is given", () => {
  const history = purchaseHistory(table, {
    customerId: ["leo", "ana"],
    observationEnd: day("2010-02-01"),
    unit: "day",
  });
  assertEquals(history, {
    birth: Float64Array.of(0, 7),
    customer: Uint32Array.of(0, 0, 1),
    time: Float64Array.of(21, 29, 14),
  });
});
