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
  const hash = hashOf(lines);
  const equal = equality(lines);
  const overlapping = new Uint8Array(count);
  const duplicate = new Uint8Array(count);
  // Open addressing: a slot holds the first line of each group of equal lines, counted from 1.
  const mask = 2 ** Math.ceil(Math.log2(1.5 * count + 2)) - 1;
  const slots = new Int32Array(mask + 1);
  const groups = new Map<number, Group>(); // by their first line, once there is a second

  for (const [part, { firstRow, lastRow }] of parts.entries()) {
    for (let row = firstRow; row <= lastRow; row++) {
      if (readable[row] === 0) continue;
      let slot = hash(row) & mask;
      while (slots[slot]! > 0 && !equal(slots[slot]! - 1, row)) slot = (slot + 1) & mask;
      if (slots[slot] === 0) {
        slots[slot] = row + 1;
        continue;
      }
      const first = slots[slot]! - 1;
      let group = groups.get(first);
      if (group === undefined) {
        groups.set(first, group = { records: 1, copies: first >= firstRow ? 1 : 0, part });
      } else if (group.part !== part) {
        group.part = part;
        group.copies = 0;
      }
      if (++group.copies <= group.records) {
        overlapping[row] = 1;
      } else {
        group.records++;
        duplicate[row] = 1;
      }
    }
  }
  return { overlapping, duplicate };
}

/** Equal lines. */
interface Group {
  /** How many records they are so far. */
  records: number;
  /** How many copies there are in the part looked at last. */
  copies: number;
  part: number;
}

/** Spreads lines over slots by what tells most of them apart. */
function hashOf(lines: Lines): (row: number) => number {
  const invoice = lines.invoice.codes;
  const product = lines.product.codes;
  const { quantity } = lines;
  return (row) => {
    const hash = Math.imul(invoice[row]!, 0x9e3779b1) ^ Math.imul(product[row]!, 0x85ebca6b) ^
      Math.imul(quantity[row]!, 0xc2b2ae35);
    return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ (hash >>> 12);
  };
}

/** Whether two lines agree in all columns that come from the source. */
function equality(lines: Lines): (a: number, b: number) => boolean {
  const { timestamp, quantity, unitPrice, sales, country } = lines;
  const invoice = lines.invoice.codes;
  const product = lines.product.codes;
  const description = lines.description.codes;
  const customer = lines.customer.codes;
  const category = lines.category.codes;
  return (a, b) =>
    invoice[a] === invoice[b] && product[a] === product[b] &&
    same(timestamp[a]!, timestamp[b]!) && same(quantity[a]!, quantity[b]!) &&
    same(unitPrice[a]!, unitPrice[b]!) && same(sales[a]!, sales[b]!) &&
    customer[a] === customer[b] && description[a] === description[b] &&
    country[a] === country[b] && category[a] === category[b];
}

/** Equal numbers, or both missing. */
function same(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
