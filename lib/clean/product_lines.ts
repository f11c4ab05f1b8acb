import pl from "nodejs-polars";
import type { Cleaned } from "./clean_transactions.ts";
import { transactionColumns } from "./contracts.ts";
import { tidyDescription, tidyProduct } from "./tidy_text.ts";

/**
 * All valid sales, also those of customers nobody knows: for questions about products (baskets,
 * best sellers), which need no customer.
 *
 * Adds to the transactions the lines that `missing_customer` rejected; since that rule is the last
 * about single lines, all of them are valid. With the rules of Online Retail II these are 226,761
 * lines. The 228,610 that a count of the raw file gives (overlapping days once, quantity > 0,
 * price > 0, no customer) include 121 exact duplicates and 1,728 lines that are not goods.
 *
 * @param cleaned what `cleanTransactions` returned
 * @returns columns of the transactions, sorted as they are; `customer_id` is null in anonymous lines
 */
export function productLines(
  cleaned: Pick<Cleaned, "transactions" | "rejected" | "products">,
): pl.DataFrame {
  const { transactions, rejected, products } = cleaned;
  const anonymous = rejected.filter(
    pl.col("rule").eq(pl.lit("missing_customer")),
  );
  if (anonymous.height === 0) return transactions;
  const texts = (
    column: string,
    tidy: (text: string | null) => string | null,
  ) =>
    pl.Series(
      column,
      (anonymous.getColumn(column).toArray() as (string | null)[]).map(
        tidy,
      ) as string[],
      pl.Utf8,
    );
  const tidied = anonymous
    .withColumns(
      texts("product", tidyProduct),
      texts("description", tidyDescription),
      pl.lit(null).cast(pl.Utf8).alias("flags"),
    )
    .drop("category")
    .join(products.select("product", "category"), {
      on: "product",
      how: "left",
    })
    .select(...transactionColumns);
  return pl.concat([transactions, tidied])
    .sort(["timestamp", "invoice", "source_file", "source_row"])
    .rechunk();
}
