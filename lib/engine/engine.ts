import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import pl from "nodejs-polars";
import { resolve } from "node:path";
import { PerduraError } from "perdura/core/mod.ts";
import { temporaryPrefix } from "perdura/lake/mod.ts";
import { type Dialect, duckDb } from "./dialect.ts";
import { writeSql } from "./write_sql.ts";

/** Where an engine works and how much it may take. */
export interface EngineOptions {
  /** A folder for what does not fit in memory and for results on their way, under temporary names. */
  readonly workFolder: string;
  /** Files and folders that it may read. */
  readonly reads?: readonly string[];
  /** In MiB. Default 1024. */
  readonly memory?: number;
  /** Default 2. */
  readonly threads?: number;
}

/** An engine for SQL over tables in files. Results do not depend on the number of threads. */
export interface Engine {
  readonly dialect: Dialect;
  /** Makes a Parquet or CSV file known under a name. */
  table(name: string, path: string): Promise<void>;
  /** Makes a table in memory known under a name; an engine elsewhere would receive it. */
  load(name: string, frame: pl.DataFrame): Promise<void>;
  /**
   * Makes the result of a query known under a name, in the order of its ORDER BY.
   *
   * @param sql in the portable subset, see {@linkcode writeSql}
   */
  keep(name: string, sql: string, parameters?: Readonly<Record<string, number>>): Promise<void>;
  /** The result of a query. */
  query(sql: string, parameters?: Readonly<Record<string, number>>): Promise<pl.DataFrame>;
}

const identifier = /^[a-z_][a-z0-9_]*$/;

/**
 * Runs work on a DuckDB in this process that is shut in: no network, no extensions, no file but
 * those that are named, a limit of memory, and no way to change any of it afterwards.
 *
 * @example
 * ```ts ignore
 * import { withEngine } from "perdura/engine/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const workFolder = await Deno.makeTempDir();
 * const frame = await withEngine({ workFolder }, (engine) =>
 *   engine.query("SELECT 2 AS n UNION ALL SELECT 1 ORDER BY n"));
 * assertEquals(frame.getColumn("n").toArray(), [1, 2]);
 * ```
 */
export async function withEngine<Result>(
  { workFolder, reads = [], memory = 1024, threads = 2 }: EngineOptions,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const spill = resolve(workFolder, `${temporaryPrefix}engine-spill`);
  const removeSpill = () => Deno.remove(spill, { recursive: true }).catch(() => {});
  await removeSpill(); // of an engine that was killed
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memory}MiB`,
    temp_directory: spill,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const temporaries: string[] = [];
  try {
    const allowed = [workFolder, ...reads].map((path) => resolve(path));
    await connection.run(`SET allowed_directories = ${list(allowed.map((path) => `${path}/`))}`);
    await connection.run(`SET allowed_paths = ${list(allowed)}`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run("SET lock_configuration = true");
    return await work(engineOn(connection, workFolder, temporaries));
  } finally {
    connection.closeSync();
    instance.closeSync();
    for (const path of temporaries) await Deno.remove(path).catch(() => {});
    await removeSpill();
  }
}

function engineOn(
  connection: DuckDBConnection,
  workFolder: string,
  temporaries: string[],
): Engine {
  const temporary = () => {
    const path = resolve(
      workFolder,
      `${temporaryPrefix}engine-${temporaries.length + 1}.parquet`,
    );
    temporaries.push(path);
    return path;
  };
  const run = async (sql: string) => {
    try {
      await connection.run(sql);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new PerduraError(`Cannot run a query: ${reason}`, { cause: error });
    }
  };
  const engine: Engine = {
    dialect: duckDb,

    async table(name, path) {
      const file = quote(resolve(path));
      // The dialect is said: with a damaged file, one that is guessed may be a single column.
      const content = /\.csv(\.gz)?$/i.test(path)
        ? `read_csv(${file}, header = true, delim = ',', quote = '"', escape = '"')`
        : `read_parquet(${file})`;
      await run(`CREATE VIEW ${named(name)} AS SELECT * FROM ${content}`);
    },

    async load(name, frame) {
      const path = temporary();
      frame.writeParquet(path);
      await engine.table(name, path);
    },

    async keep(name, sql, parameters) {
      await run(`CREATE TABLE ${named(name)} AS ${writeSql(sql, duckDb, parameters)}`);
    },

    async query(sql, parameters) {
      const path = temporary();
      const written = writeSql(sql, duckDb, parameters).trim().replace(/;$/, "");
      await run(`COPY (${written}) TO ${quote(path)} (FORMAT parquet, COMPRESSION snappy)`);
      return inMilliseconds(pl.readParquet(path));
    },
  };
  return engine;
}

/** Moments as they are everywhere else; the engine counts microseconds. */
function inMilliseconds(frame: pl.DataFrame): pl.DataFrame {
  const moments = frame.columns.filter((name) =>
    frame.getColumn(name).dtype.variant === "Datetime"
  );
  return frame.withColumns(...moments.map((name) => pl.col(name).cast(pl.Datetime("ms"))));
}

function named(name: string): string {
  if (identifier.test(name)) return name;
  throw new TypeError(`"${name}" is no name of a table`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quote).join(", ")}]`;
}
