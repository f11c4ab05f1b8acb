import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parseHTML } from "linkedom";
import { InputError } from "perdura/core/mod.ts";
import { capture, figure } from "perdura/report/mod.ts";
import { bars, demonstration } from "../plots/_demonstration.ts";

Deno.test("figure() numbers figures and draws each for wide and narrow screens", async () => {
  const { outputs } = await capture(async () => {
    await figure(demonstration());
    await figure(bars(), { caption: "Read it so." });
  });
  const { document } = parseHTML(outputs[1]!.data["text/html"]!);
  assertEquals(
    document.querySelector(".pd-title")!.textContent,
    `Figure 2. ${bars().title}`,
  );
  const widths = [...document.querySelectorAll("svg")].map((svg) => svg.getAttribute("width"));
  assertEquals(widths, ["720", "340"]);
  assertStringIncludes(document.querySelector(".pd-foot")!.textContent, "Read it so.");
});

Deno.test("figure() gives both drawings the alternative text, and plain readers too", async () => {
  const { outputs } = await capture(() => figure(bars()));
  const { document } = parseHTML(outputs[0]!.data["text/html"]!);
  for (const svg of document.querySelectorAll("svg")) {
    assertEquals(svg.getAttribute("role"), "img");
    assertEquals(svg.getAttribute("aria-label"), bars().alt);
  }
  assertStringIncludes(outputs[0]!.data["text/plain"], bars().alt);
  assertStringIncludes(outputs[0]!.data["image/svg+xml"]!, bars().title);
});

Deno.test("figure() keeps compound words of its title in one line", async () => {
  const title = "Trees: a ROC-AUC of 0.81 <of 1>";
  const { outputs } = await capture(() => figure({ ...bars(), title }));
  const { document } = parseHTML(outputs[0]!.data["text/html"]!);
  assertEquals(document.querySelector(".pd-title")!.textContent, `Figure 1. ${title}`);
  assertEquals(
    [...document.querySelectorAll(".pd-title .pd-word")].map((word) => word.textContent),
    ["ROC-AUC"],
  );
});

Deno.test("figure() carries its data", async () => {
  const { outputs } = await capture(() => figure(bars()));
  const { document } = parseHTML(outputs[0]!.data["text/html"]!);
  const link = document.querySelector("a.pd-data")!;
  assertStringIncludes(decodeURIComponent(link.getAttribute("href")!), "United Kingdom,14723147\n");
});

for (const part of ["title", "subtitle", "alt"] as const) {
  Deno.test(`figure() refuses a picture whose ${part} is empty`, async () => {
    await assertRejects(
      () => capture(() => figure({ ...bars(), [part]: " " })),
      InputError,
      `its "${part}" is empty`,
    );
  });
}
