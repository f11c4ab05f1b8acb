/**
 * Who responds to a message: {@linkcode trainResponse} learns it from a campaign and compares models
 * on customers that none has seen; a {@linkcode ResponseModel} scores raw rows.
 *
 * Networks run on TensorFlow.js: importing this module needs the permissions of
 * `perdura/learn/mod.ts`.
 *
 * @module
 */
export { metricsCsv } from "./metrics_csv.ts";
