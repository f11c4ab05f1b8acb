import pl from "nodejs-polars";
import { ContractError } from "perdura/core/mod.ts";
import { type Lines, numbers } from "./_lines.ts";
import { ExactSum } from "./_sum.ts";
import type { Amounts, Quality, RuleAccount } from "./quality.ts";
import type { Rule } from "./rule.ts";
import type { Part } from "./find_parts.ts";

/** Relative to the sum of absolute values: what rounding of single products can amount to. */
const tolerance = 1e-9;

/** Rows, quantity and revenue of a table with columns `quantity` and `sales`. */
export function amountsOf(frame: pl.DataFrame): Amounts {
  return sumOf(numbers(frame, "quantity"), numbers(frame, "sales"));
}

/** Rows, quantity and revenue of lines; NaN counts as nothing. */
export function sumOf(
  quantities: Float64Array,
  amounts: Float64Array,
): Amounts {
  const quantity = new ExactSum();
  const revenue = new ExactSum();
  for (const value of quantities) quantity.add(value);
  for (const value of amounts) revenue.add(value);
  return {
    rows: quantities.length,
    quantity: quantity.value,
    revenue: revenue.value,
  };
}

/** Units and money that returns took from lines that stay with the rest. */
export function nettedAmounts(
  lines: Lines,
  kept: Uint32Array,
  takenBack: Float64Array | undefined,
): Quality["netted"] {
  const quantity = new ExactSum();
  const revenue = new ExactSum();
  if (takenBack !== undefined) {
    for (const row of kept) {
      if (takenBack[row] === 0) continue;
      quantity.add(takenBack[row]!);
      revenue.add(lines.sales[row]! * (takenBack[row]! / lines.quantity[row]!));
    }
  }
  return { quantity: quantity.value, revenue: revenue.value };
}

/**
 * What each rule rejected.
 *
 * @param rules the rules in the order in which they were asked
 * @param verdict for each line 0, or the number of the rule that took it, counted from 1
 * @param frame the lines with `source_file` and `source_row`
 */
export function accountOfRules(
  rules: readonly Rule[],
  verdict: Uint8Array,
  lines: Lines,
  frame: pl.DataFrame,
): RuleAccount[] {
  const accounts = rules.map((rule) => ({
    rule,
    rows: 0,
    quantity: new ExactSum(),
    revenue: new ExactSum(),
    samples: [] as number[],
  }));
  for (let row = 0; row < verdict.length; row++) {
    if (verdict[row] === 0) continue;
    const account = accounts[verdict[row]! - 1]!;
    account.rows++;
    account.quantity.add(lines.quantity[row]!);
    account.revenue.add(lines.sales[row]!);
    if (account.samples.length < 3) account.samples.push(row);
  }
  return accounts.map(({ rule, rows, quantity, revenue, samples }) => ({
    rule: rule.name,
    meaning: rule.meaning,
    rows,
    quantity: quantity.value,
    revenue: revenue.value,
    samples: positionsOf(frame, samples),
  }));
}

function positionsOf(
  frame: pl.DataFrame,
  rows: number[],
): RuleAccount["samples"] {
  if (rows.length === 0) return [];
  return frame.select(
    pl.col("source_file").gather(rows),
    pl.col("source_row").gather(rows),
  ).rows().map(([sourceFile, sourceRow]) => ({
    sourceFile,
    sourceRow: Number(sourceRow),
  }));
}

/** Where the parts of the data begin and end. */
export function partPositions(frame: pl.DataFrame, parts: readonly Part[]): Quality["parts"] {
  const first = positionsOf(frame, parts.map(({ firstRow }) => firstRow));
  const last = positionsOf(frame, parts.map(({ lastRow }) => lastRow));
  return first.map(({ sourceFile, sourceRow }, i) => ({
    sourceFile,
    firstRow: sourceRow,
    lastRow: last[i]!.sourceRow,
  }));
}

/**
 * Checks that nothing got lost: rows in = kept + rejected, and quantity and revenue in = kept +
 * rejected + netted, up to 1e-9 of the sum of the absolute values that came in.
 *
 * @throws {ContractError} where it does not hold
 */
export function requireBalance(
  lines: Pick<Lines, "quantity" | "sales">,
  balance: Pick<Quality, "in" | "kept" | "rejected" | "netted">,
): void {
  const { kept, rejected, netted } = balance;
  const compare = (
    name: string,
    came: number,
    accounted: number,
    slack: number,
  ) => {
    if (Math.abs(came - accounted) <= slack) return;
    throw new ContractError(
      `Cannot balance the ${name} of cleaning: ${came} came in, ${accounted} is accounted for ` +
        "as kept, rejected or netted; this is a defect of the program, please report it",
    );
  };
  compare("rows", balance.in.rows, kept.rows + rejected.rows, 0);
  compare(
    "quantity",
    balance.in.quantity,
    kept.quantity + rejected.quantity + netted.quantity,
    tolerance * magnitude(lines.quantity),
  );
  compare(
    "revenue",
    balance.in.revenue,
    kept.revenue + rejected.revenue + netted.revenue,
    tolerance * magnitude(lines.sales),
  );
}

/** Σ|x|; NaN counts as nothing. */
function magnitude(values: Float64Array): number {
  let sum = 0;
  for (const value of values) if (!Number.isNaN(value)) sum += Math.abs(value);
  return sum;
}
