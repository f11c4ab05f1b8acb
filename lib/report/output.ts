/** One thing in several forms, by media type; a reader shows the richest that it understands. */
export interface MediaBundle {
  readonly "text/plain": string;
  readonly "text/html"?: string;
  readonly "text/markdown"?: string;
  readonly "image/svg+xml"?: string;
}

/** What an output is, for whoever lays out a report. */
export interface OutputFacts {
  readonly kind: "answer" | "note" | "warning" | "text" | "table" | "figure" | "progress";
  /** Number of a figure or table. */
  readonly number?: number;
  /** Title of a figure, caption of a table. */
  readonly title?: string;
  /** The words of an answer, note, warning or text, in Markdown. */
  readonly markdown?: string;
}

/** What a notebook shows. */
export interface Output {
  readonly data: MediaBundle;
  readonly facts: OutputFacts;
}

/** The state of long work. */
export interface Line {
  /** Which work: the next line of the same work replaces this one. */
  readonly id: string;
  readonly text: string;
}

/** The value of a notebook's parameter. */
export type ParameterValue = string | number | boolean;

/** The parameters that a notebook ran with. */
export interface ParameterRecord {
  readonly values: Readonly<Record<string, ParameterValue>>;
  /** Names of those that were set from outside. */
  readonly overridden: readonly string[];
}

/** A file of the lake that a notebook has read, or looked for in vain. */
export type InputRecord = FoundInput | MissingInput;

/** A file that a notebook has read. */
export interface FoundInput {
  /** Path inside the lake. */
  readonly name: string;
  readonly rows?: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A file that was not there. */
export interface MissingInput {
  /** Path inside the lake. */
  readonly name: string;
  readonly isMissing: true;
}
