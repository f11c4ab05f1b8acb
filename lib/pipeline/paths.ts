/**
 * Whether a file is one of those that a list of paths stands for.
 *
 * @param paths inside the lake; a path that ends in `/` stands for all below that folder
 * @param path of the file, inside the lake
 *
 * @example
 * ```ts
 * import { isAmong } from "perdura/pipeline/paths.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isAmong(["raw/", "stage/quality.json"], "raw/sales.csv"), true);
 * assertEquals(isAmong(["raw/", "stage/quality.json"], "stage/rejected.parquet"), false);
 * ```
 */
export function isAmong(paths: readonly string[], path: string): boolean {
  return paths.some((one) => one.endsWith("/") ? path.startsWith(one) : path === one);
}
