import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { checkContract, cleanShop, shopContract } from "perdura/clean/mod.ts";
import { ContractError, InputError } from "perdura/core/mod.ts";
import { readTable, readTextTable } from "perdura/lake/mod.ts";
import { findShopTables, shopTables } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { shopText } from "./_shop.ts";

const header =
  "order_id,user_id,status,gender,created_at,returned_at,shipped_at,delivered_at,num_of_item";
const order = (id: string, status = "Complete", created = "2024-01-02 03:04:05 UTC") =>
  `${id},7,${status},F,${created},,,,1`;

async function rejectedRules(...lines: string[]) {
  const { rejected } = await cleanShop({ orders: shopText(header, order("1"), ...lines) });
  return rejected.select("source_row", "rule", "column", "detail")
    .withColumns(pl.col("source_row").cast(pl.Int32)).rows();
}

Deno.test("cleanShop reads moments in every way the publisher and spreadsheets write them", async () => {
  const ways = [
    "2024-01-02 03:04:05 UTC",
    "2024-01-02 03:04:05.678901 UTC",
    "2024-01-02 03:04:05",
    "2024-01-02T03:04:05Z",
    "2024-01-02 03:04",
    "2024-01-02",
    "13/1/2024 3:04",
  ];
  const { tables, rejected } = await cleanShop({
    orders: shopText(header, ...ways.map((way, i) => order(`${i}`, "Complete", way))),
  });
  assertEquals(rejected.height, 0);
  assertEquals(`${tables.orders!.getColumn("created_at").dtype}`, `${pl.Datetime("ms")}`);
  const created = tables.orders!.getColumn("created_at").toArray() as unknown as Date[];
  assertEquals(created.map((date) => date.toISOString()), [
    "2024-01-02T03:04:05.000Z",
    "2024-01-02T03:04:05.678Z",
    "2024-01-02T03:04:05.000Z",
    "2024-01-02T03:04:05.000Z",
    "2024-01-02T03:04:00.000Z",
    "2024-01-02T00:00:00.000Z",
    "2024-01-13T03:04:00.000Z",
  ]);
});

Deno.test("cleanShop tidies ids and the words of the status", async () => {
  const { tables } = await cleanShop({ orders: shopText(header, order("12.0", " complete ")) });
  const [row] = tables.orders!.select("order_id", "status", "num_of_item").toRecords();
  assertEquals(row, { order_id: "12", status: "Complete", num_of_item: 1 });
});

Deno.test("cleanShop takes the word null, as theLook writes a city it does not know, as missing", async () => {
  const users = shopText("id,last_name,city", "1,Null,null", "2, Ng ,", "3,Ito,Osaka");
  const { rejected, tables } = await cleanShop({
    orders: shopText(header, order("1"), order("2", "null")),
    users,
  });
  assertEquals(rejected.getColumn("detail").toArray(), ["status is empty"]);
  assertEquals(tables.users!.select("last_name", "city").rows(), [
    ["Null", null],
    ["Ng", null],
    ["Ito", "Osaka"],
  ]);
});

Deno.test("cleanShop rejects a row under the first rule that it breaks, and says all of them", async () => {
  assertEquals(
    await rejectedRules(
      "2,7,Complete",
      order("3", "Complete", "2024-02-30 00:00:00"),
      order(""),
      "4,7,Lost,F,2024-01-02,,,,0",
      order("1"),
      order("1", "Shipped"),
      "6,7,Complete,F,2024-01-02,,,,1.5",
    ),
    [
      [2, "malformed_line", null, "found 3 fields"],
      [3, "unparsable_value", "created_at", 'created_at "2024-02-30 00:00:00" is no date'],
      [4, "missing_value", "order_id", "order_id is empty"],
      [
        5,
        "unknown_value",
        "status",
        "status Lost is none of Complete, Shipped, Processing, Cancelled, Returned; " +
        "num_of_item 0 is less than 1",
      ],
      [6, "exact_duplicate", null, "equals an earlier row"],
      [7, "repeated_key", "order_id", "order_id 1 names an earlier row with other values"],
      [8, "unparsable_value", "num_of_item", 'num_of_item "1.5" is no whole number'],
    ],
  );
});

/** Orders or visits, one a day from 2024-01-01, and the moments of some more. */
const daily = (rows: number, ...more: string[]) => [
  ...Array.from({ length: rows }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString()),
  ...more,
];
const orders = (moments: readonly string[]) =>
  shopText(header, ...moments.map((moment, i) => order(`${i}`, "Complete", moment)));

Deno.test("cleanShop rejects every year that is mistyped in its own way", async () => {
  const mistyped = ["2052-03-01", "2049-03-01", "2033-03-01"];
  const { tables } = await cleanShop({ orders: orders(daily(200, ...mistyped)) });
  assertEquals(tables.orders!.height, 200);
  // A shop that opens again, with more than a few orders, has broken no rule.
  const reopened = await cleanShop({
    orders: orders(daily(200, "2026-03-01", "2026-03-02", "2026-03-03")),
  });
  assertEquals(reopened.tables.orders!.height, 203);
});

