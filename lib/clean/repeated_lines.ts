import type { Lines } from "./_lines.ts";
import type { Part } from "./find_parts.ts";

/** Which lines repeat others; 1 for yes, one entry per line. */
export interface RepeatedLines {
  /** The line is the same record as a line of an earlier part. */
  readonly overlapping: Uint8Array;
  /** The line equals an earlier line and is a record of its own. */
  readonly duplicate: Uint8Array;
}

/**
 * Tells records that were delivered twice from records that were made twice.
 *
 * Lines are equal when all their columns are. The nth copy of a line within a part is the same
 * record as the nth copy within an earlier part (overlapping); a copy beyond those of all earlier
 * parts is a record of its own, and a duplicate unless it is the first. The order of rows within a
 * part plays no role.
 *
 * @param lines lines in the order of their sources, text and numbers as they were received
 * @param parts consecutive parts that together hold all lines
 * @param readable 0 for lines that are no records and are left alone
 */
export function repeatedLines(
  lines: Lines,
  parts: readonly Part[],
  readable: Uint8Array,
): RepeatedLines {
  const { count } = lines;
  const columns = contentColumns(lines);
  const overlapping = new Uint8Array(count);
  const duplicate = new Uint8Array(count);
  // Open addressing: a slot holds the first line of each group of equal lines.
  const mask = 2 ** Math.ceil(Math.log2(2 * count + 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const hashes = new Int32Array(count);
  // Of the group that begins with a line: its records so far, and its copies in the current part.
  const records = new Int32Array(count);
  const copies = new Int32Array(count);
  const partOfCopies = new Int32Array(count).fill(-1);

  parts.forEach((part, number) => {
    for (let row = part.firstRow; row <= part.lastRow; row++) {
      if (readable[row] === 0) continue;
      const hash = hashes[row] = hashOf(columns, row);
      let slot = hash & mask;
      let first = slots[slot]!;
      while (
        first >= 0 && !(hashes[first] === hash && equal(columns, first, row))
      ) {
        slot = (slot + 1) & mask;
        first = slots[slot]!;
      }
      if (first < 0) first = slots[slot] = row;
      if (partOfCopies[first] !== number) {
        partOfCopies[first] = number;
        copies[first] = 0;
      }
      if (++copies[first]! <= records[first]!) overlapping[row] = 1;
      else if (++records[first]! > 1) duplicate[row] = 1;
    }
  });
  return { overlapping, duplicate };
}

/** The columns that make a line what it is, each as 32-bit words. */
function contentColumns(lines: Lines): Uint32Array[] {
  const texts = [
    "invoice",
    "product",
    "description",
    "customer",
    "country",
    "category",
  ] as const;
  const words = [
    ...texts.map((name) => lines[name]).filter((text) => text.values.length > 1)
      .map((text) => text.codes),
  ];
  for (const name of ["timestamp", "quantity", "unitPrice", "sales"] as const) {
    const halves = new Uint32Array(
      lines[name].buffer,
      lines[name].byteOffset,
      2 * lines.count,
    );
    const low = new Uint32Array(lines.count);
    const high = new Uint32Array(lines.count);
    for (let i = 0; i < lines.count; i++) {
      low[i] = halves[2 * i]!;
      high[i] = halves[2 * i + 1]!;
    }
    words.push(low, high);
  }
  return words;
}

function hashOf(columns: readonly Uint32Array[], row: number): number {
  let hash = 0;
  for (const column of columns) {
    hash = Math.imul(hash ^ column[row]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function equal(columns: readonly Uint32Array[], a: number, b: number): boolean {
  for (const column of columns) if (column[a] !== column[b]) return false;
  return true;
}
