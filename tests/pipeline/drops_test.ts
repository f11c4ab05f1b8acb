import { assert, assertEquals, assertNotEquals } from "@std/assert";
import pl from "nodejs-polars";
import { readTable } from "perdura/lake/mod.ts";
import { filesIn, inFolder } from "../lake/_folder.ts";
import { rowsOf, workbookOf } from "../lake/read/_workbook.ts";
import { contents, pipeline, results, statuses } from "./_pipeline.ts";
import { csv, monthly, sales } from "./_shop.ts";

const months = monthly(sales());
const all = { ingest: "ran", clean: "ran", features: "ran", clv: "ran" };
const none = { ingest: "cached", clean: "cached", features: "cached", clv: "cached" };

/** A folder with the files of all months but the last few, and its lake. */
async function withMonths(
  lacking: number,
  test: (place: {
    drops: string;
    lake: string;
    run: () => Promise<Record<string, string>>;
  }) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const drops = `${folder}/drops`;
    const lake = `${folder}/lake`;
    Deno.mkdirSync(drops);
    for (const [name, text] of [...months].slice(0, months.size - lacking)) {
      Deno.writeTextFileSync(`${drops}/${name}`, text);
    }
    await test({
      drops,
      lake,
      run: async () => {
        const finished = await pipeline(lake, "--transactions", drops, "--json");
        assertEquals([finished.code, finished.err], [0, ""]);
        return statuses(finished);
      },
    });
  });
}

/** When each table of text was written, by path. */
function textTables(lake: string): Map<string, number> {
  return new Map(
    filesIn(`${lake}/stage/text`).map((path) => [
      path,
      Deno.statSync(`${lake}/stage/text/${path}`).mtime!.getTime(),
    ]),
  );
}

function transactions(lake: string): pl.DataFrame {
  return readTable(`${lake}/stage/transactions.parquet`).drop("source_file", "source_row");
}

Deno.test("pipeline reads a folder of monthly files as one table", () =>
  withMonths(0, async ({ drops, lake, run }) => {
    assertEquals(await run(), all);
    const whole = `${drops}/../whole.csv`;
    Deno.writeTextFileSync(whole, csv(sales()));
    await pipeline(`${lake}-whole`, "--transactions", whole);
    assert(transactions(lake).frameEqual(transactions(`${lake}-whole`), true));
    assertEquals(filesIn(`${lake}/raw`), [...months.keys(), "manifest.json"]);
    const positions = readTable(`${lake}/stage/transactions.parquet`)
      .groupBy("source_file").agg(pl.col("source_row").max()).sort("source_file").rows();
    const counts = [...months].map(([name, text]) => [name, text.trimEnd().split("\n").length - 1]);
    assertEquals(positions, counts);
  }));

Deno.test("pipeline reads a new file alone, and does what follows from it", () =>
  withMonths(1, async ({ drops, lake, run }) => {
    await run();
    const before = textTables(lake);
    assertEquals(await run(), none);

    const [name, text] = [...months].at(-1)!;
    Deno.writeTextFileSync(`${drops}/${name}`, text);
    assertEquals(await run(), all);
    const after = textTables(lake);
    assertEquals(after.size, before.size + 1);
    for (const [path, time] of before) assertEquals(after.get(path), time, path);
    assertEquals(transactions(lake).height, sales().length);
    assertEquals(await run(), none);
  }));

Deno.test("pipeline forgets a file that was taken away, and keeps what it has received", () =>
  withMonths(1, async ({ drops, lake, run }) => {
    await run();
    const before = results(lake);
    const [name, text] = [...months].at(-1)!;
    Deno.writeTextFileSync(`${drops}/${name}`, text);
    await run();
    assertNotEquals(results(lake), before);
    const tables = textTables(lake);

    Deno.removeSync(`${drops}/${name}`);
    assertEquals(await run(), all);
    assertEquals(withoutModels(results(lake)), withoutModels(before));
    for (const [path, time] of textTables(lake)) assertEquals(tables.get(path), time);
    assertEquals(Deno.readTextFileSync(`${lake}/raw/${name}`), text);
  }));

Deno.test("pipeline reads a file anew whose content has changed, and keeps both in raw/", () =>
  withMonths(0, async ({ drops, lake, run }) => {
    await run();
    const [name, text] = [...months][2]!;
    const received = contents(`${lake}/raw`)[name];
    Deno.writeTextFileSync(`${drops}/${name}`, `${text}c1,2020-03-01,5\n`);
    const tables = textTables(lake);
    assertEquals(await run(), all);
    const others = [...textTables(lake)].filter(([path]) => tables.has(path));
    assertEquals(others.length, months.size - 1);
    for (const [path, time] of others) assertEquals(tables.get(path), time, path);
    assertEquals(transactions(lake).height, sales().length + 1);
    assertEquals(contents(`${lake}/raw`)[name], received);
    const raw = filesIn(`${lake}/raw`);
    assertEquals(raw.length, months.size + 2);
    assert(raw.some((path) => path.endsWith(`-${name}`)), raw.join());

    // The old content again: it is there already.
    Deno.writeTextFileSync(`${drops}/${name}`, text);
    assertEquals(await run(), all);
    assertEquals(filesIn(`${lake}/raw`), raw);
    assertEquals(transactions(lake).height, sales().length);
  }));

Deno.test("pipeline runs on what the lake has received, when the source is gone", () =>
  withMonths(0, async ({ drops, lake, run }) => {
    await run();
    const before = results(lake);
    Deno.removeSync(drops, { recursive: true });
    const cached = await pipeline(lake, "--json");
    assertEquals(statuses(cached), none);
    const anew = await pipeline(lake, "--force", "--json");
    assertEquals(statuses(anew), all);
    assertEquals(results(lake), before);
  }));

Deno.test("pipeline makes equal tables of a CSV file and a workbook of two sheets", () =>
  inFolder(async (folder) => {
    // Ids are numbers in cells; dates are serials with a format.
    const rows = sales().map(({ customer, time, amount }) => [
      Number(customer.slice(1)),
      25_569 + time / 86_400_000,
      amount,
    ]);
    const header = ["customer_id", "date", "amount"];
    const half = Math.floor(rows.length / 2);
    const sheet = (rows: readonly number[][]) =>
      rowsOf([header, ...rows]).replaceAll(/<c (r="B(?!1")\d+")>/g, '<c $1 s="1">');
    const workbook = await workbookOf({
      sheets: { "2019": sheet(rows.slice(0, half)), "2020": sheet(rows.slice(half)) },
      styles: { ids: [0, 22] },
    });
    Deno.writeFileSync(`${folder}/sales.xlsx`, workbook);
    Deno.writeTextFileSync(
      `${folder}/sales.csv`,
      csv(sales()).replaceAll(/^c(\d+)/gm, "$1.0"),
    );
    for (const type of ["csv", "xlsx"]) {
      const path = `${folder}/sales.${type}`;
      const { code, err } = await pipeline(`${folder}/${type}`, "--transactions", path);
      assertEquals([code, err], [0, ""]);
    }
    const [one, other] = [`${folder}/csv`, `${folder}/xlsx`];
    const all = (lake: string) =>
      readTable(`${lake}/stage/transactions.parquet`).drop("source_file");
    assertEquals(all(one).schema, all(other).schema);
    assert(all(one).frameEqual(all(other), true));
  }));

/** Models of earlier runs stay: somebody may serve them. */
function withoutModels(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !path.startsWith("models/")),
  );
}
