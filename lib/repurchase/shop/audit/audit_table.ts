import pl from "nodejs-polars";
import type { AuditStep } from "./leakage_audit.ts";

/** The steps as the table that people take away. */
export function auditTable(steps: readonly AuditStep[]): pl.DataFrame {
  return pl.DataFrame(steps.map((step) => ({
    step: step.name,
    change: step.change,
    rows: step.rows,
    repurchases: step.repurchases,
    ...Object.fromEntries(
      ([["roc_auc", step.rocAuc], ["pr_auc", step.prAuc], ["log_loss", step.logLoss]] as const)
        .flatMap(([name, { estimate, lower, upper }]) => [
          [name, estimate],
          [`${name}_lower`, lower],
          [`${name}_upper`, upper],
        ]),
    ),
  }))).withColumns(pl.col("rows").cast(pl.Int32), pl.col("repurchases").cast(pl.Int32));
}
