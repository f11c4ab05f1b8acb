import pl from "nodejs-polars";
import type { Encoded } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import { ExactSum } from "./_sum.ts";
import { type NetReturns, netReturns, Role, type Take } from "./net_returns.ts";
import type { ReturnsAccount } from "./quality.ts";
import { cancelledPurchase } from "./rules/cancelled_purchase.ts";
import { nonProduct } from "./rules/non_product.ts";

/** What returns did, and how to say so of single lines. */
export interface MatchedReturns {
  readonly takenBack: Float64Array;
  readonly takes: readonly Take[];
  /** Rows of purchases taken back to the last unit. */
  readonly cancelled: readonly number[];
  /** What is said of a rejected line, by its row. */
  readonly details: ReadonlyMap<number, string>;
  readonly account: ReturnsAccount;
}

/**
 * Matches the return lines of known customers with the purchases that were kept.
 *
 * @param lines lines with tidied product codes
 * @param verdict for each line 0, or the number of the rule that took it
 * @param aboutReturns the number of the rule that takes returns, 0 for none
 */
export function matchReturns(
  lines: Lines,
  verdict: Uint8Array,
  aboutReturns: number,
): MatchedReturns {
  const { customer, quantity } = lines;
  const known = Uint8Array.from(customer.values, (value) => value ? 1 : 0);
  const role = new Uint8Array(lines.count);
  for (let row = 0; row < lines.count; row++) {
    if (known[customer.codes[row]!] === 0) continue;
    if (verdict[row] === 0) role[row] = Role.purchase;
    else if (verdict[row] === aboutReturns && quantity[row]! < 0) role[row] = Role.return;
  }
  const net = netReturns({
    role,
    customer: customer.codes,
    product: lines.product.codes,
    timestamp: lines.timestamp,
    quantity,
  });
  const cancelled = fullyTakenBack(lines, net);
  return {
    takenBack: net.takenBack,
    takes: net.takes,
    cancelled,
    details: detailsOf(lines, net),
    account: accountOf(lines, net, cancelled.length),
  };
}

function fullyTakenBack(
  lines: Lines,
  { takenBack, takes }: NetReturns,
): number[] {
  const rows = purchasesOf(takes);
  return pl.DataFrame([
    pl.Series("row", rows),
    pl.Series(
      "quantity",
      Float64Array.from(rows, (row) => lines.quantity[row]!),
    ),
    pl.Series("taken_back", Float64Array.from(rows, (row) => takenBack[row]!)),
  ]).filter(cancelledPurchase.takes).getColumn("row").toArray() as number[];
}

function detailsOf(lines: Lines, net: NetReturns): Map<number, string> {
  const details = new Map<number, string>();
  const invoice = (row: number) => lines.invoice.values[lines.invoice.codes[row]!];
  for (const { row, found } of net.returns) {
    details.set(
      row,
      `found ${found} of ${-lines
        .quantity[row]!} units among earlier purchases`,
    );
  }
  for (const { purchase, returnedBy } of net.takes) {
    details.set(purchase, `returned with invoice "${invoice(returnedBy)}"`);
  }
  return details;
}

function accountOf(
  lines: Lines,
  net: NetReturns,
  cancelled: number,
): ReturnsAccount {
  const notGoods = nonProducts(lines.product);
  const lineCounts = {
    matched: 0,
    partlyMatched: 0,
    notMatched: 0,
    notMatchedNonProduct: 0,
  };
  for (const { row, found } of net.returns) {
    if (found === 0) {
      lineCounts.notMatched++;
      if (notGoods[lines.product.codes[row]!]) {
        lineCounts.notMatchedNonProduct++;
      }
    } else if (found < -lines.quantity[row]!) lineCounts.partlyMatched++;
    else lineCounts.matched++;
  }
  const quantity = new ExactSum();
  const revenue = new ExactSum();
  const purchases = purchasesOf(net.takes);
  for (const row of purchases) {
    quantity.add(net.takenBack[row]!);
    revenue.add(
      lines.sales[row]! * (net.takenBack[row]! / lines.quantity[row]!),
    );
  }
  return {
    lines: net.returns.length,
    ...lineCounts,
    takenBack: { quantity: quantity.value, revenue: revenue.value },
    purchasesCancelled: cancelled,
    purchasesReduced: purchases.length - cancelled,
  };
}

/** The rows of the purchases that something was taken from, ascending. */
function purchasesOf(takes: readonly Take[]): Uint32Array {
  return Uint32Array.from(new Set(takes.map(({ purchase }) => purchase)));
}

/** For each product code whether it is one of goods. */
function nonProducts(product: Encoded): (boolean | null)[] {
  const codes = pl.DataFrame([
    pl.Series("product", product.values as string[], pl.Utf8),
  ]);
  return codes.select(nonProduct.takes.alias("is_non_product"))
    .getColumn("is_non_product").toArray() as (boolean | null)[];
}
