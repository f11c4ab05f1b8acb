/** The SQL files as they are written for Trino, read by sqlglot, which knows Trino's grammar. */
import { assert, assertEquals } from "@std/assert";
import type pl from "nodejs-polars";
import { type Dialect, duckDb, trino, withEngine, writeSql } from "perdura/engine/mod.ts";
import {
  completionDays,
  queryAsPublished,
  queryOverview,
  queryShop,
  repurchaseDays,
} from "perdura/repurchase/shop/mod.ts";
import { inFolder } from "../../lake/_folder.ts";
import { randomShop, tableOf } from "../../repurchase/shop/_shop.ts";
import { python, withoutPython } from "../_python.ts";

const without = await withoutPython("sqlglot");
const folder = new URL("../../../lib/repurchase/shop/sql/", import.meta.url);
const parameters = { days: repurchaseDays, completion_days: completionDays, first_only: 0 };

/** The SQL files as they are written for an engine, by their names. */
function written(dialect: Dialect): Record<string, string> {
  const names = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
  return Object.fromEntries(names.map((name) => {
    const sql = Deno.readTextFileSync(new URL(name, folder));
    return [name.replace(/\.sql$/, ""), writeSql(sql, dialect, parameters)];
  }));
}

// Trino's date_diff counts whole days that have passed, as DuckDB's date_sub does; sqlglot takes it
// for the one of DuckDB, which counts midnights.
const fromTrino = `
import json, sys
import sqlglot
from sqlglot import exp

def passed(node):
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() == "DAY":
        unit = exp.Literal.string("day")
        return exp.Anonymous(this="date_sub", expressions=[unit, node.expression, node.this])
    return node

read = {}
for name, sql in json.loads(sys.argv[1]).items():
    tree = sqlglot.parse_one(sql, read="trino")
    read[name] = tree.transform(passed).sql(dialect="duckdb")
print(json.dumps(read))
`;

/** What sqlglot understands of Trino's SQL, written for DuckDB. */
async function readAsTrino(
  sql: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  return JSON.parse(await python(fromTrino, JSON.stringify(sql)));
}

/**
 * Words before a bracket that Trino knows: functions (its documentation, "List of functions"), and
 * words of the language.
 */
const wordsOfTrino = new Set([
  ...["cast", "coalesce", "count", "date_add", "date_diff", "date_trunc", "day_of_week"],
  ...["extract", "max", "min", "row_number", "sum"],
  ...["and", "as", "decimal", "in", "join", "over", "then"],
]);

/** The words before brackets that Trino does not know. */
function unknownIn(sql: string): string[] {
  const code = sql.toLowerCase().replaceAll(/--.*/g, "");
  return Array.from(code.matchAll(/\b(\w+)\s*\(/g), ([, word]) => word!)
    .filter((word) => !wordsOfTrino.has(word));
}

Deno.test({
  name: `writeSql writes every query of the web shop in the grammar of Trino${without}`,
  ignore: without !== "",
  async fn() {
    const sql = written(trino);
    assert(Object.keys(sql).length >= 10);
    for (const [name, text] of Object.entries(sql)) assertEquals(unknownIn(text), [], name);
    // Fails where one cannot be read.
    assertEquals(Object.keys(await readAsTrino(sql)), Object.keys(sql));
    // What is written for DuckDB is found out.
    const ofDuckDb = unknownIn(written(duckDb)["1_repurchases"]!);
    assertEquals(new Set(ofDuckDb), new Set(["to_days", "date_sub"]));
  },
});

/** The rows of a table, in any order. */
const rowsOf = (table: pl.DataFrame) =>
  table.toRecords().map((row) => JSON.stringify(row)).toSorted();

Deno.test({
  name: `queries of the web shop mean the same in Trino's SQL and in DuckDB's${without}`,
  ignore: without !== "",
  fn: () =>
    inFolder(async (workFolder) => {
      const centres = [{ id: "1", name: "Memphis", latitude: "35.1", longitude: "-90" }];
      const shop = { ...randomShop(3, 60), distribution_centers: centres };
      const tables: Record<string, string> = {};
      for (const [name, rows] of Object.entries(shop)) {
        tables[name] = `${workFolder}/${name}.parquet`;
        tableOf(rows).writeParquet(tables[name]);
      }
      const query = { tables, anchor: "each", workFolder } as const;
      const kept: Record<string, pl.DataFrame> = { ...await queryShop(query) };
      const asked: Record<string, pl.DataFrame> = {
        as_published: await queryAsPublished(query),
        ...await queryOverview(query),
      };
      assert(kept["training_data"]!.height > 100);

      const sql = await readAsTrino(written(trino));
      await withEngine({ workFolder, reads: Object.values(tables) }, async (engine) => {
        for (const [name, path] of Object.entries(tables)) await engine.table(name, path);
        for (const name of Object.keys(kept)) {
          const file = Object.keys(sql).find((file) => file.replace(/^\d_/, "") === name)!;
          await engine.keep(name, sql[file]!);
        }
        for (const [name, ours] of Object.entries({ ...kept, ...asked })) {
          const theirs = await engine.query(sql[name] ?? `SELECT * FROM ${name}`);
          assertEquals(theirs.schema, ours.schema, name);
          assertEquals(rowsOf(theirs), rowsOf(ours), name);
        }
      });
    }),
});
