import { type Encoded, recode } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import type { Quality } from "./quality.ts";
import { tidyDescription, tidyProduct, unknownDescription } from "./tidy_text.ts";

/** The lines with tidy product codes and descriptions; a source without descriptions gets none. */
export function tidyLines(lines: Lines): Lines {
  const described = lines.description.values.some((value) => value !== null);
  return {
    ...lines,
    product: recode(lines.product, tidyProduct),
    description: described ? recode(lines.description, tidyDescription) : lines.description,
  };
}

/** How many values of the kept lines were changed, by kind of change. */
export function countChanges(
  received: Lines,
  tidied: Lines,
  kept: Uint32Array,
  placeholder: boolean,
): Quality["changes"] {
  const changes = {
    description_tidied: 0,
    description_unknown: 0,
    product_upper_case: 0,
    customer_placeholder: 0,
  };
  const value = (encoded: Encoded, row: number) => encoded.values[encoded.codes[row]!];
  for (const row of kept) {
    const description = value(tidied.description, row);
    if (value(received.description, row) !== description) {
      if (description === unknownDescription) changes.description_unknown++;
      else changes.description_tidied++;
    }
    if (value(received.product, row) !== value(tidied.product, row)) {
      changes.product_upper_case++;
    }
    if (placeholder && !value(received.customer, row)) {
      changes.customer_placeholder++;
    }
  }
  return changes;
}

/** How many different texts, blank and missing ones aside, stand in some rows of a column. */
export function countDistinct(encoded: Encoded, rows: Uint32Array): number {
  const seen = new Set<number>();
  for (const row of rows) seen.add(encoded.codes[row]!);
  return [...seen].filter((code) => encoded.values[code]).length;
}

/** First and last moment of rows in order of time. */
export function periodOf(lines: Lines, rows: Uint32Array): Quality["period"] {
  if (rows.length === 0) return null;
  const text = (row: number) =>
    new Date(lines.timestamp[row]!).toISOString().slice(0, 19).replace(
      "T",
      " ",
    );
  return { first: text(rows[0]!), last: text(rows.at(-1)!) };
}
