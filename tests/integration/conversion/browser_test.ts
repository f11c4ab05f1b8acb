import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { trainNetwork } from "perdura/learn/networks/mod.ts";
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
  name: `tf.loadLayersModel in a browser predicts what the network here does${withoutBrowser}`,
  ignore: withoutBrowser !== "",
  async fn() {
    const random = seededRandom(7);
    const column = () => Float64Array.from({ length: 400 }, () => 4 * random.next() - 2);
    const columns = [column(), column(), column()];
    const outcome = columns[0]!.map((x, i) => (x * columns[1]![i]! > 0 ? 1 : 0));
    const rows = {
      features: { names: ["opens", "days", "spend"], columns },
      outcomes: [outcome],
    };
    const network = await trainNetwork(rows, rows, {
      hidden: [16, 8],
      epochs: 5,
      batchSize: 32,
      learningRate: 0.01,
      random: random.fork("network"),
    });
    const { modelJson, weights } = network.save();
    const [here] = network.predict(rows.features);
    network.dispose();
    assert(Math.max(...here!) - Math.min(...here!) > 0.3, "it has learnt something");

    const files = {
      "index.html": page,
      "tf.min.js": await Deno.readTextFile(library),
      "model.json": modelJson,
      "weights.bin": weights,
    };
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
