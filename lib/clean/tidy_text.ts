/** What stands in place of a missing description. */
export const unknownDescription = "Unknown";

/** A description without blanks at its ends and without runs of blanks; `Unknown` if empty. */
export function tidyDescription(description: string | null): string {
  return description?.trim().replace(/\s+/g, " ") || unknownDescription;
}

/** A product code without blanks at its ends, in upper case; null if empty. */
export function tidyProduct(product: string | null): string | null {
  return product?.trim().toUpperCase() || null;
}
