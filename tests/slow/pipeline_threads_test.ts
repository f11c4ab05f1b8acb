import { assert, assertEquals } from "@std/assert";
import { realData, withoutRealData } from "../_data.ts";
import { inFolder } from "../lake/_folder.ts";
import { pipelineTask, results } from "../pipeline/_pipeline.ts";

const retail = realData("online-retail-ii/online_retail_II.csv.gz");

Deno.test({
  name: `pipeline makes the same bytes of a million rows with any number of threads${
    withoutRealData(retail)
  }`,
  ignore: retail === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const found: Record<string, string>[] = [];
      for (const threads of [1, 2, 3]) {
        const lake = `${folder}/${threads}`;
        const { success, stderr } = await pipelineTask(lake, {
          args: ["--transactions", retail!],
          env: { POLARS_MAX_THREADS: `${threads}` },
        }).output();
        assert(success, new TextDecoder().decode(stderr));
        found.push(results(lake));
      }
      assert(Object.keys(found[0]!).length > 5);
      for (const other of found.slice(1)) assertEquals(other, found[0]);
    }),
});
