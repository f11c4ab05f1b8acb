import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parseHTML } from "linkedom";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import type { Rows } from "perdura/plots/picture.ts";
import { capture, show, table, type TableOptions } from "perdura/report/mod.ts";

async function shown(rows: Rows, options: TableOptions = { caption: "A table" }) {
  const { outputs } = await capture(() => table(rows, options));
  const html = outputs[0]!.data["text/html"]!;
  const { document } = parseHTML(html);
  const texts = [...document.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => cell.textContent)
  );
  return { html, document, texts, plain: outputs[0]!.data["text/plain"], facts: outputs[0]!.facts };
}

const frame = pl.DataFrame([
  pl.Series("customer_id", ["a", "b", null], pl.Utf8),
  pl.Series("big", new BigInt64Array([9007199254740993n, -5n, 0n])),
  pl.Series("unsigned", [18446744073709551615n, 1n, 2n]),
  pl.Series("value", [1234.5, null, 7.25], pl.Float64),
  pl.Series("day", [0, 86_400_000, 1e12], pl.Float64).cast(pl.Int64).cast(pl.Datetime("ms"))
    .cast(pl.Date),
  pl.Series("at", [0, 60_000, 1e12], pl.Float64).cast(pl.Int64).cast(pl.Datetime("us")),
  pl.Series("yes", [true, false, null], pl.Bool),
]);

Deno.test("table() shows a frame: 64-bit integers, one precision, ISO dates, dashes", async () => {
  const { texts } = await shown(frame);
  assertEquals(texts, [
    [
      "a",
      "9,007,199,254,740,993",
      "18,446,744,073,709,551,615",
      "1,234.50",
      "1970-01-01",
      "1970-01-01 00:00:00",
      "yes",
    ],
    ["b", "−5", "1", "—", "1970-01-02", "1970-01-01 00:00:00", "no"],
    ["—", "0", "2", "7.25", "2001-09-09", "1970-01-12 13:46:40", "—"],
  ]);
});

Deno.test("table() sets numbers to the right, heading included", async () => {
  const { document } = await shown(frame);
  const right = [...document.querySelectorAll("th")].map((cell) => cell.className === "pd-n");
  assertEquals(right, [false, true, true, true, false, false, false]);
});

Deno.test("table() breaks an estimate before its interval only, and a long name between its words", async () => {
  const { document, texts } = await shown([
    { score: "0.81 (0.80 to 0.82)", source: "transactions.customer_id", short: "0.8 (est.)" },
    { score: null, source: "events", short: "—" },
  ]);
  const [score, source, short] = [...document.querySelectorAll("td")];
  assertEquals([score!.className, score!.innerHTML], [
    "pd-e",
    "0.81 <span>(0.80 to 0.82)</span>",
  ]);
  assertEquals(source!.innerHTML, "transactions.<wbr>customer_<wbr>id");
  assertEquals(short!.className, "pd-s");
  assertEquals(texts[0], ["0.81 (0.80 to 0.82)", "transactions.customer_id", "0.8 (est.)"]);
});

Deno.test("table() stands in a box that scrolls sideways and shows where there is more", async () => {
  const { document } = await shown([{ a: 1 }]);
  const table = document.querySelector("table")!;
  assertEquals(table.parentElement!.className, "pd-scroll");
  const style = document.querySelector("style")!.textContent;
  assertStringIncludes(style, ".pd .pd-scroll{overflow-x:auto;max-width:100%;background:linear-");
  // Headings break into lines, so that they make no column wider than its cells.
  assertStringIncludes(style, ".pd.pd-table td:is(.pd-n,.pd-s){white-space:nowrap}");
});

Deno.test("table() says how many rows of how many it shows", async () => {
  const rows = Array.from({ length: 4321 }, (_, row) => ({ row }));
  const { texts, document, plain } = await shown(rows, { caption: "Rows", rows: 3 });
  assertEquals(texts.length, 3);
  assertStringIncludes(document.querySelector(".pd-foot")!.textContent, "3 of 4,321 rows");
  assertStringIncludes(plain, "3 of 4,321 rows");
  assertStringIncludes((await shown([{ a: 1 }])).plain, "\n1 row");
});

Deno.test("table() carries all its data, not only the rows shown", async () => {
  const rows = Array.from({ length: 50 }, (_, row) => ({ row }));
  const { document } = await shown(rows);
  const link = document.querySelector("a.pd-data")!;
  assertEquals(link.getAttribute("download"), "table-1.csv");
  const text = decodeURIComponent(link.getAttribute("href")!);
  assertEquals(text.split("\n").length, 52);
});

Deno.test("table() formats columns as told: label, digits, percent, plain", async () => {
  const rows = [{ year: 2011, share: 0.1234, value: 2 }];
  const { texts, document } = await shown(rows, {
    caption: "Formats",
    columns: {
      year: { as: "plain" },
      share: { as: "percent", label: "Share of all" },
      value: { digits: 3 },
    },
  });
  assertEquals(texts, [["2011", "12.3\u00a0%", "2.000"]]);
  assertEquals(document.querySelectorAll("th")[1]!.textContent, "Share of all");
});

Deno.test("table() escapes what comes from data", async () => {
  const { html, texts } = await shown([{ "<i>": "<script>alert(1)</script>" }]);
  assertEquals(html.includes("<script>"), false);
  assertEquals(texts, [["<script>alert(1)</script>"]]);
});

Deno.test("table() names its box by its caption", async () => {
  const { document, facts } = await shown(frame, { caption: "What to see" });
  const box = document.querySelector('[role="region"]')!;
  assertEquals(
    document.getElementById(box.getAttribute("aria-labelledby")!)!.textContent,
    "Table 1. What to see",
  );
  assertEquals(facts, { kind: "table", number: 1, title: "What to see" });
});

Deno.test("table() shows a table without rows", async () => {
  assertEquals((await shown([])).texts, []);
  assertStringIncludes((await shown(frame.head(0))).plain, "0 rows");
});

Deno.test("table() refuses an empty caption and a format for a column that is not there", async () => {
  await assertRejects(() => shown(frame, { caption: " " }), InputError, '"caption" is empty');
  await assertRejects(
    () => shown(frame, { caption: "x", columns: { valu: { digits: 1 } } }),
    InputError,
    'Cannot format the column "valu"',
  );
});

Deno.test("show() gives a quick look at rows without number or caption", async () => {
  const { outputs } = await capture(() => show(frame));
  assertEquals(outputs[0]!.facts, { kind: "text" });
  assertStringIncludes(outputs[0]!.data["text/plain"], "9,007,199,254,740,993");
});

Deno.test("show() writes plain values as tables do", async () => {
  const values = ["**bold**", 1234567, 2.5, 10n, true, null, new Date("2011-12-09")];
  const { outputs } = await capture(async () => {
    for (const value of values) await show(value);
  });
  assertEquals(outputs.map(({ data }) => data["text/plain"]), [
    "**bold**",
    "1,234,567",
    "2.5000",
    "10",
    "yes",
    "—",
    "2011-12-09",
  ]);
});

Deno.test("show() sends a drawing to figure(), which asks for alternative text", async () => {
  const drawing = parseHTML("<svg></svg>").document.querySelector("svg");
  await assertRejects(() => capture(() => show(drawing as never)), InputError, "alternative text");
});

Deno.test("show() outside a notebook says how to run one", async () => {
  await assertRejects(() => show("x"), InputError, "deno task report");
});
