import type pl from "nodejs-polars";

/** Rows that a figure or a table is made of. */
export type Rows = pl.DataFrame | readonly Readonly<Record<string, unknown>>[];

/**
 * A figure with everything that its reader needs, before it is drawn.
 *
 * Every function of this folder that makes a figure returns one of these.
 */
export interface Picture {
  /** The finding, in a sentence. */
  readonly title: string;
  /** Measure, unit, population and period, and what a band or whisker means. */
  readonly subtitle: string;
  /** What a reader who cannot see the figure is told: the finding and the numbers that carry it. */
  readonly alt: string;
  /** What is drawn, for readers who want the numbers. */
  readonly data: Rows;
  /**
   * Draws the figure with Observable Plot.
   *
   * @param width how wide the drawing is, in pixels; labels, ticks and margins suit it
   */
  draw(width: number): Element;
}
