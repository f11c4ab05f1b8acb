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
  kept: Uint32Array,
  placeholder: boolean,
): Quality["changes"] {
  const changes = {
    description_tidied: 0,
    description_unknown: 0,
    product_upper_case: 0,
    customer_placeholder: 0,
  };
  // By the codes as received: 1 where a text was tidied, 2 where it is new.
  const described = received.description.values.some((value) => value !== null);
  const description = Uint8Array.from(received.description.values, (value) => {
    const tidy = tidyDescription(value);
    return !described || tidy === value ? 0 : tidy === unknownDescription ? 2 : 1;
  });
  const product = Uint8Array.from(
    received.product.values,
    (value) => tidyProduct(value) === value ? 0 : 1,
  );
  const customer = Uint8Array.from(
    received.customer.values,
    (value) => placeholder && !value ? 1 : 0,
  );
  for (const row of kept) {
    const change = description[received.description.codes[row]!]!;
    if (change === 1) changes.description_tidied++;
    else if (change === 2) changes.description_unknown++;
    changes.product_upper_case += product[received.product.codes[row]!]!;
    changes.customer_placeholder += customer[received.customer.codes[row]!]!;
  }
  return changes;
}

/** How many different texts, blank and missing ones aside, stand in some rows of a column. */
export function countDistinct(encoded: Encoded, rows: Uint32Array): number {
  const seen = new Uint8Array(encoded.values.length);
  for (const row of rows) seen[encoded.codes[row]!] = 1;
  return encoded.values.filter((value, code) => value && seen[code] === 1).length;
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
