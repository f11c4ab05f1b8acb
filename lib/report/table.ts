import { InputError } from "perdura/core/mod.ts";
import type { Rows } from "perdura/plots/picture.ts";
import { firstRows, isFrame } from "./_columns.ts";
import { dataLink } from "./_data_link.ts";
import { withStyle } from "./_fragment_style.ts";
import { markup } from "./markup.ts";
import { currentSink } from "./_sink.ts";
import { type ColumnFormat, rowsShown, tableMarkup, tableText } from "./_table_parts.ts";

/** How to show a table. */
export interface TableOptions {
  /** What to see in it. */
  readonly caption: string;
  /** How many rows to show at most, by default 10. */
  readonly rows?: number;
  /** Formats by column name. */
  readonly columns?: Readonly<Record<string, ColumnFormat>>;
}

/**
 * Shows the first rows of a table, numbered, with its data to download.
 *
 * @param rows a Polars frame or objects with the same keys
 * @throws {InputError} where the caption is empty or a format names no column
 *
 * @example
 * ```ts
 * import { capture, table } from "perdura/report/mod.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const rows = [{ country: "France", sales: 1234.5 }, { country: "Perú", sales: null }];
 * const { outputs } = await capture(() => table(rows, { caption: "Sales by country, £" }));
 * assertStringIncludes(outputs[0]!.data["text/plain"], "1,234.5");
 * ```
 */
export async function table(rows: Rows, options: TableOptions): Promise<void> {
  const { caption, columns: formats = {} } = options;
  if (caption.trim() === "") {
    throw new InputError('Cannot show a table: its "caption" is empty; say what to see in it');
  }
  const shown = firstRows(rows, options.rows ?? 10);
  checkFormats(caption, formats, isFrame(rows) ? rows.columns : shown.columns.map((c) => c.name));
  const sink = currentSink();
  const number = sink.numberOf("table", caption);
  const id = `table-${number}`;
  const body = markup`<figure class="pd pd-table" id="${id}">
<figcaption id="${id}-caption"><span class="pd-number">Table ${number}.</span> ${caption}</figcaption>
${tableMarkup(shown, formats, `${id}-caption`)}
<p class="pd-foot">${rowsShown(shown)}${dataLink(rows, id)}</p>
</figure>`;
  await sink.show({
    data: {
      "text/html": withStyle(body),
      "text/plain": `Table ${number}. ${caption}\n${tableText(shown, formats)}`,
    },
    facts: { kind: "table", number, title: caption },
  });
}

/** Objects without a row have no columns to compare with. */
function checkFormats(
  caption: string,
  formats: Readonly<Record<string, ColumnFormat>>,
  names: readonly string[],
): void {
  const unknown = Object.keys(formats).find((name) => !names.includes(name));
  if (unknown === undefined || names.length === 0) return;
  throw new InputError(
    `Cannot format the column "${unknown}" of the table "${caption}": it has "${
      names.join('", "')
    }"`,
  );
}
