import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Codes, in upper case, that the shop uses for anything but goods. */
export const nonProductCodes = [
  "POST", // postage
  "DOT", // postage of the web shop
  "C2", // carriage
  "M", // manual entry
  "D", // discount
  "S", // samples
  "B", // bad debt
  "PADS",
  "ADJUST",
  "ADJUST2",
  "BANK CHARGES",
  "AMAZONFEE",
  "CRUK", // commission of a charity
  "GIFT",
];

/** Beginnings, in upper case, of codes that are not goods: gift vouchers and tests. */
export const nonProductPrefixes = ["GIFT_", "TEST"];

const code = pl.col("product").str.strip().str.toUpperCase();

/** Postage, fees, vouchers, corrections by hand: money moves, but no product is bought. */
export const nonProduct: Rule = {
  name: "non_product",
  meaning: "the code is not one of goods: postage, fees, vouchers, corrections, tests",
  takes: nonProductPrefixes.reduce(
    (any, prefix) => any.or(code.str.startsWith(prefix)),
    code.isIn(nonProductCodes),
  ),
};
