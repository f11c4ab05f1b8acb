import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { accountRows, type Quality, rejectedSamples } from "perdura/clean/mod.ts";

const line = {
  invoice: "1",
  product: "p",
  description: "MUG",
  quantity: 1,
  timestamp: 0,
  unit_price: 2,
  customer_id: "a",
  sales: 2,
  source_file: "s.csv",
  source_row: 1,
  rule: "cancellation",
  detail: null as string | null,
};
type Line = typeof line;

function table(...lines: Partial<Line>[]): pl.DataFrame {
  const all = lines.map((one) => ({ ...line, ...one }));
  const text = (name: keyof Line) =>
    pl.Series(name, all.map((one) => one[name]) as string[], pl.Utf8);
  const number = (name: keyof Line) =>
    pl.Series(name, Float64Array.from(all, (one) => one[name] as number));
  return pl.DataFrame([
    ...([
      "invoice",
      "product",
      "description",
      "customer_id",
      "source_file",
      "rule",
      "detail",
    ] as const)
      .map(text),
    ...(["quantity", "unit_price", "sales"] as const).map(number),
    number("timestamp").cast(pl.Int64).cast(pl.Datetime("ms")),
    number("source_row").cast(pl.Int64),
  ]);
}

Deno.test("rejectedSamples takes the first lines of each rule, in the order of the rules", () => {
  const samples = rejectedSamples(
    table(
      { source_row: 9 },
      { source_row: 3, detail: "found 0 of 2 units" },
      { source_row: 5 },
      { source_row: 4, rule: "missing_customer" },
    ),
    [
      { rule: "missing_customer", rows: 1 },
      { rule: "bad_debt", rows: 0 },
      { rule: "cancellation", rows: 3 },
    ],
  );
  assertEquals(samples.getColumn("reason").toArray(), [
    "missing customer",
    "cancellation: found 0 of 2 units",
    "cancellation",
  ]);
  assertEquals(samples.getColumn("source_row").toArray().map(Number), [4, 3, 5]);
});

Deno.test("rejectedSamples of nothing is an empty table", () => {
  assertEquals(rejectedSamples(table().head(0), [{ rule: "bad_debt", rows: 0 }]).height, 0);
});

Deno.test("accountRows add up", () => {
  const quality = {
    in: { rows: 100, quantity: 50, revenue: 900 },
    rules: [
      { rule: "cancellation", meaning: "", rows: 10, quantity: -5, revenue: -80 },
      { rule: "bad_debt", meaning: "", rows: 0, quantity: 0, revenue: 0 },
    ],
    netted: { quantity: 2, revenue: 3.5 },
    kept: { rows: 90, quantity: 53, revenue: 976.5 },
  } as unknown as Quality;
  const rows = accountRows(quality);
  assertEquals(rows.map(({ step }) => step), ["in", "cancellation", "partly_returned", "kept"]);
  for (const name of ["rows", "quantity", "revenue"] as const) {
    const sum = rows.slice(0, -1).reduce((total, row) => total + (row[name] ?? 0), 0);
    assertAlmostEquals(sum, rows.at(-1)![name]!, 1e-9);
  }
});
