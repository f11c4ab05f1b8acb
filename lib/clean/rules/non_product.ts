import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Codes, in upper case, that the shop uses for anything but goods. */
const codes = [
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
const prefixes = ["GIFT_", "TEST"];

/** Postage, fees, vouchers, corrections by hand: money moves, but no product is bought. */
export const nonProduct: Rule = {
  name: "non_product",
  meaning: "the code is not one of goods: postage, fees, vouchers, corrections, tests",
  takes: pl.col("product").str.contains(
    `^(?i)\\s*(?:(?:${codes.join("|")})\\s*$|${prefixes.join("|")})`,
  ),
};
