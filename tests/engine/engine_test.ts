import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { PerduraError } from "perdura/core/mod.ts";
import { duckDb, trino, withEngine, writeSql } from "perdura/engine/mod.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("withEngine reads Parquet and CSV, keeps results and gives them in their order", () =>
  inFolder(async (workFolder) => {
    const csv = `${workFolder}/prices.csv`;
    await Deno.writeTextFile(csv, 'id,name,price\r\n1,"a, b",1.5\r\n2,"",2\r\n');
    const frame = await withEngine({ workFolder, reads: [csv] }, async (engine) => {
      await engine.table("prices", csv);
      await engine.load("sold", pl.DataFrame({ price_id: [2, 1, 2], units: [1, 4, 2] }));
      await engine.keep("totals", "SELECT price_id, SUM(units) AS units FROM sold GROUP BY 1");
      return await engine.query(
        "SELECT id, name, CAST(units * $times AS INTEGER) AS units FROM prices JOIN totals " +
          "ON price_id = id ORDER BY id DESC",
        { times: 10 },
      );
    });
    assertEquals(frame.select("name", "units").rows(), [[null, 30], ["a, b", 40]]);
    const left = [...Deno.readDirSync(workFolder)].map(({ name }) => name);
    assertEquals(left, ["prices.csv"]);
  }));

Deno.test("withEngine is shut in: no other files, no extensions, no way out", () =>
  inFolder(async (workFolder) => {
    const outside = await Deno.makeTempFile({ suffix: ".csv" });
    await Deno.writeTextFile(outside, "secret\n1\n");
    const forbidden = [
      `SELECT * FROM read_csv('${outside}')`,
      `SELECT * FROM read_csv('${workFolder}/../${outside.split("/").at(-1)}')`,
      "SELECT * FROM read_text('/etc/hostname')",
      "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    ];
    for (const sql of forbidden) {
      await assertRejects(
        () => withEngine({ workFolder }, (engine) => engine.query(sql)),
        PerduraError,
        "Cannot run a query",
      );
    }
    for (const statement of ["INSTALL httpfs", "SET enable_external_access = true"]) {
      await assertRejects(
        () => withEngine({ workFolder }, (engine) => engine.query(statement)),
        PerduraError,
      );
    }
    await Deno.remove(outside);
  }));

Deno.test("withEngine sums alike on one thread and on four", () =>
  inFolder(async (workFolder) => {
    const values = Float64Array.from({ length: 300_000 }, (_, i) => Math.sin(i) * 1000);
    const sums: unknown[] = [];
    for (const threads of [1, 4]) {
      const frame = await withEngine({ workFolder, threads }, async (engine) => {
        await engine.load("numbers", pl.DataFrame([pl.Series("value", values)]));
        return await engine.query("SELECT {{exact_sum(value)}} AS total FROM numbers");
      });
      sums.push(frame.getColumn("total").get(0));
    }
    assertEquals(sums[0], sums[1]);
  }));

Deno.test("writeSql writes functions inside of functions, for each engine", () => {
  const sql = "{{plus_days({{start_of_month(max(a, b))}}, -7)}} > {{days_between(a, b)}}";
  assertEquals(
    writeSql(sql, duckDb),
    "(date_trunc('month', max(a, b)) + to_days(-7)) > date_sub('day', a, b)",
  );
  assertEquals(
    writeSql(sql, trino),
    "date_add('day', -7, date_trunc('month', max(a, b))) > date_diff('day', a, b)",
  );
  assertThrows(() => writeSql("{{shout(a)}}", duckDb), TypeError, 'no function "shout"');
  assertThrows(() => writeSql("$days", duckDb), TypeError, 'no parameter "days"');
});
