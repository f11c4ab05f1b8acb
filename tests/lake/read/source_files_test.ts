import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { InputError } from "perdura/core/mod.ts";
import { listSourceFiles, readTextTable } from "perdura/lake/read/mod.ts";
import { inFolder } from "./_text_table.ts";

Deno.test("listSourceFiles gives a file itself, and the files of a folder by name", () =>
  inFolder(async (folder) => {
    for (const name of ["2011-02.csv", "2011-01.csv", ".hidden", "manifest.json", "~$a.xlsx"]) {
      await Deno.writeTextFile(join(folder, name), "a,b\n");
    }
    await Deno.mkdir(join(folder, "2012"));
    const january = { path: join(folder, "2011-01.csv"), name: "2011-01.csv", bytes: 4 };
    assertEquals(await listSourceFiles(january.path), [january]);
    assertEquals((await listSourceFiles(folder)).map(({ name }) => name), [
      "2011-01.csv",
      "2011-02.csv",
    ]);
    const empty = await assertRejects(() => listSourceFiles(join(folder, "2012")), InputError);
    assertEquals(
      empty.message,
      `Cannot read the folder "${join(folder, "2012")}": there are no files in it; add some`,
    );
  }));

Deno.test("readTextTable names a file that is called like the missing one", () =>
  inFolder(async (folder) => {
    const output = join(folder, "out.parquet");
    await Deno.writeTextFile(join(folder, "online_retail_II.csv.gz"), "");
    for (
      const [name, advice] of [
        ["online_retail_ii.csv", `did you mean "${join(folder, "online_retail_II.csv.gz")}"?`],
        ["onlin_retail_II.csv.gz", `did you mean "${join(folder, "online_retail_II.csv.gz")}"?`],
        ["customers.csv", "check the path"],
        ["missing/x.csv", `there is no folder "${join(folder, "missing")}" either`],
      ] as const
    ) {
      const path = join(folder, name);
      for (const read of [() => readTextTable(path, output), () => listSourceFiles(path)]) {
        const error = await assertRejects(read, InputError);
        assertEquals(error.message, `Cannot read "${path}": there is no such file; ${advice}`);
      }
    }
    const error = await assertRejects(() => readTextTable(folder, output), InputError);
    assertEquals(
      error.message,
      `Cannot read "${folder}": it is a folder; name one of its files`,
    );
  }));
