import pl from "nodejs-polars";

/** A text column as numbers: row i holds `values[codes[i]]`, values in order of appearance. */
export interface Encoded {
  readonly codes: Uint32Array;
  readonly values: readonly (string | null)[];
}

const nothing = 0xffffffff;

/** Numbers for the texts of a column: equal numbers are equal texts, without saying which. */
export function textNumbers(frame: pl.DataFrame, column: string): Uint32Array {
  if (isConstant(frame, column)) return new Uint32Array(frame.height);
  return frame.select(
    pl.col(column).cast(pl.Categorical).cast(pl.UInt32).fillNull(pl.lit(nothing)).cast(pl.UInt32),
  ).getColumn(column).toTypedArray() as Uint32Array;
}

/** Numbers the different texts of a column, null being one of them. */
export function encodeText(frame: pl.DataFrame, column: string): Encoded {
  const codes = textNumbers(frame, column);
  // Polars numbers the texts of all columns of a process together: number these from 0.
  let largest = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! > largest && codes[i] !== nothing) largest = codes[i]!;
  }
  const renumbered = new Int32Array(largest + 2).fill(-1);
  const firstRows: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    const slot = codes[i] === nothing ? largest + 1 : codes[i]!;
    if (renumbered[slot]! < 0) renumbered[slot] = firstRows.push(i) - 1;
    codes[i] = renumbered[slot]!;
  }
  const values = frame.select(pl.col(column).gather(firstRows)).getColumn(column).toArray();
  return { codes, values: values as (string | null)[] };
}

/** Whether a column holds one text only, or nothing at all. */
export function isConstant(frame: pl.DataFrame, column: string): boolean {
  const nulls = frame.getColumn(column).nullCount();
  if (nulls > 0) return nulls === frame.height;
  const same = frame.select(pl.col(column).eq(pl.col(column).first()).all().alias("same"));
  return same.row(0)[0] === true;
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
  const values = [...codeOf.keys()];
  if (values.length === newCode.length) return { codes: encoded.codes, values };
  const codes = new Uint32Array(encoded.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = newCode[encoded.codes[i]!]!;
  return { codes, values };
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
