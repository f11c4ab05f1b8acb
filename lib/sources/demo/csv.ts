import type { Random } from "perdura/core/mod.ts";
import { products } from "./catalogue.ts";
import { type InvoiceLine, invoicesByDay, type Shop } from "./invoices.ts";
import { customerId } from "./population.ts";
import { Tally } from "./tally.ts";

const header = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";
const firstInvoice = 600_001;
/** Lines of this share are written twice. */
const duplicateRate = 0.003;

/**
 * Writes the shop's transactions in the layout of Online Retail II.
 *
 * @returns one chunk of text per day, the header first; when all are taken, what they consist of
 */
export function* demoCsv(shop: Shop, random: Random): Generator<string, Tally> {
  const tally = new Tally();
  const copying = random.fork("copies");
  yield header;
  for (const { day, invoices } of invoicesByDay(shop, random, tally)) {
    const date = shop.calendar.dateOf(day);
    let chunk = "";
    for (const { minute, prefix, customer, country, lines } of invoices) {
      const number = `${prefix}${firstInvoice + tally.invoices++}`;
      const time = `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
      const who = customer === undefined ? "" : `${customerId(customer)}.0`;
      for (const line of lines) {
        const text = `${number},${line.code},${describe(line, tally)},${line.quantity},${time},` +
          `${decimal(line.pence)},${who},${country}\n`;
        chunk += text;
        tally.add(line.fate, line.quantity, line.pence);
        if (line.fate === "kept" && copying.next() < duplicateRate) {
          chunk += text;
          tally.add("exact_duplicate", line.quantity, line.pence);
        }
      }
    }
    yield chunk;
  }
  return tally;
}

/** Products whose description somebody typed with a blank at its end. */
const untrimmed = new Set(
  products.filter((_, i) => i % 9 === 4).map(({ description }) => description),
);

/** The description as it stands in the file, in quotation marks where it needs them. */
function describe({ description, code }: InvoiceLine, tally: Tally): string {
  if (code !== code.toUpperCase()) tally.lowerCaseCodes++;
  if (description === null) {
    tally.missingDescriptions++;
    return "";
  }
  if (untrimmed.has(description)) {
    tally.untrimmedDescriptions++;
    return quoted(`${description} `);
  }
  return quoted(description);
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Pounds as data frames write them: `2.55`, `2.5`, `2.0`. */
function decimal(pence: number): string {
  const pounds = pence / 100;
  return Number.isInteger(pounds) ? `${pounds}.0` : `${pounds}`;
}
