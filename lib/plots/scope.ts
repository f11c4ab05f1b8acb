/** What a figure is about, for its subtitle. */
export interface Scope {
  /** Whose data it is, for example "2,357 customers of CDNOW". */
  readonly population: string;
  /** The time it covers, for example "1997-01-01 to 1998-06-30". */
  readonly period: string;
}

/** Numbers of any kind of column. */
export type Numbers = ArrayLike<number>;
