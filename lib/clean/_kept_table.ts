import pl from "nodejs-polars";
import { transactionColumns } from "./contracts.ts";
import { decodeText, type Encoded } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import { outliers } from "./outliers.ts";
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
  const { rows, takenBack } = kept;
  const quantity = new Float64Array(rows.length);
  const sales = new Float64Array(rows.length);
  const unitPrice = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const taken = takenBack?.[row] ?? 0;
    unitPrice[i] = lines.unitPrice[row]!;
    quantity[i] = lines.quantity[row]! - taken;
    sales[i] = lines.sales[row]! -
      (taken > 0 ? lines.sales[row]! * (taken / lines.quantity[row]!) : 0);
  }
  const unusualQuantity = outliers(quantity);
  const unusualPrice = outliers(unitPrice);
  const masks = new Uint32Array(rows.length);
  const counts = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const reduced = (takenBack?.[rows[i]!] ?? 0) > 0 ? 1 : 0;
    const mask = unusualQuantity.flags[i]! | unusualPrice.flags[i]! << 1 | reduced << 2;
    if (mask === 0) continue;
    masks[i] = mask;
    marks.forEach((_, bit) => counts[bit]! += mask >> bit & 1);
  }
  const markTexts = Array.from(
    { length: 2 ** marks.length },
    (_, mask) => marks.filter((_, bit) => mask >> bit & 1).join(",") || null,
  );

  const order = pl.Series("row", rows);
  const customer = pl.col("customer_id").gather(order);
  const { placeholder } = kept;
  const gathered = frame.lazy().select(
    ...["invoice", "timestamp", "unit_price", "country", "currency", "source_file", "source_row"]
      .map((name) => pl.col(name).gather(order)),
    placeholder === undefined
      ? customer
      : pl.when(customer.isNull().or(customer.eq(pl.lit("")))).then(pl.lit(placeholder))
        .otherwise(customer).alias("customer_id"),
  ).collectSync();
  const text = (name: string, { values, codes }: Encoded) =>
    decodeText(name, values, rows.map((row) => codes[row]!));
  const transactions = gathered.withColumns(
    text("product", lines.product),
    text("description", lines.description),
    text("category", kept.category),
    decodeText("flags", markTexts, masks),
    pl.Series("quantity", quantity),
    pl.Series("sales", sales),
  ).select(...transactionColumns).rechunk();
  return {
    transactions,
    flags: {
      quantity_outlier: counts[0]!,
      price_outlier: counts[1]!,
      partly_returned: counts[2]!,
    },
    usual: {
      ...(unusualQuantity.range && { quantity: unusualQuantity.range }),
      ...(unusualPrice.range && { unitPrice: unusualPrice.range }),
    },
  };
}
