import type { Random } from "perdura/core/mod.ts";
import { customerId } from "../population.ts";
import { genders, type People, placeOf } from "../people.ts";
import { distributionCenters, shopProducts } from "./shop_products.ts";
import type { WebOrder, WebUser, WebVisit } from "./shop_user.ts";

/** The tables of the web shop. */
export const webShopTables = [
  "distribution_centers",
  "products",
  "users",
  "orders",
  "order_items",
  "inventory_items",
  "events",
] as const;

/** One of the {@linkcode webShopTables}. */
export type WebShopTable = typeof webShopTables[number];

/** Some text of each table. */
export type WebShopText = Record<WebShopTable, string>;

/** The first lines of all tables, and the whole of those that have no users in them. */
export function shopHeaders(): WebShopText {
  const lines = (header: string, rows: readonly (readonly (string | number)[])[]) =>
    [header, ...rows.map((row) => row.join(","))].map((line) => `${line}\n`).join("");
  return {
    distribution_centers: lines(
      "id,name,latitude,longitude",
      distributionCenters.map(({ id, name, latitude, longitude }) => [
        id,
        name,
        latitude,
        longitude,
      ]),
    ),
    products: lines(
      "id,cost,category,name,brand,retail_price,department,sku,distribution_center_id",
      shopProducts.map(({ id, cost, category, name, brand, price, department, sku, center }) => [
        id,
        cost,
        category,
        quoted(name),
        brand,
        price,
        department,
        sku,
        center,
      ]),
    ),
    users: "id,first_name,last_name,email,age,gender,state,street_address,postal_code,city," +
      "country,latitude,longitude,traffic_source,created_at\n",
    orders: "order_id,user_id,status,gender,created_at,returned_at,shipped_at,delivered_at," +
      "num_of_item\n",
    order_items: "id,order_id,user_id,product_id,inventory_item_id,status,created_at,shipped_at," +
      "delivered_at,returned_at,sale_price\n",
    inventory_items: "id,product_id,created_at,sold_at,cost,product_category,product_name," +
      "product_brand,product_retail_price,product_department,product_sku," +
      "product_distribution_center_id\n",
    events: "id,user_id,sequence_number,session_id,created_at,ip_address,city,state,postal_code," +
      "browser,traffic_source,uri,event_type\n",
  };
}

const firstNames = ["Alex", "Charlie", "Drew", "Jamie", "Kim", "Morgan", "Robin", "Sam"];
const lastNames = ["Ashdown", "Barlow", "Cope", "Dunmore", "Ellery", "Frost", "Garside", "Hale"];
const streets = ["Chapel Lane", "High Street", "Mill Road", "Orchard Way", "Station Road"];
const browsers = ["Chrome", "Safari", "Firefox", "Edge", "Other"];
/** How long before its sale a piece came into stock, in seconds. */
const daysInStock = 45 * 86_400;

/** Turns users into rows, counting ids on from row to row. */
export class ShopRows {
  readonly #people: People;
  readonly #time: (moment: number) => string;
  #order = 0;
  #item = 0;
  #event = 0;

  /** @param time a moment in seconds from the start of the history, as text */
  constructor(people: People, time: (moment: number) => string) {
    this.#people = people;
    this.#time = time;
  }

  /** How many rows there are so far of the tables that grow. */
  get counts(): { orders: number; order_items: number; events: number } {
    return { orders: this.#order, order_items: this.#item, events: this.#event };
  }

  /**
   * Writes a user and everything that the user did.
   *
   * @param into what the text is added to
   * @param onOrder gets each order with its number
   */
  add(
    customer: number,
    user: WebUser,
    into: WebShopText,
    random: Random,
    onOrder: (order: WebOrder, id: number) => void,
  ): void {
    const place = placeOf(this.#people, customer);
    const id = customerId(customer);
    const gender = genders[this.#people.gender[customer]!]!;
    const pick = (list: readonly string[]) => list[random.integer(list.length)]!;
    const [first, last] = [pick(firstNames), pick(lastNames)];
    const postalCode = `${place.postalCode}${100 + random.integer(900)}`;
    const near = (degrees: number) => (degrees + (random.next() - 0.5) / 10).toFixed(4);
    into.users += `${id},${first},${last},${first.toLowerCase()}${id}@example.org,` +
      `${this.#people.age[customer]!},${gender},${place.state},` +
      `${1 + random.integer(99)} ${pick(streets)},${postalCode},${place.city},${place.country},` +
      `${near(place.latitude)},${near(place.longitude)},${user.source},${
        this.#time(user.signedUp)
      }\n`;
    for (const order of user.orders) {
      this.#addOrder(`${id}`, gender, order, into);
      onOrder(order, this.#order);
    }
    const visitor = `203.0.113.${random.integer(256)},${place.city},${place.state},${postalCode},` +
      pick(browsers);
    let visits = 0;
    for (const visit of user.visits) this.#addVisit(id, ++visits, visitor, visit, into);
  }

  #addOrder(user: string, gender: string, order: WebOrder, into: WebShopText): void {
    const { at, status, items } = order;
    const created = this.#time(at);
    const maybe = (moment: number | undefined) => moment === undefined ? "" : this.#time(moment);
    const [shipped, delivered, returned] = [order.shippedAt, order.deliveredAt, order.returnedAt]
      .map(maybe);
    this.#order++;
    into.orders += `${this.#order},${user},${status},${gender},${created},${returned},${shipped},` +
      `${delivered},${items.length}\n`;
    for (const item of items) {
      this.#item++;
      const { id, price } = shopProducts[item]!;
      into.order_items += `${this.#item},${this.#order},${user},${id},${this.#item},${status},` +
        `${created},${shipped},${delivered},${returned},${price}\n`;
      into.inventory_items += `${this.#item},${id},${this.#time(at - daysInStock)},${created},${
        stockColumns[item]
      }\n`;
    }
  }

  #addVisit(
    id: number,
    number: number,
    visitor: string,
    { source, events }: WebVisit,
    into: WebShopText,
  ): void {
    const session = `,${id}-${number},`;
    const rest = `,${visitor},${source},`;
    let text = "", sequence = 0;
    for (const { at, type, product } of events) {
      text += `${++this.#event},${id},${++sequence}${session}${this.#time(at)}${rest}${
        pageOf[type](product)
      },${type}\n`;
    }
    into.events += text;
  }
}

/** What a piece in stock says of its product. */
const stockColumns = shopProducts.map((
  { cost, category, name, brand, price, department, sku, center },
) => [cost, category, quoted(name), brand, price, department, sku, center].join(","));

const departmentPages = shopProducts.map(({ department, category }) =>
  `/department/${department}/category/${category}`.toLowerCase().replaceAll(" ", "")
);

const pageOf = {
  home: () => "/home",
  department: (product: number) => departmentPages[product]!,
  product: (product: number) => `/product/${shopProducts[product]!.id}`,
  cart: () => "/cart",
  purchase: () => "/purchase",
  cancel: () => "/cancel",
};

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
