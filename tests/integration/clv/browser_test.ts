import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { withChromium, withoutBrowser } from "../_chromium.ts";
import { fitAndValue } from "./_work.ts";

const root = decodeURIComponent(new URL("../../..", import.meta.url).pathname);

/** The models as one script for browsers. */
async function bundle(): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["bundle", "--platform", "browser", "--minify", "tests/integration/clv/_page.ts"],
    cwd: root,
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("perdura/clv bundles for browsers, without any import that is left over", async () => {
  const script = await bundle();
  for (const trace of [/\bimport\s*[("'{*]/, /\brequire\(/, /\bDeno\./, /node:/, /polars/i]) {
    assertEquals(trace.exec(script), null);
  }
  assert(script.length < 150_000, `${script.length} characters`);
});

Deno.test({
  name: `perdura/clv fits, values and samples in a browser as it does here${withoutBrowser}`,
  ignore: withoutBrowser !== "",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(
        `${folder}/index.html`,
        '<!doctype html><meta charset="utf-8"><title>CLV</title><link rel="icon" href="data:,">' +
          `<script type="module">${await bundle()}</script>`,
      );
      await withChromium(async (browser) => {
        const page = await browser.open(`file://${folder}/index.html`);
        const there = await page.evaluate<Record<string, number>>("fitAndValue()");
        const here = fitAndValue();
        assertEquals(Object.keys(there), Object.keys(here));
        for (const [name, value] of Object.entries(here)) {
          assertAlmostEquals(there[name]! / value, 1, 1e-9, name);
        }
        await page.close();
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
