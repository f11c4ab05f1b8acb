import * as Plot from "@observablehq/plot";

/**
 * The ticks of a logarithmic axis with words of one's own, which Plot leaves out where it finds them
 * too many.
 */
export function logAxisX(
  ticks: readonly number[],
  format: (value: number) => string,
  label: string,
): Plot.Markish {
  return Plot.axisX([...ticks], { text: (value: number) => format(value), label });
}
