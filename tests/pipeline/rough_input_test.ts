import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Quality } from "perdura/clean/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { inFolder } from "../lake/_folder.ts";
import { contents, pipeline, statuses } from "./_pipeline.ts";
import { csv, onOneDay, type Sale, sales } from "./_shop.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** Runs the pipeline on one file in a lake of its own, and looks at what is there then. */
function withRun(
  content: string | Uint8Array,
  args: readonly string[],
  look: (lake: string, out: string) => void | Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    const path = `${folder}/sales.csv`;
    Deno.writeFileSync(path, typeof content === "string" ? encode(content) : content);
    const { code, err, out } = await pipeline(
      `${folder}/lake`,
      "--transactions",
      path,
      ...args,
    );
    assertEquals([code, err], [0, ""]);
    await look(`${folder}/lake`, out);
  });
}

function rejected(lake: string): Record<string, unknown>[] {
  return readTable(`${lake}/stage/rejected.parquet`)
    .select("source_row", "rule", "detail").toRecords();
}

function quality(lake: string): Quality {
  return JSON.parse(Deno.readTextFileSync(`${lake}/stage/quality.json`));
}

Deno.test("pipeline keeps broken lines with their position and rule, and uses the others", () => {
  const lines = csv(sales()).trimEnd().split("\n");
  lines.splice(3, 0, "c1,2020-02-01"); // too short: record 3
  lines.splice(10, 0, "c1,2020-02-01,5,6,7"); // too long: record 10
  lines.splice(20, 0, "c1,soon,5"); // no date: record 20
  lines.splice(30, 0, "c1,2020-02-01,a lot"); // no number: record 30
  lines.splice(40, 0, ",2020-02-01,5"); // nobody: record 40
  return withRun(lines.join("\n"), [], (lake) => {
    assertEquals(rejected(lake), [
      {
        source_row: 3,
        rule: "malformed_line",
        detail: "expected 3 fields, found 2: c1,2020-02-01",
      },
      {
        source_row: 10,
        rule: "malformed_line",
        detail: "expected 3 fields, found 5: c1,2020-02-01,5,6,7",
      },
      { source_row: 20, rule: "unparsable_value", detail: 'date "soon" is no date' },
      { source_row: 30, rule: "unparsable_value", detail: 'amount "a lot" is no number' },
      { source_row: 40, rule: "missing_customer", detail: null },
    ]);
    assertEquals(quality(lake).kept.rows, sales().length);
    assertEquals(quality(lake).in.rows, sales().length + 5);
  });
});

Deno.test("pipeline reads ISO-8859-1 as what it is", () => {
  const named = sales().map((sale) =>
    sale.customer === "c7" ? { ...sale, customer: "Muñoz" } : sale
  );
  const latin1 = Uint8Array.from(csv(named), (letter) => letter.charCodeAt(0));
  assert(latin1.includes(0xf1)); // ñ in one byte
  return withRun(latin1, [], (lake) => {
    const customers = readTable(`${lake}/processed/clv_predictions.parquet`)
      .getColumn("customer_id").toArray();
    assert(customers.includes("Muñoz"));
    assertEquals(quality(lake).rejected.rows, 0);
  });
});

Deno.test("pipeline rejects records of UTF-8 that is damaged, and no others", () => {
  const [header, ...lines] = csv(sales()).trimEnd().split("\n");
  const damaged = [
    encode(`${header}\n`),
    // Enough good characters beyond ASCII that the file is UTF-8 without doubt.
    ...lines.map((line, i) => encode(`${line.replace(/^c/, i === 4 ? "?" : "ñ")}\n`)),
  ];
  damaged[5] = damaged[5]!.map((byte) => byte === 0x3f ? 0xff : byte);
  return withRun(join(damaged), [], (lake) => {
    const [first, ...others] = rejected(lake);
    assertEquals([first?.source_row, first?.rule, others], [5, "malformed_line", []]);
    assertStringIncludes(String(first?.detail), "UTF-8");
  });
});

for (
  const [name, write, args] of [
    ["20200108", (y, m, d) => `${y}${m}${d}`, []],
    ["2020/01/08", (y, m, d) => `${y}/${m}/${d}`, []],
    ["31/12/2020, where some day is above 12", (y, m, d) => `${d}/${m}/${y}`, []],
    ["12/31/2020, where some day is above 12", (y, m, d) => `${m}/${d}/${y}`, []],
    ["31.12.20, when it is told so", (y, m, d) => `${d}.${m}.${y!.slice(2)}`, [
      "--date-format",
      "%d.%m.%y",
    ]],
  ] as [string, (...parts: string[]) => string, string[]][]
) {
  Deno.test(`pipeline reads dates written as ${name}`, () => {
    const text = csv(sales()).replaceAll(
      /(\d{4})-(\d\d)-(\d\d) \d\d:\d\d:\d\d/g,
      (_, ...parts: string[]) => write(...parts.slice(0, 3)),
    );
    return withRun(text, args, (lake) => {
      const { kept, period } = quality(lake);
      assertEquals(kept.rows, sales().length);
      assertEquals(period?.first.slice(0, 10), "2020-01-08");
    });
  });
}

