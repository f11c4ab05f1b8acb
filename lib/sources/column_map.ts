import { InputError } from "perdura/core/mod.ts";
import { closest, closestColumn, usualColumns } from "./_column_names.ts";
import { type CanonicalColumn, canonicalColumns, type ColumnMap } from "./source.ts";

/**
 * Makes sure that a map names canonical columns only. A column that is written as a whole number is
 * a position counted from 1.
 *
 * @throws {InputError} naming the first that is none, and the closest that is one
 */
export function asColumnMap(map: Readonly<Record<string, string | number>>): ColumnMap {
  for (const name of Object.keys(map)) {
    if (canonicalColumns.some((canonical) => canonical === name)) continue;
    const nearest = closest(canonicalColumns, [name]);
    throw new InputError(
      `Cannot use the column map: there is no canonical column "${name}"` +
        (nearest === undefined ? "" : `, did you mean "${nearest}"?`) +
        ` (known: ${canonicalColumns.join(", ")})`,
    );
  }
  const isPosition = (column: string | number) => /^\d+$/.test(`${column}`);
  return Object.fromEntries(
    Object.entries(map).map((
      [name, column],
    ) => [name, isPosition(column) ? Number(column) : column]),
  );
}

/**
 * Replaces positions by names.
 *
 * @param columns those of the file, in its order
 * @param where what the user knows the file as
 * @returns for each mapped canonical column the file's column
 * @throws {InputError} where the file has no such column
 */
export function resolveColumnMap(
  map: ColumnMap,
  columns: readonly string[],
  where: string,
): Map<CanonicalColumn, string> {
  const resolved = new Map<CanonicalColumn, string>();
  for (const canonical of canonicalColumns) {
    const wanted = map[canonical];
    if (wanted === undefined) continue;
    const found = columns.find((name) => name === `${wanted}`) ??
      (typeof wanted === "number" ? columns[wanted - 1] : undefined);
    if (found === undefined) {
      const nearest = closest(columns, [`${wanted}`]);
      throw new InputError(
        `Cannot map ${canonical} in "${where}": there is no column ` +
          (typeof wanted === "number" ? `${wanted}` : `"${wanted}"`) +
          (nearest === undefined ? "" : `, did you mean "${nearest}"?`) +
          ` (found: ${quoteAll(columns)})`,
      );
    }
    resolved.set(canonical, found);
  }
  return resolved;
}

/** What cannot be done without and is not mapped. */
export function missingColumns(map: ColumnMap): CanonicalColumn[] {
  const needed: CanonicalColumn[] = [];
  if (map.customer_id === undefined) needed.push("customer_id");
  if (map.timestamp === undefined) needed.push("timestamp");
  if (map.sales === undefined && map.unit_price === undefined) needed.push("sales");
  return needed;
}

/**
 * A `--map` to paste and mend: what is mapped already, columns with usual names, and the closest
 * of the others for what is needed.
 *
 * @param map what is known
 * @param columns those of the file
 */
export function suggestMap(map: ColumnMap, columns: readonly string[]): string {
  const taken = Object.values(map).map((column) =>
    typeof column === "number" ? columns[column - 1] : column
  );
  const suggestion = { ...usualColumns(columns.filter((name) => !taken.includes(name))), ...map };
  const free = new Set(columns);
  for (const column of Object.values(suggestion)) free.delete(`${column}`);
  for (const canonical of missingColumns(suggestion)) {
    const found = closestColumn(canonical, [...free]);
    suggestion[canonical] = found ?? "COLUMN";
    if (found !== undefined) free.delete(found);
  }
  const text = Object.entries(suggestion).map(([canonical, column]) => `${canonical}=${column}`)
    .join(",");
  return /^[\w=,.-]+$/.test(text) ? `--map ${text}` : `--map '${text.replaceAll("'", `'\\''`)}'`;
}

/** `"a", "b", "c"`, cut after the first thirty. */
export function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, 30).map((name) => `"${name}"`).join(", ");
  return names.length > 30 ? `${shown} and ${names.length - 30} more` : shown;
}
