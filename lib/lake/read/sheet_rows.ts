import { InputError } from "perdura/core/mod.ts";
import type { ByteSource } from "./byte_source.ts";
import { dateText, numberText, unescapeText } from "./cell_text.ts";
import type { Workbook } from "./workbook.ts";
import { parseXml } from "./xml.ts";

/** A row of a sheet: the texts of its cells by position; cells that are not there are null. */
export type SheetRow = (string | null)[];

/** Columns of a sheet, as Excel has them. */
const mostColumns = 16_384;

/**
 * Goes through the rows of a sheet.
 *
 * Numbers become their shortest text, those shown as dates `YYYY-MM-DD HH:MM:SS`, truth values
 * `true` and `false`. An error (`#N/A`) is no value: its cell is null.
 *
 * @param onRow takes a row; the array is used again for the next one
 * @returns how many cells hold an error
 */
export async function readSheetRows(
  source: ByteSource,
  workbook: Pick<Workbook, "sharedStrings" | "dateStyles" | "is1904">,
  onRow: (row: SheetRow) => void,
): Promise<number> {
  const row: SheetRow = [];
  let errors = 0;
  let column = -1, type = "", style = "", value = "";
  let collecting = false, phonetic = false;
  let lastDate = "", lastDateText = ""; // rows of one order share it

  const cellText = (): string | null => {
    switch (type) {
      case "s":
        return workbook.sharedStrings[Number(value)] ?? null;
      case "inlineStr":
      case "str":
        return unescapeText(value);
      case "b":
        return value === "1" || value === "true" ? "true" : "false";
      case "e":
        errors++;
        return null;
      case "d":
        return value.replace("T", " ").replace(/Z$/, "");
    }
    if (style === "" || !workbook.dateStyles[Number(style)]) return numberText(value);
    if (value !== lastDate) {
      lastDate = value;
      lastDateText = dateText(value, workbook.is1904);
    }
    return lastDateText;
  };

  await parseXml(source, {
    open(name, attributes) {
      if (name === "c") {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (!(column >= 0 && column < mostColumns)) throw damagedCell(source, attributes.r);
        type = attributes.t ?? "";
        style = attributes.s ?? "";
        value = "";
      } else if (name === "v" || name === "t") {
        collecting = !phonetic;
      } else if (name === "row") {
        row.length = 0;
        column = -1;
      } else if (name === "rPh") {
        phonetic = true;
      }
    },
    text(part) {
      if (collecting) value += part;
    },
    close(name) {
      if (name === "v" || name === "t") {
        collecting = false;
      } else if (name === "c") {
        if (value === "") return;
        while (row.length < column) row.push(null);
        row[column] = cellText();
      } else if (name === "row") {
        onRow(row);
      } else if (name === "rPh") {
        phonetic = false;
      }
    },
  });
  return errors;
}

function damagedCell(source: ByteSource, reference: string | undefined): InputError {
  return new InputError(
    `Cannot read "${source.name}": "${reference}" is no cell of a sheet; save the workbook again`,
  );
}

/** The position of a cell's column, from 0: that of `AB12` is 27. */
function columnOf(reference: string): number {
  let position = 0;
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) & 0xdf; // capital
    if (letter < 0x41 || letter > 0x5a) break;
    position = position * 26 + letter - 0x40;
  }
  return position - 1;
}
