import type { Position } from "./quality.ts";

/** The rules of a shop's tables in the order in which they are asked. */
export const shopRuleNames = [
  "malformed_line",
  "unparsable_value",
  "missing_value",
  "unknown_value",
  "out_of_range",
  "exact_duplicate",
  "repeated_key",
  "isolated_date",
  "orphan",
] as const;

/** One of the {@linkcode shopRuleNames}. */
export type ShopRuleName = typeof shopRuleNames[number];

/** What one rule rejected of a table. */
export interface ShopRuleAccount {
  readonly rule: ShopRuleName;
  /** The column it is about; null for a rule about whole rows. */
  readonly column: string | null;
  /** What is wrong with such a row, in words. */
  readonly meaning: string;
  readonly rows: number;
  /** The first such rows, three at most. */
  readonly samples: readonly Position[];
}

/** What cleaning found and did in one table. */
export interface ShopTableQuality {
  readonly table: string;
  readonly file: string;
  /** Rows; in = kept + rejected. */
  readonly in: number;
  readonly kept: number;
  readonly rejected: number;
  /** The rules that rejected something. */
  readonly rules: readonly ShopRuleAccount[];
  /** Kept rows without a value, by column; those without gaps are left out. */
  readonly missing: Readonly<Record<string, number>>;
  /** Columns that the publisher's table has and the file has not. */
  readonly absent: readonly string[];
  /** Columns of the file that the publisher's table does not have. */
  readonly unused: readonly string[];
  /** First and last `created_at`, where the table has one. */
  readonly period?: { readonly first: string; readonly last: string };
}

/** What cleaning the tables of a shop found and did. */
export interface ShopQuality {
  /** Rows of all tables; in = kept + rejected. */
  readonly in: number;
  readonly kept: number;
  readonly rejected: number;
  readonly tables: readonly ShopTableQuality[];
  /** Tables that questions about orders need and that are not there, and what for. */
  readonly missing: readonly { readonly table: string; readonly neededFor: string }[];
  /** Kept rows that name a row of another table which is not there; they keep the name. */
  readonly unmatched: readonly {
    readonly table: string;
    readonly column: string;
    readonly refersTo: string;
    readonly rows: number;
  }[];
}
