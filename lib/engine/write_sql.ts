import type { Dialect } from "./dialect.ts";

const call = /\{\{\s*(\w+)\(([^{}]*)\)\s*\}\}/;

/**
 * Writes SQL for an engine: replaces `{{function(…)}}` by what the dialect writes for it, from the
 * inside out, and `$name` by the text of a parameter.
 *
 * @param parameters numbers, and words from a fixed list; nothing that a user typed freely
 * @throws {TypeError} where the dialect has no such function, or there is no such parameter
 *
 * @example
 * ```ts
 * import { duckDb, writeSql } from "perdura/engine/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   writeSql("SELECT {{plus_days(created_at, $days)}} FROM orders", duckDb, { days: 60 }),
 *   "SELECT (created_at + to_days(60)) FROM orders",
 * );
 * ```
 */
export function writeSql(
  sql: string,
  { functions, name: dialect }: Dialect,
  parameters: Readonly<Record<string, number>> = {},
): string {
  let text = sql.replace(/\$(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new TypeError(`There is no parameter "${name}"`);
    return String(value);
  });
  for (let found = call.exec(text); found !== null; found = call.exec(text)) {
    const [whole, name, written] = found;
    const write = (functions as Readonly<Record<string, (...of: string[]) => string>>)[name!];
    if (write === undefined) throw new TypeError(`${dialect} has no function "${name}"`);
    text = text.replace(whole, () => write(...splitArguments(written!)));
  }
  return text;
}

/** Divides arguments at the commas that are not inside of brackets. */
function splitArguments(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}
