import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { takeCampaignRows } from "perdura/conversion/mod.ts";
import { trainResponse } from "perdura/conversion/response/mod.ts";
import { inventedCampaign } from "../../conversion/response/_campaign.ts";
import { withChromium, withoutBrowser } from "../_chromium.ts";

/** The library as browsers load it, out of the same package. */
const library = new URL(import.meta.resolve("@tensorflow/tfjs/dist/tf.min.js"));

const page = `<!doctype html><meta charset="utf-8"><title>Response</title>
<link rel="icon" href="data:,"><script src="tf.min.js"></script>`;

/** Serves a few files on a port of this machine while work goes on. */
async function serving(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const name = new URL(request.url).pathname.slice(1) || "index.html";
    const file = files[name];
    if (file === undefined) return new Response("no such file", { status: 404 });
    const type = name.endsWith(".html") ? "text/html" : "application/octet-stream";
    return new Response(file as BodyInit, { headers: { "content-type": type } });
  });
  try {
    await work(`http://127.0.0.1:${server.addr.port}/`);
  } finally {
    await server.shutdown();
  }
}

Deno.test({
  name:
    `tf.loadLayersModel in a browser predicts what the stored network does here${withoutBrowser}`,
  ignore: withoutBrowser !== "",
  async fn() {
    const { rows } = inventedCampaign(2000, 7);
    const trained = await trainResponse(rows, {
      random: seededRandom(7),
      beside: [],
      network: { epochs: 5, batchSize: 32 },
    });
    const some = takeCampaignRows(rows, Uint32Array.from({ length: 400 }, (_, row) => row));
    const { columns } = trained.plain.features(some.features);
    const [here] = trained.network.predict(trained.plain.features(some.features));
    const model = trained.plain.files();
    trained.dispose();
    assert(Math.max(...here!) - Math.min(...here!) > 0.3, "it has learnt something");

    const files = { "index.html": page, "tf.min.js": await Deno.readTextFile(library), ...model };
    await serving(files, (address) =>
      withChromium(async (browser) => {
        const opened = await browser.open(address);
        const input = JSON.stringify(Array.from(here!, (_, i) => columns.map((of) => of[i]!)));
        const there = await opened.evaluate<number[]>(
          `tf.setBackend("cpu").then(() => tf.loadLayersModel("model.json"))
            .then((model) => Array.from(model.predict(tf.tensor2d(${input})).dataSync()))`,
        );
        assertEquals(there.length, here!.length);
        // Single precision, added up in another order.
        there.forEach((p, i) => assertAlmostEquals(p, here![i]!, 1e-6));
        await opened.close();
      }));
  },
});
