/** What a column of a campaign file is there for. */
export type CampaignRole =
  | "customer"
  /** Known before the message was sent, so a model may learn from it. */
  | "feature"
  /** Whether the customer responded, 1 or 0. */
  | "label"
  /** Who got which message. */
  | "treatment"
  | "campaign"
  | "date"
  /** Happened after the message, so no model may learn from it. */
  | "outcome";

/** A column of a campaign file: what it is called, before and after, and what it promises. */
export interface CampaignColumn {
  /** Its name in the canonical table. */
  readonly name: string;
  /** What the file calls it; case, blanks and punctuation aside. */
  readonly written: readonly string[];
  readonly type: "text" | "number" | "date";
  readonly role: CampaignRole;
  /** Unit of its values, for tables and figures. */
  readonly unit?: string;
  /** The file need not have it. */
  readonly isOptional?: true;
  /** Where the file has it, every row must have a value. */
  readonly isNeverMissing?: true;
  /** Smallest and largest value, both allowed. */
  readonly min?: number;
  readonly max?: number;
  /** The only values there are; case aside. */
  readonly values?: readonly string[];
}

/** A kind of campaign file. */
export interface CampaignSource {
  /** As `--campaign` and messages name it. */
  readonly name: string;
  /** As people know the data set. */
  readonly title: string;
  readonly licence?: string;
  /** Where the publisher offers it. */
  readonly address?: string;
  /** In the order of the canonical table. */
  readonly columns: readonly CampaignColumn[];
  /**
   * Whether rows name their customers. Where they do not, the number of the row stands for the
   * customer, and equal rows are different customers with equal values.
   */
  readonly hasCustomerIds: boolean;
}

/** The one name of the arm that got no message, whatever a file calls it. */
export const controlArm = "control";

/** The arm that got the message, where a file says only that it did. */
export const treatedArm = "treated";

const controlNames = ["0", "0.0", "false", "no", "none", "control", "no e-mail", "no email"];
const treatedNames = ["1", "1.0", "true", "yes", "treated", "treatment"];

/**
 * The arm that a text stands for: {@linkcode controlArm} for all words that say "no message",
 * {@linkcode treatedArm} for those that say only "message", any other text as it stands.
 *
 * @example
 * ```ts
 * import { armOf } from "perdura/sources/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["No E-Mail", "0", "1", "Mens E-Mail"].map(armOf), [
 *   "control",
 *   "control",
 *   "treated",
 *   "Mens E-Mail",
 * ]);
 * ```
 */
export function armOf(text: string): string {
  const word = text.trim().toLowerCase();
  if (controlNames.includes(word)) return controlArm;
  return treatedNames.includes(word) ? treatedArm : text.trim();
}
