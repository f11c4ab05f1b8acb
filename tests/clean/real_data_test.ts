import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { cleanTransactions, productLines, type Quality } from "perdura/clean/mod.ts";
import { cdnow, onlineRetail } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCanonical } from "./_canonical.ts";

const retail = realData("online-retail-ii/online_retail_II.csv.gz");
let retailTable: Promise<pl.DataFrame> | undefined;
/** Read once for all tests here. */
const readRetail = () => retailTable ??= readCanonical(retail!);

function retailTest(name: string, test: (canonical: pl.DataFrame) => void): void {
  Deno.test({
    name: `cleanTransactions ${name}${withoutRealData(retail)}`,
    ignore: retail === undefined,
    fn: async () => test(await readRetail()),
  });
}

const rowsOf = ({ rules }: Quality) =>
  Object.fromEntries(rules.map(({ rule, rows }) => [rule, rows]));

// The README of the real data has these counts.
retailTest("reproduces the plain cleaning of Online Retail II", (canonical) => {
  const { transactions, quality } = cleanTransactions(canonical, { rules: "plain" });
  assertEquals(transactions.height, 805_549);
  assertEquals([quality.customers, quality.orders], [5_878, 36_969]);
  assertAlmostEquals(quality.kept.revenue, 17_743_429.18, 0.005);
  assertEquals(quality.in.rows, 1_067_371);
  assertAlmostEquals(quality.in.revenue, 19_287_250.57, 0.005);
  assertEquals(quality.period, { first: "2009-12-01 07:45:00", last: "2011-12-09 12:50:00" });
});

retailTest("takes the nine days of both sheets once, before duplicates", (canonical) => {
  const { quality, transactions, rejected, products } = cleanTransactions(canonical, {
    rules: onlineRetail.rules,
  });
  const rows = rowsOf(quality);
  assertEquals(rows.overlapping_period, 22_523);
  // Of 6,865 and 5,268 duplicates of the two sheets 321 fall into those days, and stand in both.
  assertEquals(rows.exact_duplicate, 6_865 + 5_268 - 321);
  assertEquals(rows.bad_debt, 6);
  assertEquals(rows.malformed_line, 0);
  assertEquals(rows.unparsable_value, 0);
  assertEquals(quality.parts.map(({ lastRow }) => lastRow), [525_461, 1_067_371]);
  assertEquals(quality.kept.rows + quality.rejected.rows, 1_067_371);
  const lines = productLines({ transactions, rejected, products });
  assertEquals(lines.height, transactions.height + rows.missing_customer!);
  assertEquals(lines.getColumn("category").nullCount(), 0);
  const other = products.filter(pl.col("category").eq(pl.lit("Other"))).getColumn("sales").sum();
  assert(other < 0.2 * products.getColumn("sales").sum());
});

retailTest("leaves 228,610 valid lines of nobody known, duplicates included", (canonical) => {
  const { quality } = cleanTransactions(canonical, {
    rules: ["overlapping_period", "negative_quantity", "non_positive_price", "missing_customer"],
  });
  assertEquals(rowsOf(quality).missing_customer, 228_610);
});

retailTest("finds every exact duplicate where periods are not asked for", (canonical) => {
  const { quality } = cleanTransactions(canonical, { rules: ["exact_duplicate"] });
  assertEquals(rowsOf(quality).exact_duplicate, 34_335);
});

retailTest("matches most cancellations with their purchases", (canonical) => {
  const { quality } = cleanTransactions(canonical, { rules: onlineRetail.rules });
  const { lines, matched, partlyMatched, notMatched, takenBack } = quality.returns!;
  assertEquals(matched + partlyMatched + notMatched, lines);
  assert(matched / lines > 0.85, `${matched} of ${lines}`);
  const cancelled = quality.rules.find(({ rule }) => rule === "cancelled_purchase")!;
  assertEquals(takenBack.quantity, cancelled.quantity + quality.netted.quantity);
  assertAlmostEquals(takenBack.revenue, cancelled.revenue + quality.netted.revenue, 1e-6);
});

for (
  const [file, customers, rows, revenue] of [
    ["CDNOW_master.txt", 23_570, 69_659, 2_500_315.63],
    ["CDNOW_sample.txt", 2_357, 6_919, 244_091.94],
  ] as const
) {
  const path = realData(`cdnow/${file}`);
  Deno.test({
    name: `cleanTransactions keeps all of ${file}, free CDs included${withoutRealData(path)}`,
    ignore: path === undefined,
    fn: async () => {
      const { quality } = cleanTransactions(await readCanonical(path!), { rules: cdnow.rules });
      assertEquals([quality.customers, quality.kept.rows], [customers, rows]);
      assertAlmostEquals(quality.kept.revenue, revenue, 1e-6);
      assertEquals([quality.currency, quality.rejected.rows], ["USD", 0]);
    },
  });
}
