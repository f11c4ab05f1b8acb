import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { lakeAt, sha256Text } from "perdura/lake/mod.ts";
import { capture, hasInput, inputFile, inputTable, projectLake } from "perdura/report/mod.ts";
import { projectRoot } from "perdura/report/project_root.ts";

async function withLake(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("inputTable() reads a table and records rows, bytes and sha256", () =>
  withLake(async (folder) => {
    pl.DataFrame({ a: [1, 2, 3] }).writeParquet(`${folder}/a.parquet`);
    const { inputs } = await capture(async () => {
      assertEquals((await inputTable(lakeAt(folder), "a.parquet")).height, 3);
    });
    const [input] = inputs;
    assertEquals(input?.name, "a.parquet");
    assertEquals("rows" in input! && input.rows, 3);
    assertEquals("bytes" in input! && input.bytes, Deno.statSync(`${folder}/a.parquet`).size);
  }));

Deno.test("inputFile() records the sha256 of any file", () =>
  withLake(async (folder) => {
    await Deno.writeTextFile(`${folder}/notes.txt`, "abc");
    const { inputs } = await capture(() => inputFile(lakeAt(folder), "notes.txt"));
    assertEquals(inputs, [{ name: "notes.txt", bytes: 3, sha256: sha256Text("abc") }]);
  }));

Deno.test("inputTable() says what to run where the table is missing", () =>
  withLake(async (folder) => {
    await assertRejects(
      () => capture(() => inputTable(lakeAt(folder), "processed/clv.parquet")),
      InputError,
      'run "deno task pipeline" first',
    );
  }));

Deno.test("hasInput() records what was looked for in vain", () =>
  withLake(async (folder) => {
    await Deno.writeTextFile(`${folder}/there.txt`, "");
    const { inputs } = await capture(async () => {
      assertEquals(await hasInput(lakeAt(folder), "there.txt"), true);
      assertEquals(await hasInput(lakeAt(folder), "not_there.txt"), false);
    });
    assertEquals(inputs, [{ name: "not_there.txt", isMissing: true }]);
  }));

Deno.test("projectLake() takes relative folders from the project's root", () => {
  assertEquals(projectLake("data").root, `${projectRoot}data`);
  assertEquals(projectLake("/srv/shop").root, "/srv/shop");
});
