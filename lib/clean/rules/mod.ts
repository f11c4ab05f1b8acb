/**
 * The rules of cleaning, one file each.
 *
 * A line is rejected by the first rule that takes it; the order is that of `ruleNames`.
 *
 * @module
 */
export { badDebt } from "./bad_debt.ts";
export { cancellation } from "./cancellation.ts";
export { cancelledPurchase } from "./cancelled_purchase.ts";
export { exactDuplicate } from "./exact_duplicate.ts";
export { malformedLine } from "./malformed_line.ts";
export { missingCustomer } from "./missing_customer.ts";
export { negativeQuantity } from "./negative_quantity.ts";
export { negativeSales } from "./negative_sales.ts";
export { nonPositivePrice } from "./non_positive_price.ts";
export { nonProduct } from "./non_product.ts";
export { overlappingPeriod } from "./overlapping_period.ts";
export { unparsableValue } from "./unparsable_value.ts";
