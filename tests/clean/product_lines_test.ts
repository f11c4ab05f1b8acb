import { assertEquals } from "@std/assert";
import { cleanTransactions, productLines } from "perdura/clean/mod.ts";
import { onlineRetail } from "perdura/sources/mod.ts";
import { canonicalTable } from "./_canonical.ts";

Deno.test("productLines adds the valid lines of customers nobody knows, tidied", () => {
  const cleaned = cleanTransactions(
    canonicalTable([
      { invoice: "2", at: "2010-01-02T09:00", product: "85123A", description: "HEART SIGN" },
      {
        invoice: "1",
        at: "2010-01-01T09:00",
        product: "85123a",
        customer: null,
        description: "X  Y",
      },
      {
        invoice: "3",
        at: "2010-01-03T09:00",
        product: "10002",
        customer: null,
        description: "MUG",
      },
      { invoice: "4", at: "2010-01-04T09:00", product: "POST", customer: null },
      { invoice: "5", at: "2010-01-04T09:00", quantity: -1 },
    ]),
    { rules: onlineRetail.rules },
  );
  const lines = productLines(cleaned);
  assertEquals(lines.columns, cleaned.transactions.columns);
  assertEquals(
    lines.select("invoice", "product", "description", "category", "customer_id").rows(),
    [
      ["1", "85123A", "X Y", "Signs and frames", null],
      ["2", "85123A", "HEART SIGN", "Signs and frames", "ana"],
      ["3", "10002", "MUG", "Tableware", null],
    ],
  );
});

Deno.test("productLines returns the transactions where everybody is known", () => {
  const cleaned = cleanTransactions(canonicalTable([{}]), { rules: onlineRetail.rules });
  assertEquals(productLines(cleaned).rows(), cleaned.transactions.rows());
});
