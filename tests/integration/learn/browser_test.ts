/** Networks as TensorFlow.js loads them in a browser. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { type NetworkOptions, trainNetwork } from "perdura/learn/networks/mod.ts";
import { withChromium, withoutBrowser } from "../_chromium.ts";

const root = decodeURIComponent(new URL("../../..", import.meta.url).pathname);

/** The script that TensorFlow.js publishes for pages. */
const published = () =>
  Deno.readTextFile(new URL("tf.min.js", import.meta.resolve("@tensorflow/tfjs")));

/** That and the layer of periodic embeddings, as one script. */
async function withEmbeddings(): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["bundle", "--platform", "browser", "--minify", "tests/integration/learn/_page.ts"],
    cwd: root,
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

const random = seededRandom(3);
const columns = Array.from(
  { length: 4 },
  () => Float64Array.from({ length: 50 }, () => 2 * random.next() - 1),
);
const outcomes = [0, 0.5].map((least) => columns[0]!.map((a) => a > -least ? 1 : 0));
const features = { names: ["a", "b", "c", "d"], columns };

const networks: Record<
  string,
  { options: Partial<NetworkOptions>; script: () => Promise<string> }
> = {
  "batch norm": { options: { batchNorm: true }, script: published },
  "two heads": { options: { heads: 2 }, script: published },
  "periodic embeddings": { options: { embedding: {} }, script: withEmbeddings },
};

for (const [name, { options, script }] of Object.entries(networks)) {
  Deno.test({
    name: `tf.loadLayersModel predicts the same in a browser: ${name}${withoutBrowser}`,
    ignore: withoutBrowser !== "",
    async fn() {
      const rows = { features, outcomes: outcomes.slice(0, options.heads ?? 1) };
      const network = await trainNetwork(rows, rows, {
        epochs: 20,
        batchSize: 10,
        random: seededRandom(1),
        ...options,
      });
      const { modelJson, weights } = network.save();
      const html = { headers: { "content-type": "text/html; charset=utf-8" } };
      const files: Record<string, () => Response> = {
        "/": () =>
          new Response('<link rel="icon" href="data:,"><script src="tf.js"></script>', html),
        "/model.json": () => new Response(modelJson),
        "/weights.bin": () => new Response(weights.slice()),
      };
      const source = await script();
      files["/tf.js"] = () => new Response(source);
      await using server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen: () => {} },
        ({ url }) => files[new URL(url).pathname]?.() ?? new Response(null, { status: 404 }),
      );
      await withChromium(async (browser) => {
        const page = await browser.open(`http://127.0.0.1:${server.addr.port}/`);
        const found = await page.evaluate<number[][]>(`(async () => {
          await tf.setBackend("cpu");
          const model = await tf.loadLayersModel("model.json");
          const rows = tf.tensor2d(${JSON.stringify(columns.map((column) => [...column]))});
          const outputs = [model.predict(rows.transpose())].flat();
          return outputs.map((output) => [...output.dataSync()]);
        })()`);
        assertEquals(found.length, rows.outcomes.length);
        network.predict(features).forEach((probabilities, head) =>
          probabilities.forEach((p, i) => assertAlmostEquals(found[head]![i]!, p, 1e-6))
        );
        await page.close();
      });
      network.dispose();
    },
  });
}
