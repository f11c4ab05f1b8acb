import { z } from "zod";
import { InputError } from "perdura/core/mod.ts";
import { explainFileError } from "./file_error.ts";
import type { Lake } from "./lake.ts";

const day = z.string().regex(
  /^\d{4}-\d{2}-\d{2}$/,
  "has to be a date like 2011-12-10",
)
  .refine(
    // 2011-02-30 parses as the 2nd of March.
    (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
    "is no day of the calendar",
  );
const currencyCode = z.string().regex(
  /^[A-Z]{3}$/,
  'has to be a code like "EUR"',
);

const schema = z.strictObject({
  /** Path of a file or folder of transactions, or "demo". */
  transactions: z.string().min(1),
  /** Path of a folder with the tables of a web shop, or "demo". */
  shop: z.string().min(1),
  /** Path of a file or folder of campaign history, the name of a data set, or "demo". */
  campaign: z.string().min(1),
  /** Name of the source that reads the transactions; recognised by its columns where absent. */
  source: z.string().min(1),
  /** The sheet of a workbook, or the file in a zip, to read; all of them where absent. */
  sheet: z.string().min(1),
  /** What stands between the fields of a text file; told by its content where absent. */
  delimiter: z.string().length(1),
  /** Canonical column → the file's column, by name or by position from 1. */
  map: z.record(z.string(), z.union([z.string().min(1), z.int().positive()])),
  /** How the file writes its dates, where that cannot be told from the values. */
  dateFormat: z.string().min(1),
  /** Which cleaning rules apply: "default" (the source's own), "plain", or names. */
  rules: z.union([
    z.enum(["default", "plain"]),
    z.array(z.string().min(1)).min(1),
  ]),
  /** Whether a return also takes back the purchase that it cancels. */
  returns: z.enum(["net", "drop"]),
  /** What becomes of lines that name no customer. */
  missingCustomer: z.enum(["drop", "placeholder"]),
  /** Currency to convert all amounts to. */
  currency: currencyCode,
  /** Units of `currency` for one unit of the source's currency. */
  rate: z.number().positive(),
  /** Whether transactions, shop and campaign name the same people by the same ids. */
  identity: z.enum(["shared", "separate"]),
  /** The first day that counts as the future; the day after the last transaction where absent. */
  asOf: day,
  /** How far ahead CLV looks, in days. */
  horizon: z.int().positive(),
  /** Yearly rate at which future money is discounted, 0.1 for 10 %. */
  discountRate: z.number().min(0).max(10),
  /** Share of revenue that is kept. */
  margin: z.number().positive().max(1),
  /** The model of purchases; the best on the holdout where absent. */
  clvModel: z.string().min(1),
  /** After which orders of the shop a repurchase is asked for: a customer's first, or each. */
  anchor: z.enum(["first", "each"]),
  /** What it costs to write to one customer, in the currency of the campaign. */
  cost: z.number().min(0),
  /** What a campaign may cost altogether; no limit where absent. */
  budget: z.number().positive(),
  /** The one seed of all randomness. */
  seed: z.int().min(0),
  /** Customers of the simulated shop; as many as it has, or 5,000. */
  demoCustomers: z.int().min(100).max(5_000_000),
}).partial();

/** The choices that shape a run, as a user may state them; what is absent takes its default. */
export type Choices = z.infer<typeof schema>;

const defaults = {
  rules: "default",
  returns: "net",
  missingCustomer: "drop",
  identity: "separate",
  horizon: 365,
  discountRate: 0.1,
  margin: 1,
  anchor: "each",
  seed: 42,
} as const satisfies Choices;

/** The choices of a run with every default filled in. */
export type Settings =
  & Omit<Choices, keyof typeof defaults>
  & { -readonly [Name in keyof typeof defaults]: NonNullable<Choices[Name]> };

/**
 * Checks choices that somebody has written down.
 *
 * @param value parsed JSON
 * @param where what the user knows it as, for example `"/srv/shop/perdura.json"`
 * @throws {InputError} naming every choice that is unknown or out of range
 */
export function parseChoices(value: unknown, where: string): Choices {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys") {
      const known = Object.keys(schema.shape).join(", ");
      return `there is no setting "${issue.keys.join('", "')}" (known: ${known})`;
    }
    const { message } = issue;
    return `"${issue.path.join(".")}": ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  });
  throw new InputError(
    `Cannot use the settings in ${where}: ${complaints.join("; ")}`,
  );
}

/**
 * Puts choices together.
 *
 * @param choices from the strongest to the weakest
 *
 * @example
 * ```ts
 * import { settle } from "perdura/lake/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const settings = settle({ seed: 1 }, { seed: 2, horizon: 90 });
 * assertEquals([settings.seed, settings.horizon, settings.margin], [1, 90, 1]);
 * ```
 */
export function settle(...choices: Choices[]): Settings {
  const stated = choices.toReversed().flatMap((next) =>
    Object.entries(next).filter(([, value]) => value !== undefined)
  );
  return { ...defaults, ...Object.fromEntries(stated) };
}

/**
 * The choices that a lake keeps in its `perdura.json`; none where there is no such file.
 *
 * @throws {InputError} where the file is no JSON or says something that is not understood
 */
export async function readChoices(lake: Lake): Promise<Choices> {
  const path = lake.path("perdura.json");
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw explainFileError(error, `Cannot read "${path}"`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(
      `Cannot read "${path}": it is not valid JSON (${reason})`,
    );
  }
  return parseChoices(value, `"${path}"`);
}
