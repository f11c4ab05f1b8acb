import { products, ranges } from "../catalogue.ts";

/** A product as the web shop lists it. */
export interface ShopProduct {
  readonly id: number;
  readonly cost: number;
  readonly category: string;
  readonly name: string;
  readonly brand: string;
  readonly price: number;
  readonly department: string;
  /** The code of the product at the till. */
  readonly sku: string;
  readonly center: number;
  /** What it does to repurchases that the dearest item is of this category. */
  readonly attraction: number;
}

/** Brands of the web shop; they mean nothing. */
const brands = ["Larkspur", "Old Mill", "Pennyfold", "Quayside", "Thistle & Co", "Wren"];
const departments = ["Gifts", "Household"];
/** Attraction of the ranges of products, by turns. */
const attractions = [0.6, 0, -0.6, 0];

/** From where the shop sends its goods. */
export const distributionCenters = [
  { id: 1, name: "Felixstowe", latitude: 51.96, longitude: 1.35 },
  { id: 2, name: "Daventry", latitude: 52.26, longitude: -1.16 },
  { id: 3, name: "Doncaster", latitude: 53.52, longitude: -1.13 },
] as const;

/** What the web shop sells: the products of the till. */
export const shopProducts: readonly ShopProduct[] = products.map((product, i) => ({
  id: i + 1,
  cost: Math.round(0.45 * product.pence) / 100,
  category: ranges[product.range]!.category,
  name: product.description,
  brand: brands[(i * 5) % brands.length]!,
  price: product.pence / 100,
  department: departments[i % departments.length]!,
  sku: product.code,
  center: 1 + (i * 7) % distributionCenters.length,
  attraction: attractions[product.range % attractions.length]!,
}));
