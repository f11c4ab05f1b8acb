import { usualColumns } from "./_column_names.ts";
import { missingColumns } from "./column_map.ts";
import type { TransactionSource } from "./source.ts";

/**
 * Any table with one row per purchase or per line of an invoice.
 *
 * Needed are a customer, a time, and a price or an amount; the rest where there is some. Columns
 * that go by a usual English or Spanish name are found, others are named with `--map`:
 *
 * | Nº Cliente | Fecha | Artículo | Unidades | Importe |
 * | --- | --- | --- | --- | --- |
 * | 00017 | 03/02/2024 10:15 | Vela lavanda | 2 | 11,90 |
 * | 00017 | 03/02/2024 10:15 | Taza esmalte | 1 | 8,50 |
 * | 00431 | 14/02/2024 18:40 | Vela lavanda | 6 | 35,70 |
 *
 * Equal rows are taken for equal purchases. A negative quantity or amount is a return.
 */
export const generic: TransactionSource = {
  name: "generic",
  title: "Transactions",
  mapColumns: (columns) => {
    const map = usualColumns(columns);
    return missingColumns(map).length === 0 ? map : undefined;
  },
  rules: [
    "malformed_line",
    "unparsable_value",
    "negative_quantity",
    "negative_sales",
    "missing_customer",
    "cancelled_purchase",
  ],
};
