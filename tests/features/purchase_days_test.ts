import { assertEquals } from "@std/assert";
import {
  calibrationHoldout,
  customerSummary,
  purchaseDays,
  purchaseHistory,
} from "perdura/features/mod.ts";
import { day, transactionsTable } from "./_transactions.ts";

const table = transactionsTable([
  { customer: "leo", at: "2010-01-03T10:00", sales: 5 },
  { at: "2010-01-17T08:00", sales: 1.25 },
  { at: "2010-01-17T20:00", sales: 2.5 },
  { at: "2010-01-10", sales: 7 },
  { customer: "leo", at: "2010-01-24", sales: 3 },
  { customer: null, at: "2010-01-01" },
]);

Deno.test("purchaseDays has a row per known customer and day, with the money of the day", () => {
  const days = purchaseDays(table);
  assertEquals(days.columns, ["customer_id", "timestamp", "sales", "currency"]);
  const moments = days.getColumn("timestamp").toArray() as (Date | number)[];
  assertEquals(moments.map((moment) => new Date(moment).toISOString()), [
    "2010-01-10T00:00:00.000Z",
    "2010-01-17T00:00:00.000Z",
    "2010-01-03T00:00:00.000Z",
    "2010-01-24T00:00:00.000Z",
  ]);
  assertEquals(days.getColumn("sales").toArray(), [7, 3.75, 5, 3]);
});

Deno.test("purchaseDays stands in for the transactions wherever days are all that counts", () => {
  const days = purchaseDays(table);
  const observationEnd = day("2010-01-31");
  const split = { calibrationEnd: day("2010-01-15"), observationEnd };
  const history = { customerId: ["ana", "leo"], observationEnd };
  assertEquals(
    customerSummary(days, { observationEnd }).toRecords(),
    customerSummary(table, { observationEnd }).toRecords(),
  );
  assertEquals(
    calibrationHoldout(days, split).toRecords(),
    calibrationHoldout(table, split).toRecords(),
  );
  assertEquals(purchaseHistory(days, history), purchaseHistory(table, history));
});
