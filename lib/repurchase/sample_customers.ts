import pl from "nodejs-polars";
import type { Random } from "perdura/core/mod.ts";
import type { CustomerTables, History } from "perdura/features/mod.ts";
import { shuffled } from "perdura/features/row_groups.ts";

/** More customers teach little, and their features take room on every day that is learnt from. */
const mostCustomers = 25_000;

/**
 * The history of some customers, drawn at random: enough to learn from where there are very many.
 *
 * @param most how many customers at most, default 25,000
 * @returns the history itself where it has no more
 */
export function sampleCustomers(
  history: History<CustomerTables>,
  random: Random,
  most = mostCustomers,
): History<CustomerTables> {
  const ids = history.purchases.select(pl.col("customer_id").unique().sort());
  if (ids.height <= most) return history;
  const drawn = shuffled(ids.height, random).slice(0, most).sort();
  const all = ids.getColumn("customer_id").toArray() as string[];
  const chosen = pl.DataFrame([
    pl.Series("customer_id", Array.from(drawn, (at) => all[at]!), pl.Utf8),
  ]);
  const of = (table: pl.DataFrame) => table.join(chosen, { on: "customer_id", how: "semi" });
  return { purchases: of(history.purchases), returns: of(history.returns) };
}
