/** Values of a column that are turned into text at a time. */
const slice = 8_192;

/**
 * Columns of equal length as the members of a JSON object, in chunks; the braces are the caller's.
 *
 * @param count entries of each column
 */
export function* jsonColumns(
  columns: readonly (readonly [name: string, value: (row: number) => string | number])[],
  count: number,
): Generator<string> {
  for (const [at, [name, value]] of columns.entries()) {
    yield `${at === 0 ? "" : ","}\n  "${name}": [`;
    for (let from = 0; from < count; from += slice) {
      const length = Math.min(slice, count - from);
      const values = Array.from({ length }, (_, i) => value(from + i));
      yield (from === 0 ? "" : ",") + JSON.stringify(values).slice(1, -1);
    }
    yield "]";
  }
}

/** Eight significant digits: more than any estimate can tell. */
export function brief(value: number): number {
  return Number(value.toPrecision(8));
}
