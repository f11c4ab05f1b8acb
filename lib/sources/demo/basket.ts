import type { Random } from "perdura/core/mod.ts";
import { categoricalSampler, samplePoisson } from "perdura/stats/samplers.ts";
import { products, productsOf, ranges } from "./catalogue.ts";

/** Some pieces of one product in a basket. */
export interface BasketLine {
  /** Index in {@linkcode products}. */
  readonly product: number;
  readonly quantity: number;
  /** Price of a piece. */
  readonly pence: number;
}

/** For each month, draws a range in proportion to what sells then. */
const rangeIn = Array.from(
  { length: 12 },
  (_, month) =>
    categoricalSampler(ranges.map(({ weight, months }) => weight * (months?.[month] ?? 1))),
);

/** A last line whose shelf price is off by less than this share is taken at once. */
const goodFit = 0.02;

/**
 * Fills a basket worth a given sum: products of a range and the one that goes with it, several
 * designs of an item, more pieces where the sum is large.
 *
 * The price of the last line gives way (as prices do in a shop with special offers), so that the
 * basket is worth the sum to within half a penny per piece of that line.
 *
 * @param pence what the basket is to be worth
 * @param favourite index of the customer's range
 * @param month from 0
 */
export function fillBasket(
  pence: number,
  favourite: number,
  month: number,
  random: Random,
): BasketLine[] {
  const inSeason = (ranges[favourite]!.months?.[month] ?? 1) >= 0.5;
  const main = inSeason && random.next() < 0.5 ? favourite : rangeIn[month]!(random);
  const taken = new Set<number>();
  const lines: BasketLine[] = [];
  const wanted = samplePoisson(random, Math.min(8, 0.8 + pence / 900));
  let rest = pence;
  let last: number | undefined;
  for (let left = wanted; left > 0; left--) {
    const product = pickProduct(main, last, month, random);
    const price = products[product]!.pence;
    const share = rest / (left + 1) * (0.5 + random.next());
    const quantity = packed(share / price);
    if (taken.has(product) || quantity * price > rest - 40) continue;
    lines.push({ product, quantity, pence: price });
    taken.add(product);
    rest -= quantity * price;
    last = product;
  }
  lines.push(lastLine(rest, main, taken, month, random));
  return lines;
}

/** A design beside the last one, or a product of the range, of its companion, of any. */
function pickProduct(
  main: number,
  last: number | undefined,
  month: number,
  random: Random,
): number {
  const siblings = last === undefined ? [] : products[last]!.siblings;
  if (siblings.length > 0 && random.next() < 0.4) return siblings[random.integer(siblings.length)]!;
  const u = random.next();
  const range = u < 0.5 ? main : u < 0.75 ? ranges[main]!.companion : rangeIn[month]!(random);
  const shelf = productsOf[range]!;
  // The first on the shelf sell better than the last.
  return shelf[Math.floor(shelf.length * random.next() ** 1.6)]!;
}

/** Whole pieces, at least one; large numbers in sixes, as they are packed. */
function packed(pieces: number): number {
  return pieces < 5 ? Math.max(1, Math.round(pieces)) : 6 * Math.round(pieces / 6);
}

/** The product whose price fits best to what is left, among some that come to hand. */
function lastLine(
  rest: number,
  main: number,
  taken: ReadonlySet<number>,
  month: number,
  random: Random,
): BasketLine {
  let best: BasketLine | undefined;
  let bestMisfit = Infinity;
  for (let tries = 0; tries < 8 || best === undefined; tries++) {
    const product = pickProduct(main, undefined, month, random);
    if (taken.has(product)) continue;
    const price = products[product]!.pence;
    const quantity = Math.max(1, Math.round(rest / price));
    const misfit = Math.abs(Math.log(rest / (quantity * price)));
    if (misfit >= bestMisfit) continue;
    best = { product, quantity, pence: Math.max(1, Math.round(rest / quantity)) };
    bestMisfit = misfit;
    if (misfit < goodFit) break;
  }
  return best!;
}
