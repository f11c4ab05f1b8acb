import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { BlobReader, type FileEntry, TextWriter, ZipReader } from "@zip.js/zip.js";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { kerasFile, type NetworkOptions, trainNetwork } from "perdura/learn/networks/mod.ts";
import { interaction, simulatedRows } from "./_rows.ts";

async function saved(options: Partial<NetworkOptions>) {
  const rows = simulatedRows(50, 1, interaction, interaction);
  const given = { ...rows, outcomes: rows.outcomes.slice(0, options.heads ?? 1) };
  const network = await trainNetwork(given, given, {
    hidden: [4],
    epochs: 1,
    random: seededRandom(1),
    ...options,
  });
  const written = network.save();
  network.dispose();
  return written;
}

Deno.test("kerasFile is a zip file with metadata, configuration and weights", async () => {
  const bytes = await kerasFile(await saved({}), new Date("2026-01-31T12:30:59Z"));
  const reader = new ZipReader(new BlobReader(new Blob([bytes.slice()])), { useWebWorkers: false });
  const entries = await reader.getEntries() as FileEntry[];
  assertEquals(entries.map(({ filename }) => filename), [
    "metadata.json",
    "config.json",
    "model.weights.h5",
  ]);
  const json = async (entry: FileEntry) => JSON.parse(await entry.getData(new TextWriter()));
  assertEquals((await json(entries[0]!)).date_saved, "2026-01-31@12:30:59");
  const { config } = await json(entries[1]!);
  assertEquals(
    config.layers.map((layer: { class_name: string; config: { name: string } }) => [
      layer.class_name,
      layer.config.name,
    ]),
    [
      ["InputLayer", "features"],
      ["Dense", "dense_1"],
      ["Dropout", "dropout_1"],
      ["Dense", "head_1"],
      ["Activation", "probability_1"],
    ],
  );
  await reader.close();
});

Deno.test("kerasFile gives equal bytes for equal networks, whenever it is called", async () => {
  const network = await saved({});
  const first = await kerasFile(network, new Date(0));
  await new Promise((resume) => setTimeout(resume, 1100)); // HDF5 keeps times in seconds
  assertEquals(await kerasFile(network, new Date(0)), first);
  assertNotEquals(
    await kerasFile(await saved({ random: seededRandom(2) }), new Date(0)),
    first,
  );
});

Deno.test("kerasFile says which network it cannot write", async () => {
  for (
    const [layer, options] of [["embedding", { embedding: {} }], ["complement_1", {
      heads: 2,
    }]] as const
  ) {
    const network = await saved(options);
    await assertRejects(
      () => kerasFile(network, new Date(0)),
      InputError,
      "Save this network in the layers format of TensorFlow.js",
      layer,
    );
  }
});
