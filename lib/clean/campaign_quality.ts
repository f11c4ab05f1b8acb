import type { Position } from "./quality.ts";

/** The rules of a campaign file in the order in which they are asked. */
export const campaignRuleNames = [
  "malformed_line",
  "unparsable_value",
  "missing_value",
  "unknown_value",
  "out_of_range",
  "exact_duplicate",
] as const;

/** One of the {@linkcode campaignRuleNames}. */
export type CampaignRuleName = typeof campaignRuleNames[number];

/** What one rule about one column rejected. */
export interface CampaignRuleAccount {
  readonly rule: CampaignRuleName;
  /** The canonical column; null for a rule about whole rows. */
  readonly column: string | null;
  /** What is wrong with such a row, in the words of the file. */
  readonly meaning: string;
  readonly rows: number;
  /** The first such rows, three at most. */
  readonly samples: readonly Position[];
}

/** What cleaning a campaign file found and did. */
export interface CampaignQuality {
  /** Name of the kind of file. */
  readonly source: string;
  /** Rows; in = kept + rejected. */
  readonly in: number;
  readonly kept: number;
  readonly rejected: number;
  /** Every rule that was asked, in its order, those that took nothing too. */
  readonly rules: readonly CampaignRuleAccount[];
  /** Kept rows without a value, by column; those without gaps are left out. */
  readonly missing: Readonly<Record<string, number>>;
  /** Columns of the contract that the file does not have. */
  readonly absent: readonly string[];
  /** Columns of the file that the contract does not know and nobody uses. */
  readonly unused: readonly string[];
  /** Of the kept rows. */
  readonly customers: number;
  readonly responses: number;
  /** Rows of each arm, where the file says who got which message. */
  readonly arms?: Readonly<Record<string, number>>;
  /** First and last day, where the file has dates. */
  readonly period?: { readonly first: string; readonly last: string };
}
