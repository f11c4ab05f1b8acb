/** What a figure is about, for its subtitle. */
export interface Scope {
  /** Whose data it is, for example "2,357 customers of CDNOW". */
  readonly population: string;
  /** The time it covers, for example "1997-01-01 to 1998-06-30". */
  readonly period: string;
}

/** The scope of a figure that counts rows of one kind. */
export interface RowsScope extends Scope {
  /** What one row is; default "customer". */
  readonly row?: "customer" | "order";
}

/** Numbers of any kind of column. */
export type Numbers = ArrayLike<number>;
