/** Days ahead for which a purchase is predicted, in ascending order. */
export const horizons = [30, 60] as const;

/** One of the {@linkcode horizons}. */
export type Horizon = typeof horizons[number];

/** One thing for each of the {@linkcode horizons}. */
export type PerHorizon<Thing> = Readonly<Record<Horizon, Thing>>;

/** Makes one thing for each horizon. */
export function perHorizon<Thing>(make: (horizon: Horizon) => Thing): PerHorizon<Thing> {
  return { 30: make(30), 60: make(60) };
}
