import { InputError } from "perdura/core/mod.ts";
import type { Archive, ArchiveMember } from "./archive.ts";
import { columnNames, looksLikeHeader, numberedColumns } from "./column_names.ts";
import { RegularCsv, scanRegularCsv } from "./regular_csv.ts";
import { readSheetRows, type SheetRow } from "./sheet_rows.ts";
import { checkRecords, excerpt, type RecordProblem, type TextPart } from "./text_part.ts";
import { readWorkbook, type Sheet, type Workbook } from "./workbook.ts";

/** What is known about a workbook beforehand. */
export interface XlsxOptions {
  readonly header?: "auto" | boolean;
  /** The one sheet to read; otherwise all that are not empty. */
  readonly sheet?: string;
}

/** The records of a workbook's sheets. */
export interface XlsxParts {
  readonly parts: TextPart[];
  /** Cells that hold an error (`#N/A`) and were taken for empty. */
  readonly cellErrors: number;
}

/**
 * Reads the sheets of a workbook that are not empty, one row at a time.
 *
 * The first row with a value names the columns, unless it holds numbers or dates. Empty rows are no
 * records. A row with values beside the named columns is a {@linkcode RecordProblem}.
 *
 * @param main the part of the archive that makes it a workbook
 * @param name of the file, for errors
 * @param temporary gives paths of files that the frames of the result read
 * @throws {InputError} where there is no such sheet, or no records in it
 */
export async function readXlsx(
  archive: Archive,
  main: ArchiveMember,
  name: string,
  temporary: () => string,
  options: XlsxOptions,
): Promise<XlsxParts> {
  const workbook = await readWorkbook(archive, main);
  const wanted = chooseSheets(workbook.sheets, name, options.sheet);
  const parts: TextPart[] = [];
  let cellErrors = 0;
  for (const sheet of wanted) {
    const result = await readSheet(sheet, workbook, name, temporary(), options.header ?? "auto");
    if (result === undefined) continue;
    parts.push(result.part);
    cellErrors += result.cellErrors;
  }
  return { parts, cellErrors };
}

function chooseSheets(sheets: readonly Sheet[], name: string, wanted?: string): readonly Sheet[] {
  if (wanted === undefined) return sheets;
  const chosen = sheets.filter((sheet) => sheet.name === wanted);
  if (chosen.length > 0) return chosen;
  throw new InputError(
    `Cannot read "${name}": it has no sheet "${wanted}"; its sheets are ` +
      sheets.map((sheet) => `"${sheet.name}"`).join(", "),
  );
}

async function readSheet(
  sheet: Sheet,
  workbook: Workbook,
  name: string,
  temporary: string,
  header: "auto" | boolean,
): Promise<{ part: TextPart; cellErrors: number } | undefined> {
  let columns: string[] | undefined, rows = 0;
  const problems: RecordProblem[] = [];
  const regular = new RegularCsv(temporary, ",");
  const addRecord = (row: SheetRow, expected: number): void => {
    rows++;
    if (row.length <= expected) {
      while (row.length < expected) row.push(null);
      return regular.record(row);
    }
    const problem = `malformed_line: expected ${expected} fields, found ${row.length}`;
    problems.push({ row: rows, problem, text: excerpt(row.join("\t")) });
    regular.record(new Array(expected).fill(null));
  };
  let cellErrors: number;
  try {
    cellErrors = await readSheetRows(sheet.member, workbook, (row) => {
      while (row.length > 0 && !row.at(-1)) row.pop();
      if (row.length === 0) return;
      if (columns !== undefined) return addRecord(row, columns.length);
      if (header === true || (header === "auto" && looksLikeHeader(row))) {
        columns = columnNames(row, `the sheet "${sheet.name}" of "${name}"`);
      } else {
        columns = numberedColumns(row.length);
        addRecord(row, columns.length);
      }
    });
  } finally {
    regular.close();
  }
  if (columns === undefined || rows === 0) return undefined;
  checkRecords(`${name}/${sheet.name}`, rows, problems);
  const frame = scanRegularCsv(regular, columns, false);
  return { part: { name: sheet.name, columns, rows, problems, frame }, cellErrors };
}
