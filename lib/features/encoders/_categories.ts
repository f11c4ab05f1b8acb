/** The category of rows where the value is missing. */
const missing = "missing";

/** Categories by number, in order of first appearance, and the number of each row's. */
export interface CodedCategories {
  readonly codes: Uint32Array;
  readonly categories: readonly string[];
}

/** Numbers the categories of a column; missing is one of them. */
export function codeCategories(values: readonly (string | null)[]): CodedCategories {
  const numbers = new Map<string, number>();
  const codes = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const category = values[i] ?? missing;
    let code = numbers.get(category);
    if (code === undefined) numbers.set(category, code = numbers.size);
    codes[i] = code;
  }
  return { codes, categories: [...numbers.keys()] };
}

/** What a table says of the category of each row; the default where it does not know it. */
export function lookUp(
  values: readonly (string | null)[],
  table: ReadonlyMap<string, number>,
  unseen: number,
): Float64Array {
  const found = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) found[i] = table.get(values[i] ?? missing) ?? unseen;
  return found;
}
