import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import {
  type Page,
  screenshotPath,
  type View,
  withChromium,
  withoutBrowser,
} from "../_chromium.ts";
import { examples, shop, withReports } from "./_site.ts";

const views: Record<string, View> = {
  wide: { width: 1280 },
  dark: { width: 1280, scheme: "dark" },
  telephone: { width: 360 },
};

/** Declares a test of every page of the reports, in each of the views. */
function testPages(
  what: string,
  shown: Record<string, View>,
  test: (page: Page, name: string, view: string) => Promise<void>,
): void {
  for (const site of [examples, shop]) {
    Deno.test({
      name: `report pages of ${site.title} ${what}${withoutBrowser}`,
      ignore: withoutBrowser !== "",
      fn: () =>
        withReports(site, (lake) =>
          withChromium(async (browser) => {
            for (const name of [...site.notebookNames, "index"]) {
              for (const [view, options] of Object.entries(shown)) {
                const page = await browser.open(`file://${lake}/reports/${name}.html`, options);
                await test(page, name, view);
                await page.close();
              }
            }
          })),
    });
  }
}

testPages(
  "load nothing, complain of nothing, fit on a telephone",
  views,
  async (page, name, view) => {
    await page.screenshot(await screenshotPath(`${name}-${view}`));
    const [width, window] = await page.evaluate<number[]>(
      "[document.documentElement.scrollWidth, innerWidth]",
    );
    assertEquals(width, window, `${name} scrolls sideways`);
    assertEquals(page.noise, []);
    const bytes = await page.evaluate<number>("document.documentElement.outerHTML.length");
    assert(bytes < 1_500_000, `${name} has ${bytes} bytes`);
  },
);

testPages("have no serious barrier that axe-core finds", views, async (page, name, view) => {
  for (const isOpen of [false, true]) {
    const serious = await page.evaluate<string[]>(`
      for (const one of document.querySelectorAll("details")) one.open = ${isOpen};
      ${axe.source};
      axe.run().then(({ violations }) => violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 200))))`);
    assertEquals(serious, [], `${name}, ${view}, details ${isOpen ? "open" : "closed"}`);
  }
});

testPages("show every figure once, with its alternative text", views, async (page, name) => {
  const figures = await page.evaluate<string[][]>(`
    [...document.querySelectorAll("figure.pd-figure")].map((figure) =>
      [...figure.querySelectorAll("svg[role=img]")].filter((svg) => svg.checkVisibility())
        .map((svg) => svg.getAttribute("aria-label") ?? ""))`);
  for (const labels of figures) {
    assertEquals(labels.length, 1, name);
    assert(labels[0]!.length > 20, `${name}: "${labels[0]}"`);
  }
});

const visibleCode = `[...document.querySelectorAll("details.code pre")]
  .map((code) => code.checkVisibility({ contentVisibilityAuto: true }))`;

testPages("unfold all code with one button", { wide: {} }, async (page, name) => {
  if (name === "index") return;
  const isUniform = async (isVisible: boolean) =>
    assertEquals(
      new Set(await page.evaluate<boolean[]>(visibleCode)),
      new Set([isVisible]),
      name,
    );
  await isUniform(false);
  await page.click("#code-toggle");
  await isUniform(true);
  assertEquals(await page.evaluate("document.getElementById('code-toggle').ariaPressed"), "true");
  await page.click("#code-toggle");
  await isUniform(false);
});

testPages(
  "unfold code without scripts too",
  { plain: { hasScripts: false } },
  async (page, name) => {
    if (name === "index") return;
    assertEquals(
      await page.evaluate("document.getElementById('code-toggle').checkVisibility()"),
      false,
    );
    await page.click("details.code summary");
    assertEquals((await page.evaluate<boolean[]>(visibleCode))[0], true);
  },
);

Deno.test({
  name: `report pages offer their data as files that the browser saves${withoutBrowser}`,
  ignore: withoutBrowser !== "",
  fn: () =>
    withReports(examples, (lake) =>
      withChromium(async (browser) => {
        const downloads = `${lake}/downloads`;
        await Deno.mkdir(downloads);
        const page = await browser.open(`file://${lake}/reports/02_lake.html`, { downloads });
        await page.click("#table-1 a.pd-data");
        let text = "";
        for (let tries = 0; text === "" && tries < 100; tries++) {
          await new Promise((resume) => setTimeout(resume, 100));
          text = await Deno.readTextFile(`${downloads}/table-1.csv`).catch(() => "");
        }
        assertEquals(
          text.split("\n")[2],
          'C10001,2010-01-02,1,37.77,9007199254740994,"<b>A & B</b> ""1"""',
        );
        await page.close();
      })),
});