Deno.test("cleanShop rejects the few rows that are dated a year later than all others, items with their order", async () => {
  const { quality, rejected, tables } = await cleanShop({
    orders: orders(daily(200, "2052-03-01 10:00:00")),
    order_items: shopText("id,order_id,product_id", "1,5,9", "2,200,9"),
    events: shopText(
      "id,created_at,event_type",
      ...daily(1_000, "2031-01-01", "2029-01-01").map((moment, i) => `${i},${moment},home`),
    ),
  });
  assertEquals(rejected.select("table", "rule", "column", "detail").rows(), [
    [
      "orders",
      "isolated_date",
      "created_at",
      "created_at 2052-03-01 10:00:00.000 lies more than 365 days after all but a few rows",
    ],
    ["order_items", "orphan", "order_id", "order_id 200 is not among the valid orders"],
    ...["2031-01-01", "2029-01-01"].map((day) => [
      "events",
      "isolated_date",
      "created_at",
      `created_at ${day} 00:00:00.000 lies more than 365 days after all but a few rows`,
    ]),
  ]);
  assertEquals([tables.orders!.height, tables.events!.height], [200, 1_000]);
  assertEquals(quality.tables[0]!.period!.last, "2024-07-18 00:00:00");
  assertEquals(quality.tables[0]!.rules, [{
    rule: "isolated_date",
    column: "created_at",
    meaning: "created_at lies more than 365 days after all but a few rows",
    rows: 1,
    samples: [{ sourceFile: "orders", sourceRow: 201 }],
  }]);
});

Deno.test("cleanShop keeps rows after a break of a year or less, many after a longer one, and all of a few", async () => {
  for (
    const moments of [
      daily(200, "2025-07-18"),
      daily(200, "2026-07-01", "2026-07-02"),
      daily(98, "2052-03-01"),
    ]
  ) assertEquals((await cleanShop({ orders: orders(moments) })).rejected.height, 0);
});

Deno.test("cleanShop rejects items without a valid order and counts users that are not there", async () => {
  const { tables, rejected, quality } = await cleanShop({
    orders: shopText(header, order("1"), order("2", "Lost")),
    order_items: shopText(
      "id,order_id,product_id,sale_price",
      "10,1,5,9.5",
      "11,2,5,9.5",
      "12,99,5,9.5",
    ),
    users: shopText("id,age", "8,30"),
  }, { order_items: "order_items.csv" });
  assertEquals(tables.order_items!.getColumn("id").toArray(), ["10"]);
  assertEquals(
    rejected.select("table", "source_file", "rule", "detail", "values").rows().slice(1),
    [
      [
        "order_items",
        "order_items.csv",
        "orphan",
        "order_id 2 is not among the valid orders",
        '{"id":"11","order_id":"2","product_id":"5","sale_price":"9.5"}',
      ],
      [
        "order_items",
        "order_items.csv",
        "orphan",
        "order_id 99 is not among the valid orders",
        '{"id":"12","order_id":"99","product_id":"5","sale_price":"9.5"}',
      ],
    ],
  );
  assertEquals([quality.in, quality.kept, quality.rejected], [6, 3, 3]);
  assertEquals(quality.unmatched, [
    { table: "orders", column: "user_id", refersTo: "users", rows: 1 },
  ]);
  assertEquals(quality.missing.map(({ table }) => table), ["products", "events"]);
  const items = quality.tables.find(({ table }) => table === "order_items")!;
  assertEquals(items.rules, [{
    rule: "orphan",
    column: "order_id",
    meaning: "the table of orders has no valid row with this order_id",
    rows: 2,
    samples: [
      { sourceFile: "order_items.csv", sourceRow: 2 },
      { sourceFile: "order_items.csv", sourceRow: 3 },
    ],
  }]);
});

Deno.test("cleanShop gives every table the publisher's columns, null where the file has none", async () => {
  const { tables, quality } = await cleanShop({
    orders: shopText("Order ID,user_id,status,created_at,colour", "1,7,Complete,2024-01-02,red"),
  });
  const specification = shopTables.find(({ name }) => name === "orders")!;
  assertEquals(checkContract(tables.orders!, shopContract(specification)), []);
  assertEquals(quality.tables[0]!.unused, ["colour"]);
  assertEquals(quality.tables[0]!.absent.includes("delivered_at"), true);
});

Deno.test("cleanShop says which column of which table is missing", async () => {
  await assertRejects(
    () =>
      cleanShop({ orders: shopText("order_id,user,status,created_at", "1,7,Complete,2024-01-02") }),
    ContractError,
    'Cannot read "orders" as the orders of a shop: the column user_id is missing',
  );
  await assertRejects(
    () => cleanShop({ users: shopText("id", "1") }),
    InputError,
    "there is no table of orders",
  );
});

const exported = realData("thelook/export-2026-07");
Deno.test({
  name: `cleanShop keeps every row of a real export, Parquet${withoutRealData(exported)}`,
  ignore: exported === undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const texts: Record<string, pl.DataFrame> = {};
      for (const { table, path } of await findShopTables(exported!)) {
        await readTextTable(path, `${folder}/${table}.parquet`);
        texts[table] = readTable(`${folder}/${table}.parquet`);
      }
      const { tables, quality } = await cleanShop(texts);
      // Counts and period: data README, section 2a.
      const { orders, products, distribution_centers } = tables;
      assertEquals(
        [orders!.height, products!.height, distribution_centers!.height, quality.rejected],
        [125_957, 29_120, 10, 0],
      );
      assertEquals(orders!.getColumn("user_id").nUnique(), 80_201);
      assertEquals(orders!.filter(pl.col("status").eq(pl.lit("Complete"))).height, 31_471);
      assertEquals(quality.tables[0]!.period, {
        first: "2019-01-09 06:17:56",
        last: "2026-07-03 00:37:19",
      });
      assertEquals(quality.missing.map(({ table }) => table), ["order_items", "users", "events"]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
