import { assertEquals } from "@std/assert";
import { lakeAt, PendingFiles, removeLeftovers } from "perdura/lake/mod.ts";
import { filesIn, inFolder } from "./_folder.ts";

Deno.test("PendingFiles shows nobody a file before it is committed", () =>
  inFolder(async (folder) => {
    const files = new PendingFiles(lakeAt(folder));
    await files.write("processed/rfm.parquet", "rows");
    assertEquals(filesIn(folder), ["processed/.pending-rfm.parquet"]);
    await files.commit();
    assertEquals(filesIn(folder), ["processed/rfm.parquet"]);
    assertEquals(
      Deno.readTextFileSync(`${folder}/processed/rfm.parquet`),
      "rows",
    );
  }));

Deno.test("PendingFiles replaces a file that is there only when it is committed", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    const first = new PendingFiles(lake);
    await first.write("a.json", "old");
    await first.commit();
    const second = new PendingFiles(lake);
    await second.write("a.json", "new");
    assertEquals(Deno.readTextFileSync(lake.path("a.json")), "old");
    assertEquals(Deno.readTextFileSync(second.readable("a.json")), "new");
    await second.commit();
    assertEquals(Deno.readTextFileSync(lake.path("a.json")), "new");
  }));

Deno.test("PendingFiles leaves no trace of what is discarded, not even the folders", () =>
  inFolder(async (folder) => {
    Deno.mkdirSync(`${folder}/there`);
    const files = new PendingFiles(lakeAt(`${folder}/new/lake`));
    await files.write("stage/text/a.parquet", "x");
    await files.write("raw/b.csv", "y");
    await files.discard();
    assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name), [
      "there",
    ]);
  }));

Deno.test("PendingFiles keeps a folder in which somebody else has put a file", () =>
  inFolder(async (folder) => {
    const files = new PendingFiles(lakeAt(folder));
    await files.write("raw/b.csv", "y");
    Deno.writeTextFileSync(`${folder}/raw/other.csv`, "z");
    await files.discard();
    assertEquals(filesIn(folder), ["raw/other.csv"]);
  }));

Deno.test("removeLeftovers removes temporary files in the layers and nothing else", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    const files = new PendingFiles(lake);
    await files.write("models/clv/1/model.json", "{}");
    await files.write("manifest.json", "{}");
    Deno.mkdirSync(`${folder}/mine`);
    Deno.writeTextFileSync(`${folder}/mine/.pending-note`, "not of the lake");
    assertEquals(await removeLeftovers(lake), 2);
    assertEquals(filesIn(folder), ["mine/.pending-note"]);
  }));
