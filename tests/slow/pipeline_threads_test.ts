import { assert, assertEquals } from "@std/assert";
import { realData, withoutRealData } from "../_data.ts";
import { inFolder } from "../lake/_folder.ts";
import { pipelineTask, results } from "../pipeline/_pipeline.ts";

/** What a run makes of the same input with each number of threads. */
async function resultsByThreads(
  folder: string,
  counts: readonly number[],
  options: { readonly args: readonly string[]; readonly isWhole?: boolean },
): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = [];
  for (const threads of counts) {
    const lake = `${folder}/${threads}`;
    const env = { POLARS_MAX_THREADS: `${threads}` };
    const { success, stderr } = await pipelineTask(lake, { ...options, env }).output();
    assert(success, new TextDecoder().decode(stderr));
    found.push(results(lake));
  }
  return found;
}

const retail = realData("online-retail-ii/online_retail_II.csv.gz");

Deno.test({
  name: `pipeline makes the same bytes of a million rows with any number of threads${
    withoutRealData(retail)
  }`,
  ignore: retail === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const args = ["--transactions", retail!];
      const [first, ...others] = await resultsByThreads(folder, [1, 3, 8], { args });
      assert(Object.keys(first!).length > 5);
      for (const other of others) assertEquals(other, first);
    }),
});

Deno.test("all stages of pipeline make the same bytes of the demo shop with any number of threads", () =>
  inFolder(async (folder) => {
    const options = { args: ["--demo-customers", "1500"], isWhole: true };
    const [first, ...others] = await resultsByThreads(folder, [1, 2, 4], options);
    for (const name of ["clv", "repurchase_30d", "repurchase_60d", "conversion"]) {
      assert(Object.keys(first!).some((path) => path.startsWith(`models/${name}/`)), name);
    }
    for (const other of others) assertEquals(other, first);
  }));
