import pl from "nodejs-polars";

/** A text column as numbers: row i holds `values[codes[i]]`, values in order of appearance. */
export interface Encoded {
  readonly codes: Uint32Array;
  readonly values: readonly (string | null)[];
}

const nothing = 0xffffffff;

/** The numbers that Polars gives to the texts of a column. */
export function categoryNumbers(column: string): pl.Expr {
  return pl.col(column).cast(pl.Categorical).cast(pl.UInt32).fillNull(pl.lit(nothing))
    .cast(pl.UInt32);
}

/**
 * Numbers the different texts of a column, null being one of them.
 *
 * @param frame where the column is
 * @param categories the column as `categoryNumbers`; Polars numbers the texts of all columns of a
 * process together, so that these numbers are neither dense nor the same twice
 */
export function encode(frame: pl.DataFrame, column: string, categories: Uint32Array): Encoded {
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
  const values = frame.select(pl.col(column).gather(firstRows)).getColumn(column).toArray();
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

/** The text column that holds `values[codes[i]]` in row i. */
export function decodeText(
  name: string,
  values: readonly (string | null)[],
  codes: Uint32Array,
): pl.Series {
  return pl.DataFrame([pl.Series(name, values as string[], pl.Utf8)])
    .select(pl.col(name).gather(pl.Series("codes", codes)))
    .getColumn(name);
}
