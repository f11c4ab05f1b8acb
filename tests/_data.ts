/** The folder of real data sets: `PERDURA_DATA`, or `../shared/data` beside the repository. */
const folder = Deno.env.get("PERDURA_DATA") ||
  decodeURIComponent(new URL("../../shared/data", import.meta.url).pathname);

/**
 * The path of a real data file, or undefined on a machine that does not have it.
 *
 * A test that needs the file is ignored there, and says why in its name:
 *
 * ```ts ignore
 * const sample = realData("cdnow/CDNOW_sample.txt");
 * Deno.test({
 *   name: `readTable reads the CDNOW sample${withoutRealData(sample)}`,
 *   ignore: sample === undefined,
 *   fn: () => readTable(sample!),
 * });
 * ```
 *
 * @param relative its path inside the folder of real data
 */
export function realData(relative: string): string | undefined {
  const path = `${folder}/${relative}`;
  try {
    Deno.statSync(path);
    return path;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The end of the name of a test that is ignored for want of real data; empty where it is there. */
export function withoutRealData(...paths: (string | undefined)[]): string {
  return paths.includes(undefined)
    ? ` (ignored: no real data in ${folder}, set PERDURA_DATA to the folder that has it)`
    : "";
}
