import type { ColumnMap, SampleRows, TransactionSource } from "./source.ts";

const master = {
  customer_id: "customer_id",
  timestamp: "date",
  quantity: "number_of_cds",
  sales: "dollar_value",
} satisfies ColumnMap;

/** The files without header, by their number of columns. */
const withoutHeader: Readonly<Record<number, ColumnMap>> = {
  4: { customer_id: 1, timestamp: 2, quantity: 3, sales: 4 },
  5: { customer_id: 1, timestamp: 3, quantity: 4, sales: 5 }, // column 2 numbers the sample
};

/**
 * CDNOW: the customers of an online music shop who first bought in the first quarter of 1997,
 * followed to 1998-06-30, one row per purchase.
 *
 * | customer_id | date | number_of_cds | dollar_value |
 * | --- | --- | --- | --- |
 * | 00001 | 19970101 | 1 | 11.77 |
 * | 00002 | 19970112 | 1 | 12.00 |
 * | 00002 | 19970112 | 5 | 77.00 |
 *
 * The master file has 69,659 rows of 23,570 customers; the sample of one in ten has 6,919 rows, no
 * header, and a second number for each customer, which is not used. `dollar_value` is the value
 * of the purchase in US dollars. A value of 0 is a purchase (a free CD), and two equal rows are two
 * purchases.
 *
 * Source: Fader and Hardie, "Forecasting repeat sales at CDNOW", Interfaces 31 (2001).
 */
export const cdnow: TransactionSource = {
  name: "cdnow",
  title: "CDNOW",
  licence: "published for research by Peter Fader and Bruce Hardie",
  address: "https://www.brucehardie.com/datasets/",
  currency: "USD",
  expectedColumns: Object.values(master),
  mapColumns: (columns, sample) => {
    if (Object.values(master).every((name) => columns.includes(name))) return master;
    const isNameless = columns.every((name, i) => name === `column_${i + 1}`);
    const map = isNameless ? withoutHeader[columns.length] : undefined;
    return map !== undefined && (sample === undefined || looksLikeCdnow(sample, map))
      ? map
      : undefined;
  },
  rules: [
    "malformed_line",
    "unparsable_value",
    "negative_quantity",
    "negative_sales",
    "missing_customer",
  ],
};

/** Whether a file without names has CDNOW's dates and amounts where CDNOW has them. */
function looksLikeCdnow(sample: SampleRows, map: ColumnMap): boolean {
  const cell = (row: SampleRows[number], position: string | number | undefined) =>
    row[Number(position) - 1] ?? "";
  return sample.length > 0 && sample.every((row) =>
    /^\d{5}$/.test(cell(row, map.customer_id)) &&
    /^199[78]\d{4}$/.test(cell(row, map.timestamp)) &&
    /^\d+\.\d\d$/.test(cell(row, map.sales))
  );
}
