import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseHTML } from "linkedom";
import { capture, figure, note, show, table, warn } from "perdura/report/mod.ts";
import { indexPage, reportPage } from "perdura/report/render/mod.ts";
import type { ExecutedNotebook } from "perdura/report/run/mod.ts";
import { bars } from "../../plots/_demonstration.ts";
import { draft } from "../_notebooks.ts";

/** A notebook with an output of every kind. */
async function executed(): Promise<ExecutedNotebook> {
  const { outputs } = await capture(async () => {
    await figure(bars());
    await table([{ "<a>": "</script>" }], { caption: "A & B" });
    await show("plain *words*");
    await note("a note");
    await warn("few data");
  });
  const answer = {
    data: { "text/plain": "x" },
    facts: { kind: "answer", markdown: "**Half** stay." },
  } as const;
  return {
    notebook: draft(
      "04_clv",
      { md: "# What customers are worth\n\nFirst words." },
      { code: "const setup = 1;" },
      { md: "## Fit\n\n### Detail" },
      { code: 'const text = "<&>";' },
      { code: "await everything();" },
    ),
    outputs: [[], [], [], [], [answer, ...outputs, { stream: "stderr", text: "<careful>" }]],
    card: {
      started: "2026-01-02T03:04:05.000Z",
      seconds: 12.34,
      parameters: [
        { name: "seed", value: 42, isOverridden: false },
        { name: "unit", value: "a week", isOverridden: true },
        { name: "title", value: "</script><b>", isOverridden: false },
      ],
      inputs: [
        { name: "processed/clv.parquet", rows: 5000, bytes: 123_456, sha256: "abcdef0123456789" },
        { name: "processed/churn.parquet", isMissing: true },
      ],
      perdura: "0.1.0",
      deno: "2.9.6",
      packages: { "nodejs-polars": "0.25.2" },
      commit: "0123456789abcdef",
      code: "fedcba9876543210",
    },
    key: "k",
  };
}

const neighbours = {
  previous: { name: "03_features", title: "Features" },
  next: { name: "05_repurchase", title: "Repurchase" },
};

async function pageOf() {
  const html = reportPage(await executed(), neighbours);
  return { html, document: parseHTML(html).document };
}

Deno.test("reportPage() begins with title and answer", async () => {
  const { document } = await pageOf();
  assertEquals(document.querySelectorAll("h1").length, 1);
  assertEquals(document.querySelector("h1")!.textContent, "What customers are worth");
  assertEquals(document.querySelector(".answer strong")!.textContent, "Half");
  assertEquals(
    document.querySelector('meta[name="description"]')!.getAttribute("content"),
    "Half stay.",
  );
});

Deno.test("reportPage() asks for nothing and lets no script run but its own", async () => {
  const { html, document } = await pageOf();
  for (const element of document.querySelectorAll("[src],link[href],a[href]")) {
    const address = element.getAttribute("src") ?? element.getAttribute("href")!;
    assert(/^(#|data:|[\w-]+\.html)/.test(address), address);
  }
  const policy = document.querySelector("meta[http-equiv]")!.getAttribute("content")!;
  assertStringIncludes(policy, "default-src 'none'");
  assertEquals(html.match(/<script(?! type="application\/json")/g)?.length, 1);
});

Deno.test("reportPage() escapes code, data and the run card", async () => {
  const { html, document } = await pageOf();
  assertStringIncludes(html, "&lt;&amp;&gt;");
  assertEquals(html.includes("<careful>"), false);
  assertEquals(document.querySelector("tbody td")!.textContent, "processed/clv.parquet");
  const card = JSON.parse(document.getElementById("run-card")!.textContent!);
  assertEquals(card.inputs[0].sha256, "abcdef0123456789");
});

Deno.test("reportPage() says how it was made and how to make it again", async () => {
  const { document } = await pageOf();
  const text = document.querySelector(".card")!.textContent!;
  for (
    const part of [
      "2026-01-02 03:04:05 UTC",
      "12.3 s",
      "seed = 42",
      "unit = a week (set)",
      "commit 0123456789ab",
      "nodejs-polars 0.25.2",
      "deno task report 04_clv --param 'unit=a week'",
      "abcdef012345",
      "not there",
    ]
  ) assertStringIncludes(text, part);
  assertStringIncludes(text, "5,000");
});

Deno.test("reportPage() folds code, together where cells show nothing, and needs no script for it", async () => {
  const { document } = await pageOf();
  const folded = [...document.querySelectorAll("details.code")];
  assertEquals(folded.map((one) => one.querySelectorAll("pre").length), [1, 2]);
  assertEquals(folded.some((one) => one.hasAttribute("open")), false);
  assertEquals(document.getElementById("code-toggle")!.hasAttribute("hidden"), true);
});

Deno.test("reportPage() lists contents, warnings and neighbours", async () => {
  const { document } = await pageOf();
  const links = [...document.querySelectorAll(".toc a")].map((link) => link.getAttribute("href"));
  assertEquals(links, ["#fit", "#detail"]);
  for (const link of links) assert(document.querySelector(link!) !== null);
  assertStringIncludes(document.querySelector(".lead .warning")!.textContent!, "few data");
  assertEquals(
    [...document.querySelectorAll(".top a[rel]")].map((link) => link.getAttribute("href")),
    ["03_features.html", "05_repurchase.html"],
  );
});

Deno.test("reportPage() shows figures and tables once styled, with unique ids", async () => {
  const { html, document } = await pageOf();
  assertEquals(html.includes("data-perdura"), false);
  assertEquals(document.querySelectorAll("figure").length, 2);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("reportPage() gives the same bytes twice", async () => {
  assertEquals((await pageOf()).html, (await pageOf()).html);
});

Deno.test("indexPage() leads to every report with its answer", async () => {
  const one = await executed();
  const { document } = parseHTML(indexPage([one]));
  assertEquals(document.querySelector(".reports a")!.getAttribute("href"), "04_clv.html");
  assertStringIncludes(document.querySelector(".reports")!.textContent!, "Half stay.");
  assertStringIncludes(
    document.querySelector(".reports")!.textContent!,
    "2026-01-02 · 1 figure · 1 table",
  );
});
