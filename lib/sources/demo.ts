import { onlineRetail } from "./online_retail.ts";
import type { TransactionSource } from "./source.ts";

/**
 * The simulated shop of {@linkcode simulateDemo}: a file in the layout of Online Retail II.
 *
 * Its columns alone do not tell it from the real one, so it has to be named.
 */
export const demo: TransactionSource = {
  name: "demo",
  title: "Demo shop (simulated)",
  ...(onlineRetail.currency === undefined ? {} : { currency: onlineRetail.currency }),
  mapColumns: (columns, sample) =>
    sample === undefined ? onlineRetail.mapColumns(columns) : undefined,
  rules: onlineRetail.rules.filter((rule) => rule !== "overlapping_period"),
};
