/** How a column writes numbers: what stands before the decimals and what between the thousands. */
export interface NumberStyle {
  readonly decimal: "." | ",";
  /** None where a column's commas leave it open what they mean. */
  readonly thousands?: "." | ",";
}

/** `-1.50`, `£1.50`, `1,50 €`, `USD 1.50`, `(1.50)`: brackets, sign, currency, digits. */
const written =
  /^(\()?([+−-])?\s*(?:\p{Sc}|[A-Z]{3}(?![A-Za-z]))?\s*([+−-])?\s*([\d.,'’\s]*\d\.?(?:[eE][+-]?\d+)?)\s*(?:\p{Sc}|[A-Z]{3})?(\))?$/u;
const spacedThousands = /^\d{1,3}(?:[\s'’]\d{3})+(?![\d\s'’])/;

/** Sign and digits, with points and commas as they stand; undefined where it is no number. */
function digitsOf(text: string): { isNegative: boolean; digits: string } | undefined {
  const match = written.exec(text);
  if (match === null) return undefined;
  const [, open, before, after, body, close] = match;
  if ((open === undefined) !== (close === undefined)) return undefined;
  if ([open, before, after].filter((sign) => sign !== undefined).length > 1) return undefined;
  const digits = body!.replace(spacedThousands, (whole) => whole.replace(/[\s'’]/g, ""));
  if (/[\s'’]/.test(digits)) return undefined;
  const isNegative = open !== undefined || (before ?? after ?? "+") !== "+";
  return { isNegative, digits };
}

/**
 * Finds out how a column writes numbers, from all of its values.
 *
 * A sign is the decimal one where it stands last beside the other, or before a number of digits
 * that no thousands have; it separates thousands where it stands twice.
 */
export function numberStyle(texts: readonly string[]): NumberStyle {
  let commaDecimals = 0, pointDecimals = 0, commaGroups = 0, longWholes = 0;
  for (const text of texts) {
    const digits = digitsOf(text)?.digits;
    if (digits === undefined) continue;
    const comma = digits.lastIndexOf(",");
    const point = digits.lastIndexOf(".");
    const isGrouped = /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d{0,2}(?:\.\d{3})+$/.test(digits);
    if (comma < 0 && point < 0) longWholes += digits.length > 3 ? 1 : 0;
    else if (comma >= 0 && point >= 0) comma > point ? commaDecimals++ : pointDecimals++;
    else if (comma >= 0) isGrouped ? commaGroups++ : commaDecimals++;
    else if (!isGrouped) pointDecimals++;
    else if (digits.indexOf(".") < point) commaDecimals++; // 1.234.567 leaves the comma for decimals
  }
  if (commaDecimals > pointDecimals) return { decimal: ",", thousands: "." };
  // 1,234 among numbers like 5678 may as well be one and a fraction: better left unread.
  const isOpen = commaGroups > 0 && pointDecimals === 0 && longWholes > 0;
  return isOpen ? { decimal: "." } : { decimal: ".", thousands: "," };
}

/**
 * Reads a number.
 *
 * @returns undefined where the text is none
 */
export function parseNumber(text: string, style: NumberStyle): number | undefined {
  const parts = digitsOf(text);
  if (parts === undefined) return undefined;
  let { digits } = parts;
  if (style.thousands !== undefined && digits.includes(style.thousands)) {
    const groups = digits.split(style.decimal)[0]!.split(style.thousands);
    if (groups[0]!.length > 3 || groups.slice(1).some((group) => group.length !== 3)) {
      return undefined;
    }
    digits = digits.replaceAll(style.thousands, "");
  }
  if (style.decimal === ",") digits = digits.replace(",", ".");
  if (!/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits)) return undefined;
  const value = Number(digits);
  if (!Number.isFinite(value)) return undefined;
  return parts.isNegative ? -value : value;
}
