/**
 * Where heavy aggregation runs: in process, on a DuckDB that is shut in, over the tables of the lake.
 *
 * SQL files keep to the portable subset, so that the same files can be pushed to an engine that is
 * already there; what engines write differently is in their {@linkcode Dialect}.
 *
 * @module
 */
export { type Dialect, duckDb, trino } from "./dialect.ts";
export { type Engine, type EngineOptions, withEngine } from "./engine.ts";
export { writeSql } from "./write_sql.ts";
