import { assertEquals, assertStringIncludes } from "@std/assert";
import { auditTable, auditVerdict } from "perdura/repurchase/shop/mod.ts";

Deno.test("auditVerdict names the leak that makes most of the difference", () => {
  const step = (name: string, estimate: number) => {
    const score = { estimate, lower: estimate - 0.05, upper: estimate + 0.05 };
    return {
      name,
      change: `Because of ${name}`,
      rows: 10,
      repurchases: 1,
      rocAuc: score,
      prAuc: score,
      logLoss: score,
    };
  };
  const steps = [step("as published", 0.8), step("one row per order", 0.6), step("honest", 0.54)];
  assertEquals(auditVerdict(steps), [
    "Deep trees, as others have published them, have a ROC-AUC of 0.80 (0.75 to 0.85) judged as " +
    "there, and of 0.54 (0.49 to 0.59) judged honestly",
    'The largest part of the gap, 0.20, goes with "one row per order": because of one row per order',
    "What is left of them is not clearly better than tossing a coin",
  ]);
  assertEquals(auditTable(steps).columns.slice(0, 5), [
    "step",
    "change",
    "rows",
    "repurchases",
    "roc_auc",
  ]);
  assertStringIncludes(
    auditVerdict([step("a", 0.7), step("b", 0.7)]).join(),
    "the leaks make no difference worth a word",
  );
});
