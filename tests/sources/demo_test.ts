import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { categorise, cleanTransactions } from "perdura/clean/mod.ts";
import { fitGammaGamma, fitParetoNbd } from "perdura/clv/mod.ts";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { customerSummary, toCustomerSummary } from "perdura/features/mod.ts";
import { readTextTable } from "perdura/lake/read/mod.ts";
import { demo, demoFiles, type DemoOptions, simulateDemo, writeDemo } from "perdura/sources/mod.ts";
import { canonical, values } from "./_text_table.ts";

function textOf(options: DemoOptions, seed: number): string {
  return [...simulateDemo(options, seededRandom(seed)).csv()].join("");
}

/** The files of a shop, as a user gets them. */
async function written(
  customers: number,
  seed: number,
): Promise<{ lines: pl.DataFrame; truth: Truth }> {
  const folder = await Deno.makeTempDir();
  try {
    const [transactions, truth] = [demoFiles.transactions, demoFiles.truth]
      .map((name) => `${folder}/${name}`);
    await writeDemo(
      { customers, transactions: transactions!, truth: truth! },
      seededRandom(seed),
      silent,
    );
    await readTextTable(transactions!, `${folder}/text.parquet`);
    return {
      lines: await canonical(pl.scanParquet(`${folder}/text.parquet`), { source: "demo" }),
      truth: JSON.parse(await Deno.readTextFile(truth!)),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface Truth {
  purchases: { r: number; alpha: number; s: number; beta: number };
  spend: { p: number; q: number; v: number };
  customers: number;
  lines: Record<string, { rows: number; quantity: number; amount: number }>;
  orders: { of_customers: number; cancelled: number };
  products: { description: string[]; category: string[] };
  per_customer: Record<string, (string | number)[]>;
}

Deno.test("simulateDemo gives the same bytes for the same seed and others for another", () => {
  const options = { customers: 40, weeks: 10 };
  assertEquals(textOf(options, 1), textOf(options, 1));
  assertNotEquals(textOf(options, 1), textOf(options, 2));
  const shop = simulateDemo(options, seededRandom(1));
  assertEquals([...shop.csv()].join(""), [...shop.csv()].join(""));
});

Deno.test("simulateDemo writes what it has always written", async () => {
  const golden = new URL("../fixtures/demo_golden.csv", import.meta.url);
  assertEquals(textOf({ customers: 12, weeks: 8 }, 7), await Deno.readTextFile(golden));
});

Deno.test("simulateDemo writes the layout of Online Retail II in order of time", () => {
  const [header, ...lines] = textOf({ customers: 200, weeks: 30 }, 3).trimEnd().split("\n");
  assertEquals(
    header,
    "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
  );
  const line =
    /^[AC]?\d{6},[A-Z0-9a-z ]+,("([^"]|"")*"|[^",]*),-?\d+,\d{4}-\d\d-\d\d \d\d:\d\d:00,-?\d+\.\d{1,2},(\d+\.0)?,[A-Za-z ]+$/;
  for (const text of lines) assert(line.test(text), text);
  const times = lines.map((text) => /\d{4}-\d\d-\d\d \d\d:\d\d:00/.exec(text)![0]);
  assertEquals(times, times.toSorted());
  for (const time of new Set(times)) {
    assertNotEquals(new Date(time.slice(0, 10)).getUTCDay(), 6, `${time} is a Saturday`);
  }
});

Deno.test("simulateDemo fills baskets with products that are different", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const texts = new Set(
        textOf({ customers: 20, weeks: 12 }, seed).trimEnd().split("\n").slice(1),
      );
      const baskets = new Map<string, string[]>();
      for (const text of texts) { // exact duplicates are gone
        const [invoice, code] = text.split(",");
        baskets.set(invoice!, [...baskets.get(invoice!) ?? [], code!.toUpperCase()]);
      }
      for (const [invoice, codes] of baskets) {
        assertEquals(codes.length, new Set(codes).size, invoice);
      }
      assert(baskets.size >= 20);
    }),
    { numRuns: 20 },
  );
});

