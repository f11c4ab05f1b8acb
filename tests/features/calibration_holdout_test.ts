import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { cleanTransactions } from "perdura/clean/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { calibrationHoldout, customerSummary, toCustomerSummary } from "perdura/features/mod.ts";
import { cdnow } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCanonical } from "../clean/_canonical.ts";
import { day, transactionsTable } from "./_transactions.ts";

Deno.test("calibrationHoldout counts what the customers of the calibration did afterwards", () => {
  const table = transactionsTable([
    { at: "2010-01-01" },
    { at: "2010-01-05" },
    { at: "2010-01-06T00:00", sales: 3 },
    { at: "2010-01-06T10:00", sales: 4 },
    { at: "2010-01-10T23:00", sales: 5 },
    { at: "2010-01-11", sales: 99 },
    { customer: "leo", at: "2010-01-02" },
    { customer: "eva", at: "2010-01-07" }, // came in the holdout
  ]);
  const split = calibrationHoldout(table, {
    calibrationEnd: day("2010-01-05"),
    observationEnd: day("2010-01-10"),
    unit: "day",
  });
  assertEquals(split.drop("first_purchase", "log_intervals", "currency").rows(), [
    ["ana", 1, 4, 4, 10, 2, 12, 5],
    ["leo", 0, 0, 3, null, 0, 0, 5],
  ]);
});

Deno.test("calibrationHoldout adds amounts up in one order, each time", () => {
  const days = Array.from({ length: 28 }, (_, i) => `2010-02-${`${i + 1}`.padStart(2, "0")}`);
  const table = transactionsTable(
    Array.from({ length: 500 }, (_, i) => `c${i}`).flatMap((customer, i) => [
      { customer, at: "2010-01-01" },
      // Tenths are no binary fractions: their sum depends on the order.
      ...days.map((at, j) => ({ customer, at, sales: ((i * 31 + j * 17) % 97) / 10 })),
    ]),
  );
  const amounts = () =>
    calibrationHoldout(table, { calibrationEnd: day("2010-01-05") })
      .getColumn("sales_holdout").toArray();
  const first = amounts();
  for (let i = 0; i < 5; i++) assertEquals(amounts(), first);
});

Deno.test("calibrationHoldout takes all that is left where no end is said, in weeks", () => {
  const table = transactionsTable([{ at: "2010-01-01" }, { at: "2010-01-15" }]);
  const split = calibrationHoldout(table, { calibrationEnd: day("2010-01-01") });
  assertEquals(split.getColumn("duration_holdout").toArray(), [2]);
  assertThrows(
    () => calibrationHoldout(table, { calibrationEnd: day("2010-01-15") }),
    InputError,
    "ends on 2010-01-15, the observation on 2010-01-15",
  );
});

const sample = realData("cdnow/CDNOW_sample.txt");
const published = realData("cdnow/cdnow_customers_summary.csv");

// Counts: shared/research/clv.md section 2.1, and Fader, Hardie and Lee (2005).
Deno.test({
  name: `calibrationHoldout reproduces the CDNOW sample of the literature${
    withoutRealData(sample)
  }`,
  ignore: sample === undefined,
  fn: async () => {
    const { transactions } = cleanTransactions(await readCanonical(sample!), {
      rules: cdnow.rules,
    });
    const split = calibrationHoldout(transactions, { calibrationEnd: day("1997-09-30") });
    assertEquals(split.height, 2_357);
    assertEquals(split.getColumn("frequency").sum(), 2_457);
    assertEquals(split.filter(pl.col("frequency").eq(pl.lit(0))).height, 1_411);
    assertEquals(split.getColumn("frequency").max(), 29);
    assertEquals(split.select("frequency", "recency", "T").unique().height, 1_016);
    assertEquals(split.getColumn("frequency_holdout").sum(), 1_882);
    assertEquals(split.getColumn("duration_holdout").get(0), 39);
    const { frequency, monetaryValue } = toCustomerSummary(split);
    const spenders = monetaryValue.filter((value, i) => frequency[i]! > 0 && value > 0);
    assertEquals(spenders.length, 946);
  },
});

Deno.test({
  name: `customerSummary agrees with the published summary of the CDNOW sample${
    withoutRealData(sample, published)
  }`,
  ignore: sample === undefined || published === undefined,
  fn: async () => {
    const { transactions } = cleanTransactions(await readCanonical(sample!), {
      rules: cdnow.rules,
    });
    const { customerId, frequency, recency, T } = toCustomerSummary(
      customerSummary(transactions, { observationEnd: day("1997-09-30") }),
    );
    // The file has `ID,frequency,recency,T`, times rounded to two digits; its ids are the second
    // column of the sample.
    const rowOf = new Map(customerId.map((id, row) => [id, row]));
    const idOf = new Map(
      Deno.readTextFileSync(sample!).trim().split(/\r?\n/).map((line) => line.trim().split(/\s+/))
        .map(([id, number]) => [Number(number), id!]),
    );
    const lines = Deno.readTextFileSync(published!).trim().split(/\r?\n/).slice(1);
    assertEquals(lines.length, frequency.length);
    for (const line of lines) {
      const [id, x, t, total] = line.split(",").map(Number);
      const row = rowOf.get(idOf.get(id!)!)!;
      assertEquals(frequency[row], x);
      assertAlmostEquals(recency[row]!, t!, 0.0051);
      assertAlmostEquals(T[row]!, total!, 0.0051);
    }
  },
});
