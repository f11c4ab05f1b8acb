import type { RuleName } from "./rule.ts";
import type { UsualRange } from "./robust_range.ts";

/** How much a set of lines holds. */
export interface Amounts {
  readonly rows: number;
  /** Units. */
  readonly quantity: number;
  /** Money, in the currency of the report. */
  readonly revenue: number;
}

/** Where a line came from. */
export interface Position {
  readonly sourceFile: string;
  /** Counted from 1 over the data rows of the file. */
  readonly sourceRow: number;
}

/** What one rule rejected. */
export interface RuleAccount extends Amounts {
  readonly rule: RuleName;
  readonly meaning: string;
  /** The first lines that the rule took, three at most. */
  readonly samples: readonly Position[];
}

/** How the return lines were matched with purchases; all counts are of lines. */
export interface ReturnsAccount {
  /** Return lines with a customer, that is those that could be matched. */
  readonly lines: number;
  /** All returned units were found among earlier purchases. */
  readonly matched: number;
  readonly partlyMatched: number;
  readonly notMatched: number;
  /** Of those not matched: lines of codes that are not goods, which have no purchases to find. */
  readonly notMatchedNonProduct: number;
  /** Units and money taken out of purchases, in whole and in part. */
  readonly takenBack: { readonly quantity: number; readonly revenue: number };
  /** Purchase lines taken back in whole and in part. */
  readonly purchasesCancelled: number;
  readonly purchasesReduced: number;
}

/** A part of the data: a file, or a stretch of one after which time jumps back. */
export interface PartAccount {
  readonly sourceFile: string;
  /** First and last row of the part within its file, counted from 1. */
  readonly firstRow: number;
  readonly lastRow: number;
}

/** What cleaning found and did: the content of `quality.json`. */
export interface Quality {
  readonly currency: string;
  /** The conversion of the amounts, if there was one. */
  readonly conversion?: { readonly from: string; readonly rate: number };
  readonly options: {
    readonly rules: readonly RuleName[];
    readonly returns: "net" | "drop";
    readonly missingCustomer: "drop" | "placeholder";
  };
  /** in = kept + rejected (rows), in = kept + rejected + netted (quantity and revenue). */
  readonly in: Amounts;
  readonly kept: Amounts;
  readonly rejected: Amounts;
  /** What returns took from lines that stay with the rest of their units. */
  readonly netted: { readonly quantity: number; readonly revenue: number };
  /** Every rule that was asked, in its order, those that took nothing too. */
  readonly rules: readonly RuleAccount[];
  /** How returns were matched; absent where they were dropped as they stand. */
  readonly returns?: ReturnsAccount;
  /** Values of kept lines that were changed, by kind of change. */
  readonly changes: {
    readonly description_tidied: number;
    readonly description_unknown: number;
    readonly product_upper_case: number;
    readonly customer_placeholder: number;
  };
  /** Marks on kept lines. */
  readonly flags: {
    readonly quantity_outlier: number;
    readonly price_outlier: number;
    readonly partly_returned: number;
  };
  /** Outside these a value is flagged as an outlier; absent where nothing varies. */
  readonly usual: {
    readonly quantity?: UsualRange;
    readonly unitPrice?: UsualRange;
  };
  readonly parts: readonly PartAccount[];
  /** Different known customers, invoices and products in the kept lines. */
  readonly customers: number;
  readonly orders: number;
  readonly products: number;
  /** First and last moment of the kept lines, local time of the shop; null where none is kept. */
  readonly period: { readonly first: string; readonly last: string } | null;
}
