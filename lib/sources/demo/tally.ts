/** Where a line of the file ends up when it is cleaned by the rules of Online Retail II. */
export type Fate =
  | "kept"
  | "exact_duplicate"
  | "cancellation"
  | "negative_quantity"
  | "bad_debt"
  | "non_positive_price"
  | "non_product"
  | "missing_customer"
  | "cancelled_purchase"
  | "taken_back";

/** Lines, pieces and pence that share a fate. */
export interface Sum {
  rows: number;
  quantity: number;
  pence: number;
}

/**
 * What the file of the demo shop consists of, counted while it is written.
 *
 * `kept` is what remains of purchases after returns; `cancelled_purchase` are purchases that were
 * returned to the last piece, `taken_back` the pieces returned of lines that remain. All fates
 * together are the whole file, in pieces and in pence.
 */
export class Tally {
  readonly fates: Record<Fate, Sum> = {
    kept: none(),
    exact_duplicate: none(),
    cancellation: none(),
    negative_quantity: none(),
    bad_debt: none(),
    non_positive_price: none(),
    non_product: none(),
    missing_customer: none(),
    cancelled_purchase: none(),
    taken_back: none(),
  };
  invoices = 0;
  customerOrders = 0;
  guestOrders = 0;
  cancelledOrders = 0;
  untrimmedDescriptions = 0;
  missingDescriptions = 0;
  lowerCaseCodes = 0;

  /** Counts a line of the file. */
  add(fate: Fate, quantity: number, pence: number): void {
    count(this.fates[fate], 1, quantity, pence);
  }

  /** Moves pieces of a purchase that was kept to where their return puts them. */
  takeBack(quantity: number, pence: number, isWhole: boolean): void {
    count(this.fates.kept, isWhole ? -1 : 0, -quantity, pence);
    count(this.fates[isWhole ? "cancelled_purchase" : "taken_back"], 1, quantity, pence);
  }
}

function none(): Sum {
  return { rows: 0, quantity: 0, pence: 0 };
}

function count(sum: Sum, rows: number, quantity: number, price: number): void {
  sum.rows += rows;
  sum.quantity += quantity;
  sum.pence += quantity * price;
}
