/**
 * Will there be another completed order within 60 days of an order, from the tables of a web shop.
 *
 * The question is asked of every completed order (or of each user's first) at the moment it is
 * delivered. Of the order itself its content is known then, and how long shipping and delivery took;
 * everything else that a model sees was known before the order was placed: states of earlier orders
 * as they were at that moment, visits before it. What a user does between ordering and delivery is
 * not looked at, so that a repurchase in those days cannot betray itself. The answer is yes where a
 * further order of the user, placed within 60 days (of 24 hours) after the order was placed, became
 * complete.
 *
 * That an order stays complete, that is will not be returned, is known a few days after its delivery
 * only: the question is about orders that do.
 *
 * @module
 */
export {
  type Anchor,
  completionDays,
  missingForRepurchase,
  queryAsPublished,
  queryOverview,
  queryRepurchases,
  queryShop,
  repurchaseDays,
  type ShopOverview,
  type ShopQuery,
  shopSql,
  type ShopTables,
} from "./query_shop.ts";
export { type OrderFeature, orderFeatures } from "./order_features.ts";
export { type OrderRows, orderRows } from "./order_rows.ts";
export { answerDays, type OrderFolds, orderFolds, type OrderPart } from "./order_folds.ts";
export { orderObstacle } from "./order_obstacle.ts";
export { OrderModel, type OrderModelJson, type OrderModelOptions } from "./order_model.ts";
export {
  orderForecasts,
  type OrderRepurchase,
  orderTest,
  type OrderTraining,
  trainOrderRepurchase,
} from "./train_order_repurchase.ts";
export type { OrderImportance } from "./order_importance.ts";
export { orderVerdict } from "./order_verdict.ts";
export { type OrderReason, orderReasons } from "./order_reasons.ts";
export { type AuditInput, type AuditStep, leakageAudit } from "./audit/leakage_audit.ts";
export { auditTable } from "./audit/audit_table.ts";
export { auditVerdict } from "./audit/audit_verdict.ts";
export { orderModelCard } from "./order_model_card.ts";
export { orderPredictionsTable, orderUnits, trainingTable } from "./order_tables.ts";
export { type Repurchase60, repurchase60, type Repurchase60Options } from "./repurchase_60.ts";
export {
  type MonthlyRate,
  organicByMonth,
  type RateGroup,
  repurchasesBy,
  repurchasesByDelivery,
  repurchasesByMonth,
} from "./repurchase_rates.ts";