Deno.test("pipeline converts amounts of an unknown currency by the rate that it is given", () =>
  withRun(csv(sales()), ["--currency", "EUR", "--rate", "2"], (lake) => {
    const total = sales().reduce((sum, { amount }) => sum + amount, 0);
    assertEquals(quality(lake).kept.revenue.toFixed(2), (2 * total).toFixed(2));
    assertEquals(quality(lake).currency, "EUR");
  }));

const once = (
  customers: number,
): Sale[] => [...new Map(sales(customers).map((sale) => [sale.customer, sale])).values()];

for (
  const [name, few, reason] of [
    [
      "two customers who came once",
      once(2),
      "no customer has bought and paid on more than one day",
    ],
    [
      "fifty customers who came once",
      once(50),
      "no customer has bought and paid on more than one day",
    ],
    [
      "purchases of a single day",
      onOneDay(sales()),
      "no customer has bought and paid on more than one day",
    ],
    ["one customer who came again", [
      ...once(20),
      ...sales(20).filter(({ customer }) => customer === "c1"),
    ], "only 1 customer has bought and paid on more than one day"],
    [
      "customers who never paid",
      sales().map((sale) => ({ ...sale, amount: 0 })),
      "no customer has bought and paid on more than one day",
    ],
  ] as const
) {
  Deno.test(`pipeline on ${name} gives all but CLV, and says why`, () =>
    withRun(csv(few), ["--json"], (lake, out) => {
      const result = { code: 0, out, err: "" };
      assertEquals(statuses(result), {
        ingest: "ran",
        clean: "ran",
        features: "ran",
        clv: "skipped",
      });
      const { summary } = JSON.parse(out);
      assertStringIncludes(summary, `clv: skipped, ${reason}`);
      const customers = new Set(few.map(({ customer }) => customer)).size;
      for (const table of ["clv", "rfm"]) {
        assertEquals(readTable(`${lake}/processed/${table}.parquet`).height, customers);
      }
      assert(!("processed/clv_predictions.parquet" in contents(lake)));
    }));
}

Deno.test("pipeline with two customers who came again predicts numbers", () =>
  withRun(csv([...once(2), ...sales(2)]), [], (lake) => {
    const table = readTable(`${lake}/processed/clv_predictions.parquet`);
    assertEquals(table.height, 2);
    const figures = table.drop("customer_id", "currency");
    for (const [column, value] of Object.entries(figures.toRecords()[0]!)) {
      const isUndetermined = value === null && /_(lower|upper)$/.test(column);
      assert(
        isUndetermined || (Number.isFinite(value) && Number(value) >= 0),
        `${column}: ${value}`,
      );
    }
  }));

Deno.test("pipeline predicts for customers who, but for one, came again only of late", () => {
  const day = 86_400_000;
  const early = once(30).map((sale, i) => ({ ...sale, time: Date.parse("2020-01-10") + i * day }));
  const late = early.map((sale) => ({ ...sale, time: sale.time + 250 * day }));
  const soon = { ...early[0]!, time: early[0]!.time + 20 * day };
  return withRun(csv([...early, soon, ...late]), [], (lake) => {
    assertEquals(readTable(`${lake}/processed/clv_predictions.parquet`).height, 30);
  });
});

Deno.test("pipeline takes predictions back that its present transactions do not allow", () =>
  inFolder(async (folder) => {
    const path = `${folder}/sales.csv`;
    const lake = `${folder}/lake`;
    const predictions = () => "processed/clv_predictions.parquet" in contents(lake);
    Deno.writeTextFileSync(path, csv(sales()));
    assertEquals((await pipeline(lake, "--transactions", path)).code, 0);
    assert(predictions());

    Deno.writeTextFileSync(path, csv(once(50)));
    const { code, out } = await pipeline(lake, "--transactions", path);
    assertEquals(code, 0);
    assertStringIncludes(out, "clv: skipped");
    assert(!out.includes("purchases and a CLV"), out);
    assert(!predictions());

    Deno.writeTextFileSync(path, csv(sales()));
    assertEquals((await pipeline(lake, "--transactions", path)).code, 0);
    assert(predictions());
  }));

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}
