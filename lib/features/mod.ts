/**
 * What is known of customers, made from clean transactions.
 *
 * @module
 */
export { customerSummary, type CustomerSummaryOptions } from "./customer_summary.ts";
export { toCustomerSummary } from "./to_customer_summary.ts";
export { type TimeUnit } from "./_days.ts";
