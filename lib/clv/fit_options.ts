import type { Prior } from "./prior.ts";

/** Options of every fit. */
export interface FitOptions {
  /** What is believed before the data are seen; default nothing: maximum likelihood. */
  readonly prior?: Prior;
  /** Starting parameters to be tried besides those made from the data. */
  readonly starts?: readonly Readonly<Record<string, number>>[];
}
