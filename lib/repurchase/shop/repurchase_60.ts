import { type Progress, type Random, silent } from "perdura/core/mod.ts";
import { auditVerdict } from "./audit/audit_verdict.ts";
import { type AuditStep, leakageAudit } from "./audit/leakage_audit.ts";
import { orderObstacle } from "./order_obstacle.ts";
import { orderRows } from "./order_rows.ts";
import { orderVerdict } from "./order_verdict.ts";
import {
  missingForRepurchase,
  queryAsPublished,
  queryOverview,
  queryRepurchases,
  queryShop,
  type ShopOverview,
  type ShopQuery,
  type ShopTables,
} from "./query_shop.ts";
import {
  type OrderRepurchase,
  type OrderTraining,
  trainOrderRepurchase,
} from "./train_order_repurchase.ts";

/** All that is said of repurchases after orders, as far as the tables allow. */
export interface Repurchase60 {
  /** The results of the queries; of the first alone where tables are missing. */
  readonly tables: Partial<ShopTables> & Pick<ShopTables, "repurchases">;
  readonly overview: ShopOverview;
  /** What was learnt; undefined where that was not possible. */
  readonly result: OrderRepurchase | undefined;
  /** How good the same trees look where leaks are left open; empty where nothing was learnt. */
  readonly audit: readonly AuditStep[];
  /** What came out, or why nothing did, in sentences. */
  readonly verdict: readonly string[];
  /** What the audit found, in sentences. */
  readonly auditVerdict: readonly string[];
}

/** How {@linkcode repurchase60} works. */
export interface Repurchase60Options extends OrderTraining {
  readonly random: Random;
  readonly progress?: Progress;
}

/**
 * Will there be another completed order within 60 days: runs the queries, learns, and audits.
 *
 * @throws {InputError} where there is no table of orders
 */
export async function repurchase60(
  query: ShopQuery,
  options: Repurchase60Options,
): Promise<Repurchase60> {
  const { progress = silent, random } = options;
  const nothing = { result: undefined, audit: [], auditVerdict: [] };
  progress.update("asking the tables of the shop", 0, 6, "queries");
  const overview = await queryOverview(query);
  const missing = missingForRepurchase(Object.keys(query.tables));
  if (missing !== undefined) {
    const repurchases = await queryRepurchases(query);
    const verdict = [`${missing}: repurchases are counted, and nothing is learnt about them`];
    return { tables: { repurchases }, overview, ...nothing, verdict };
  }
  const tables = await queryShop(query);
  const rows = orderRows(tables.training_data);
  const obstacle = orderObstacle(rows);
  if (obstacle !== undefined) return { tables, overview, ...nothing, verdict: [obstacle] };
  const result = await trainOrderRepurchase(rows, options);
  const audit = await leakageAudit(
    { asPublished: await queryAsPublished(query), trainingData: tables.training_data },
    { random: random.fork("audit"), progress },
  );
  const verdicts = { verdict: orderVerdict(result), auditVerdict: auditVerdict(audit) };
  return { tables, overview, result, audit, ...verdicts };
}