Deno.test("simulateDemo draws customers whose rates have the mean of their distributions", () => {
  const { population, orders, settings, calendar } = simulateDemo(
    { customers: 20_000 },
    seededRandom(11),
  );
  const mean = (column: Float64Array) => column.reduce((sum, x) => sum + x, 0) / column.length;
  const near = (actual: number, expected: number, deviation: number) =>
    assertLess(Math.abs(actual - expected), 4 * deviation / Math.sqrt(20_000), `${actual}`);
  const { r, alpha, s, beta } = settings.purchases;
  near(mean(population.purchaseRate), r / alpha, Math.sqrt(r) / alpha);
  near(mean(population.dropoutRate), s / beta, Math.sqrt(s) / beta);
  const { p, q, v } = settings.spend;
  near(mean(population.meanSpend), p * v / (q - 1), p * v / (q - 1) / Math.sqrt(q - 2));

  // Given rates and lifetimes, repeat purchases are Poisson.
  let expected = 0;
  const { purchases, days } = calendar;
  for (let i = 0; i < population.count; i++) {
    const end = Math.min(population.death[i]!, days);
    const until = end === days ? purchases.end : purchases.at(end);
    expected += population.purchaseRate[i]! / 7 * (until - purchases.at(population.acquired[i]!));
  }
  const repeats = orders.count - population.count;
  assertLess(Math.abs(repeats - expected), 4 * Math.sqrt(expected) + 0.002 * expected);
});

Deno.test("simulateDemo lets a customer order once a day at most", () => {
  const { orders, calendar } = simulateDemo({ customers: 20_000 }, seededRandom(11));
  const days = new Set<number>();
  for (let day = 0; day < calendar.days; day++) {
    for (let order = orders.startOf[day]!; order < orders.startOf[day + 1]!; order++) {
      days.add(orders.customer[order]! * calendar.days + day);
    }
  }
  assertEquals(days.size, orders.count);
});

Deno.test("simulateDemo knows exactly what cleaning has to find", async () => {
  const { lines, truth } = await written(1_500, 5);
  const { quality, transactions } = cleanTransactions(lines, { rules: demo.rules });
  const { kept, taken_back, ...rules } = truth.lines;
  assertEquals(
    { rows: quality.kept.rows, quantity: quality.kept.quantity, amount: quality.kept.revenue },
    kept,
  );
  assertEquals(quality.netted, { quantity: taken_back!.quantity, revenue: taken_back!.amount });
  for (const { rule, rows, quantity, revenue } of quality.rules) {
    const found = { rows, quantity, amount: Math.round(100 * revenue) / 100 };
    assertEquals(found, rules[rule] ?? { rows: 0, quantity: 0, amount: 0 }, rule);
  }
  for (const [rule, { rows }] of Object.entries(rules)) assert(rows > 0, `no ${rule} to find`);
  assertEquals(quality.customers, truth.customers);
  assertEquals(quality.orders, truth.orders.of_customers - truth.orders.cancelled);
  assertEquals(new Set(values(transactions, "customer_id")).size, 1_500);
});

Deno.test("simulateDemo writes a truth with an entry for every customer", async () => {
  const { lines, truth } = await written(9_000, 2); // more than are written at a time
  const ids = new Set(values(lines, "customer_id").filter((id) => id !== null));
  assertEquals(new Set(truth.per_customer.customer_id), ids);
  for (const [name, column] of Object.entries(truth.per_customer)) {
    assertEquals(column.length, 9_000, name);
    assert(column.every((value) => value !== null), name);
  }
});

Deno.test("simulateDemo describes products so that their categories can be told", () => {
  const shop = simulateDemo({ customers: 5, weeks: 2 }, seededRandom(1));
  const chunks = shop.csv();
  let last = chunks.next();
  while (!last.done) last = chunks.next();
  const { products } = JSON.parse([...shop.truth(last.value)].join("")) as Truth;
  const told = products.description.filter((text, i) =>
    categorise(text).category === products.category[i]
  );
  assert(told.length >= 0.9 * products.description.length, `${told.length} told`);
});

Deno.test("simulateDemo gives customers in whom the models find its parameters", async () => {
  const { lines, truth } = await written(5_000, 42);
  const { transactions, quality } = cleanTransactions(lines, { rules: demo.rules });
  assertEquals(quality.kept.rows, truth.lines.kept!.rows);
  assertEquals(quality.kept.quantity, truth.lines.kept!.quantity);
  const summary = toCustomerSummary(customerSummary(transactions));
  assertEquals(summary.customerId.length, truth.customers);
  for (
    const [model, parameters] of [
      [fitParetoNbd(summary), truth.purchases],
      [fitGammaGamma(summary), truth.spend],
    ] as const
  ) {
    const found = model.params as unknown as Record<string, number>;
    const errors = model.standardErrors as unknown as Record<string, number>;
    for (const name of Object.keys(found)) {
      const distance = (found[name]! - (parameters as Record<string, number>)[name]!) /
        errors[name]!;
      assertLess(Math.abs(distance), 2.6, `${name}: ${found[name]} ± ${errors[name]}`);
    }
  }
});
