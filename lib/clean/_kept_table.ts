import pl from "nodejs-polars";
import { transactionColumns } from "./contracts.ts";
import { decodeText, type Encoded } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import { isOutlier, usualRange } from "./robust_range.ts";
import { pickRows } from "./_pick_rows.ts";
import type { Quality } from "./quality.ts";

/** What becomes of the lines that stay. */
export interface KeptLines {
  /** Their rows, in the order wanted. */
  readonly rows: Uint32Array;
  /** The category of every line of the source. */
  readonly category: Encoded;
  /** Units taken back by returns, one entry per line of the source; none if undefined. */
  readonly takenBack: Float64Array | undefined;
  /** Who stands in for a missing customer; nobody if undefined. */
  readonly placeholder: string | undefined;
}

/** What stays as it came. */
const pickedColumns = [
  "invoice",
  "timestamp",
  "unit_price",
  "customer_id",
  "country",
  "currency",
  "source_file",
  "source_row",
];

const marks = ["quantity_outlier", "price_outlier", "partly_returned"] as const;

/**
 * The table of the kept lines, with the counts of their flags.
 *
 * @param lines all lines of the source, with tidied texts
 */
export function keptTable(
  frame: pl.DataFrame,
  lines: Lines,
  kept: KeptLines,
): { transactions: pl.DataFrame } & Pick<Quality, "flags" | "usual"> {
  const { rows, takenBack, placeholder } = kept;
  const quantity = new Float64Array(rows.length);
  const unitPrice = new Float64Array(rows.length);
  const sales = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const units = lines.quantity[row]!;
    const taken = takenBack?.[row] ?? 0;
    quantity[i] = units - taken;
    unitPrice[i] = lines.unitPrice[row]!;
    sales[i] = lines.sales[row]! - (taken > 0 ? lines.sales[row]! * (taken / units) : 0);
  }
  const usualQuantity = usualRange(quantity);
  const usualPrice = usualRange(unitPrice);
  const masks = new Uint32Array(rows.length);
  const counts = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const mask = (isOutlier(quantity[i]!, usualQuantity) ? 1 : 0) |
      (isOutlier(unitPrice[i]!, usualPrice) ? 2 : 0) |
      (takenBack !== undefined && takenBack[rows[i]!]! > 0 ? 4 : 0);
    if (mask === 0) continue;
    masks[i] = mask;
    marks.forEach((_, bit) => counts[bit]! += mask >> bit & 1);
  }
  const markTexts = Array.from(
    { length: 2 ** marks.length },
    (_, mask) => marks.filter((_, bit) => mask >> bit & 1).join(",") || null,
  );

  const customer = pl.col("customer_id");
  const text = (name: string, { values, codes }: Encoded) =>
    decodeText(name, values, rows.map((row) => codes[row]!));
  const transactions = pickRows(frame, pickedColumns, rows).withColumns(
    pl.Series("quantity", quantity),
    pl.Series("sales", sales),
    text("product", lines.product),
    text("description", lines.description),
    text("category", kept.category),
    decodeText("flags", markTexts, masks),
    placeholder === undefined
      ? customer
      : pl.when(customer.isNull().or(customer.eq(pl.lit("")))).then(pl.lit(placeholder))
        .otherwise(customer).alias("customer_id"),
  ).select(...transactionColumns).rechunk();
  return {
    transactions,
    flags: {
      quantity_outlier: counts[0]!,
      price_outlier: counts[1]!,
      partly_returned: counts[2]!,
    },
    usual: {
      ...(usualQuantity && { quantity: usualQuantity }),
      ...(usualPrice && { unitPrice: usualPrice }),
    },
  };
}
