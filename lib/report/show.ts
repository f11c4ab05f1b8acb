import { formatNumber, InputError } from "perdura/core/mod.ts";
import type { Rows } from "perdura/plots/picture.ts";
import { firstRows, isFrame } from "./_columns.ts";
import { withStyle } from "./_fragment_style.ts";
import { formatDate, noValue } from "./format.ts";
import { markup } from "./markup.ts";
import { currentSink } from "./_sink.ts";
import { tableMarkup, tableText } from "./_table_parts.ts";

/** What {@linkcode show} takes. */
export type Showable = string | number | bigint | boolean | Date | null | undefined | Rows;

/**
 * Shows a value: a text in Markdown, a number, a date, or the first rows of a table.
 *
 * Every visible result of a notebook goes through this or one of `table`, `figure`, `answer`,
 * `note`, `warn`, each awaited: the last expression of a cell is lost now and then by the kernel.
 *
 * @throws {InputError} for a drawing, which `figure` shows with its alternative text
 *
 * @example
 * ```ts
 * import { capture, show } from "perdura/report/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { outputs } = await capture(() => show(1234567));
 * assertEquals(outputs[0]?.data["text/plain"], "1,234,567");
 * ```
 */
export async function show(value: Showable): Promise<void> {
  const sink = currentSink();
  if (isFrame(value) || value instanceof Array) {
    const shown = firstRows(value, 10);
    await sink.show({
      data: {
        "text/html": withStyle(markup`<div class="pd pd-table">${tableMarkup(shown, {})}</div>`),
        "text/plain": tableText(shown, {}),
      },
      facts: { kind: "text" },
    });
    return;
  }
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    throw new InputError(
      "Cannot show this object: show a text, a number, a date or rows of a table; a drawing is " +
        'shown with "figure", which also takes its alternative text',
    );
  }
  const text = inWords(value);
  await sink.show({
    data: { "text/markdown": text, "text/plain": text },
    facts: { kind: "text", markdown: text },
  });
}

function inWords(value: Exclude<Showable, Rows>): string {
  if (value === null || value === undefined) return noValue;
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Date) return formatDate(value, value.getTime() % 86_400_000 !== 0);
  if (typeof value === "bigint" || Number.isInteger(value)) return formatNumber(value);
  return formatNumber(value, 4);
}
