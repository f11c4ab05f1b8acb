/** Stands for runs of blanks and tabs between fields, with or without blanks around the record. */
export const blanks = " ";

const blankSeparated = /"(?:[^"]|"")*"|[^ \t]+/g;

/** One record of a text and where the next begins. */
interface ParsedRecord {
  readonly fields: string[];
  readonly end: number;
}

/**
 * Reads one record of comma-separated text, forgivingly: a quote that is never closed ends with
 * the text, and text after a closing quote belongs to the field.
 *
 * @param newline ends a record; undefined where the text is one record
 * @param from where the record begins
 */
export function parseRecord(
  text: string,
  delimiter: string,
  newline?: string,
  from: number = 0,
): ParsedRecord {
  if (delimiter === blanks) {
    const stop = newline === undefined ? -1 : text.indexOf(newline, from);
    const line = text.slice(from, stop === -1 ? undefined : stop).trim();
    const fields = (line.match(blankSeparated) ?? []).map(unquote);
    return { fields, end: stop === -1 ? text.length : stop + 1 };
  }
  const fields: string[] = [];
  let at = from;
  for (;;) {
    const begin = at;
    if (text[at] === '"') at = afterClosingQuote(text, at);
    while (at < text.length && text[at] !== delimiter && text[at] !== newline) {
      at++;
    }
    const stopsRecord = text[at] !== delimiter;
    const raw = text.slice(begin, at);
    fields.push(
      unquote(stopsRecord && raw.endsWith("\r") ? raw.slice(0, -1) : raw),
    );
    if (stopsRecord) return { fields, end: Math.min(at + 1, text.length) };
    at++;
  }
}

/** Reads at most so many records; blank lines are not records. */
export function parseRecords(
  text: string,
  delimiter: string,
  newline: string,
  limit: number,
): string[][] {
  const records: string[][] = [];
  for (let at = 0; at < text.length && records.length < limit;) {
    const { fields, end } = parseRecord(text, delimiter, newline, at);
    if (fields.length > 1 || (fields[0] ?? "").trim() !== "") {
      records.push(fields);
    }
    at = end;
  }
  return records;
}

function afterClosingQuote(text: string, opening: number): number {
  let close = text.indexOf('"', opening + 1);
  while (close !== -1 && text[close + 1] === '"') {
    close = text.indexOf('"', close + 2);
  }
  return close === -1 ? text.length : close + 1;
}

function unquote(field: string): string {
  if (!field.startsWith('"')) return field;
  const close = afterClosingQuote(field, 0);
  return field.slice(
    1,
    field[close - 1] === '"' && close > 1 ? close - 1 : close,
  )
    .replaceAll('""', '"') + field.slice(close);
}
