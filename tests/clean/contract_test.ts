import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import {
  checkContract,
  cleanTransactions,
  productsContract,
  rejectedContract,
  requireContract,
  type TableContract,
  transactionsContract,
} from "perdura/clean/mod.ts";
import { ContractError } from "perdura/core/mod.ts";
import { onlineRetail } from "perdura/sources/mod.ts";
import { canonicalTable } from "./_canonical.ts";

const contract: TableContract = {
  table: "prices",
  columns: [
    { name: "shop", type: "text", values: ["north", "south"] },
    { name: "product", type: "text" },
    { name: "price", type: "float", nullable: true, above: 0, max: 100 },
    { name: "weight", type: "float", nullable: true, unchecked: true },
  ],
  key: ["shop", "product"],
};

function prices(...rows: [string | null, string | null, number | null, number][]): pl.DataFrame {
  const text = (name: string, values: (string | null)[]) =>
    pl.Series(name, values as string[], pl.Utf8);
  return pl.DataFrame([
    text("shop", rows.map(([shop]) => shop)),
    text("product", rows.map(([, product]) => product)),
    pl.Series("price", rows.map(([, , price]) => price) as number[], pl.Float64),
    pl.Series("weight", rows.map(([, , , weight]) => weight), pl.Float64),
  ]);
}

Deno.test("checkContract finds nothing in a table that keeps its contract", () => {
  assertEquals(
    checkContract(prices(["north", "a", 1, NaN], ["south", "a", null, 2]), contract),
    [],
  );
  assertEquals(checkContract(prices(), contract), []);
});

Deno.test("checkContract names every broken promise with its rows", () => {
  const table = prices(
    ["north", "a", 1, 1],
    ["west", "a", 0, 1],
    ["north", null, 101, 1],
    ["north", "a", Infinity, 1],
    ["south", "b", NaN, 1],
  );
  assertEquals(checkContract(table, contract), [
    { column: "shop", rule: "one of north, south", rows: 1, samples: [1] },
    { column: "product", rule: "is never missing", rows: 1, samples: [2] },
    { column: "price", rule: "is finite", rows: 2, samples: [3, 4] },
    { column: "price", rule: "at most 100", rows: 3, samples: [2, 3, 4] },
    { column: "price", rule: "greater than 0", rows: 1, samples: [1] },
    { column: "shop, product", rule: "no two rows alike", rows: 1, samples: [3] },
  ]);
});

Deno.test("checkContract looks at columns and types before values", () => {
  const table = prices(["west", "a", 1, 1]).withColumns(
    pl.col("price").cast(pl.Int64),
    pl.lit("x").alias("colour"),
  ).drop("weight");
  assertEquals(checkContract(table, contract), [
    { column: "price", rule: "is of type float", rows: 1, samples: [] },
    { column: "weight", rule: "is there", rows: 1, samples: [] },
    { column: "colour", rule: "is not in the contract", rows: 1, samples: [] },
  ]);
});

Deno.test("requireContract stops with a message that names table, column and promise", () => {
  assertThrows(
    () => requireContract(prices(["north", "a", -1, 1]), contract),
    ContractError,
    'the table "prices": it breaks its contract: "price" greater than 0 (broken in 1 rows, ' +
      "first in row 0)",
  );
  requireContract(prices(["north", "a", 1, 1]), contract);
});

Deno.test("cleaned tables keep their contracts, and contracts notice what rules would not let by", () => {
  const { transactions, rejected, products } = cleanTransactions(
    canonicalTable([{ invoice: "1" }, { invoice: "2" }, { quantity: -1 }, {
      price: null,
      sales: 3,
    }]),
    { rules: onlineRetail.rules },
  );
  const promised = transactionsContract(["negative_quantity", "non_positive_price"], true);
  assertEquals(checkContract(transactions, promised), []);
  assertEquals(checkContract(rejected, rejectedContract), []);
  assertEquals(checkContract(products, productsContract), []);

  const broken = transactions.withColumns(
    pl.lit(-1).cast(pl.Float64).alias("quantity"),
    pl.lit(0).cast(pl.Float64).alias("unit_price"),
    pl.lit(null).cast(pl.Utf8).alias("customer_id"),
    pl.lit(7).cast(pl.Int64).alias("source_row"),
  );
  assertEquals(checkContract(broken, promised).map(({ column, rule }) => `${column}: ${rule}`), [
    "quantity: greater than 0",
    "unit_price: greater than 0",
    "customer_id: is never missing",
    "source_file, source_row: no two rows alike",
  ]);
  const unasked = transactionsContract([], false);
  assertEquals(checkContract(broken, unasked).map(({ rule }) => rule), ["no two rows alike"]);
});
