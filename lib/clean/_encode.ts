import pl from "nodejs-polars";

/** A text column as numbers: row i holds `values[codes[i]]`, values in order of appearance. */
export interface Encoded {
  readonly codes: Uint32Array;
  readonly values: readonly (string | null)[];
}

const nothing = 0xffffffff;

/** Numbers the different texts of a column, null being one of them. */
export function encodeText(frame: pl.DataFrame, column: string): Encoded {
  const categories = frame.select(
    pl.col(column).cast(pl.Categorical).cast(pl.UInt32).fillNull(
      pl.lit(nothing),
    ).cast(pl.UInt32),
  ).getColumn(column).toTypedArray() as Uint32Array;
  // Polars numbers categories across all columns of the process: number them anew from 0.
  let largest = 0;
  for (const category of categories) {
    if (category !== nothing && category > largest) largest = category;
  }
  const renumbered = new Uint32Array(largest + 2).fill(nothing);
  const codes = new Uint32Array(categories.length);
  const firstRows: number[] = [];
  for (let i = 0; i < categories.length; i++) {
    const slot = categories[i] === nothing ? largest + 1 : categories[i]!;
    if (renumbered[slot] === nothing) {
      renumbered[slot] = firstRows.length;
      firstRows.push(i);
    }
    codes[i] = renumbered[slot]!;
  }
  const values = frame.select(pl.col(column).gather(firstRows)).getColumn(
    column,
  ).toArray();
  return { codes, values: values as (string | null)[] };
}

/**
 * The same codes for other values, equal values merged into one code.
 *
 * @param change what becomes of each value
 */
export function recode(
  encoded: Encoded,
  change: (value: string | null) => string | null,
): Encoded {
  const codeOf = new Map<string | null, number>();
  const newCode = encoded.values.map((value) => {
    const changed = change(value);
    const code = codeOf.get(changed) ?? codeOf.size;
    codeOf.set(changed, code);
    return code;
  });
  return {
    codes: encoded.codes.map((code) => newCode[code]!),
    values: [...codeOf.keys()],
  };
}

/**
 * The text column of some rows.
 *
 * @param rows which rows of the encoded column, in the order wanted
 */
export function decodeText(
  name: string,
  encoded: Encoded,
  rows: Uint32Array,
): pl.Series {
  const codes = rows.map((row) => encoded.codes[row]!);
  return pl.DataFrame([pl.Series(name, encoded.values as string[], pl.Utf8)])
    .select(pl.col(name).gather(pl.Series("codes", codes)))
    .getColumn(name);
}
