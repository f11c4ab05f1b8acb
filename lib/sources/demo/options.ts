/** What the demo shop is made with. */
export interface DemoOptions {
  /** Customers who buy at least once, default 5,000. */
  readonly customers?: number;
  /** Length of the history in weeks, default 104. */
  readonly weeks?: number;
}

/** All settings of a simulated shop. */
export interface DemoSettings extends Required<DemoOptions> {
  /** First day of the history, a Monday. */
  readonly start: string;
  /**
   * Pareto/NBD, in weeks: while alive a customer buys at a rate λ ~ Gamma(r, α), and drops out at
   * a rate μ ~ Gamma(s, β).
   */
  readonly purchases: {
    readonly r: number;
    readonly alpha: number;
    readonly s: number;
    readonly beta: number;
  };
  /**
   * Gamma-Gamma, in pounds: the value of an order is Gamma(p, ν), with ν ~ Gamma(q, v) of the
   * customer's own, which gives the customer a mean of p / ν.
   */
  readonly spend: { readonly p: number; readonly q: number; readonly v: number };
}

/** Fills in the defaults. */
export function settleDemo(options: DemoOptions = {}): DemoSettings {
  return {
    customers: 5_000,
    weeks: 104,
    ...options,
    start: "2023-01-02",
    purchases: { r: 0.8, alpha: 10, s: 0.6, beta: 14 },
    spend: { p: 5, q: 4, v: 27 },
  };
}
