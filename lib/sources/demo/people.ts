import type { Random } from "perdura/core/mod.ts";
import { categoricalSampler, sampleNormal } from "perdura/stats/samplers.ts";
import { customerPlaces, type Place, placesIn } from "./places.ts";
import type { Population } from "./population.ts";

/** What customers said of themselves: known to campaigns and web shop, and of no influence on sales. */
export interface People {
  /** Years, 18 to 90. */
  readonly age: Uint8Array;
  /** Index into {@linkcode genders}. */
  readonly gender: Uint8Array;
  /** Index into {@linkcode customerPlaces}. */
  readonly place: Uint8Array;
}

/** How customers can answer when asked for their gender. */
export const genders = ["F", "M", "Other"] as const;

/** Draws what customers said of themselves: the same for every input of the demo. */
export function drawPeople({ count, country }: Population, random: Random): People {
  const column = (label: string, draw: (random: Random, customer: number) => number) => {
    const stream = random.fork(label);
    return Uint8Array.from({ length: count }, (_, customer) => draw(stream, customer));
  };
  const gender = categoricalSampler([0.56, 0.4, 0.04]);
  return {
    age: column("age", (stream) => {
      const years = Math.round(sampleNormal(stream, 44, 15));
      return years < 18 || years > 90 ? 18 + stream.integer(73) : years;
    }),
    gender: column("gender", gender),
    place: column("place", (stream, customer) => {
      const places = placesIn[country[customer]!]!;
      return places[stream.integer(places.length)]!;
    }),
  };
}

/** Where a customer lives. */
export function placeOf({ place }: People, customer: number): Place {
  return customerPlaces[place[customer]!]!;
}
