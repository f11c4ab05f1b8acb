import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";
import { countWhere, within } from "./_windows.ts";

const source = ["rejected.customer_id", "rejected.timestamp", "rejected.rule"];

/** What customers sent back; never missing, nobody has to send something back. */
export const returnFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    returned_lines: { meaning: "number of lines sent back", unit: "lines", source },
    returned_lines_90d: {
      meaning: "number of lines sent back in the last 90 days",
      unit: "lines",
      source,
    },
    returned_share: {
      meaning: "lines sent back for each line bought",
      unit: "ratio",
      source: [...source, "transactions.customer_id"],
    },
  },
  compute: (past) => {
    const returned = past.returns.lazy().groupBy("customer_id").agg(
      pl.len().cast(pl.Float64).alias("returned_lines"),
      countWhere(within(past, 90)).alias("returned_lines_90d"),
    );
    return past.days.lazy().groupBy("customer_id").agg(pl.col("lines").sum())
      .join(returned, { on: "customer_id", how: "left" })
      .withColumns(
        pl.col("returned_lines").fillNull(pl.lit(0)),
        pl.col("returned_lines_90d").fillNull(pl.lit(0)),
      )
      .withColumns(pl.col("returned_lines").div(pl.col("lines")).alias("returned_share"))
      .collectSync();
  },
});
