/**
 * A table as lines for a terminal: the first column on the left, the others on the right.
 *
 * @param rows the first is the header
 */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...row[column] ?? ""].length))) ??
      [];
  return rows.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
    ).join("  ").trimEnd()
  );
}
