import { assert, assertEquals } from "@std/assert";
import {
  isIntact,
  lakeAt,
  PendingFiles,
  readManifest,
  recordFile,
  type StageRecord,
  writeManifest,
} from "perdura/lake/mod.ts";
import { inFolder } from "./_folder.ts";

async function lakeWithOneFile(folder: string) {
  const lake = lakeAt(folder);
  const files = new PendingFiles(lake);
  await files.write("stage/quality.json", "abc");
  await files.commit();
  const record: StageRecord = {
    key: "k",
    parameters: {},
    inputs: {},
    outputs: {
      "stage/quality.json": await recordFile(lake.path("stage/quality.json")),
    },
    facts: null,
  };
  return { lake, record };
}

Deno.test("recordFile gives the bytes and the SHA-256 of the content", () =>
  inFolder(async (folder) => {
    const { record } = await lakeWithOneFile(folder);
    // FIPS 180-2, appendix B.1: the digest of "abc".
    assertEquals(record.outputs["stage/quality.json"], {
      bytes: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  }));

Deno.test("isIntact sees a file that was changed, cut or removed", () =>
  inFolder(async (folder) => {
    const { lake, record } = await lakeWithOneFile(folder);
    const path = lake.path("stage/quality.json");
    assert(await isIntact(lake, record));
    Deno.writeTextFileSync(path, "abd");
    assertEquals(await isIntact(lake, record), false);
    Deno.writeTextFileSync(path, "ab");
    assertEquals(await isIntact(lake, record), false);
    Deno.removeSync(path);
    assertEquals(await isIntact(lake, record), false);
  }));

Deno.test("readManifest gives back what writeManifest wrote", () =>
  inFolder(async (folder) => {
    const { lake, record } = await lakeWithOneFile(folder);
    const files = new PendingFiles(lake);
    await writeManifest(files, { version: 1, stages: { clean: record } });
    await files.commit();
    assertEquals((await readManifest(lake)).stages.clean, record);
  }));

Deno.test("readManifest takes a missing or damaged manifest for an empty one", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    assertEquals((await readManifest(lake)).stages, {});
    Deno.writeTextFileSync(lake.path("manifest.json"), '{"version": 1, "stag');
    assertEquals((await readManifest(lake)).stages, {});
  }));
