import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";
import { steadySum } from "perdura/features/_steady_sum.ts";

Deno.test("steadySum() adds up rows in their order, however they are cut into pieces", () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 3000 }, (_, i) => ({
    who: `c${Math.floor(i / 30)}`,
    sales: Math.round(1e5 * random.next()) / 100,
  }));
  const inOrder = new Map<string, number>();
  for (const { sales, who } of rows) inOrder.set(who, (inOrder.get(who) ?? 0) + sales);
  const pieces = Array.from(
    { length: 300 },
    (_, i) => pl.DataFrame(rows.slice(10 * i, 10 * i + 10)),
  );
  const sums = pl.concat(pieces, { rechunk: false, how: "vertical" }).lazy()
    .groupBy("who").agg(steadySum(pl.col("sales")))
    .collectSync().rows() as [string, number][];
  assertEquals(new Map(sums), inOrder);
});

Deno.test("steadySum() leaves nulls out, and is 0 of nothing", () => {
  const sums = pl.DataFrame({ who: ["a", "a", "a", "b"], sales: [null, 1.5, null, 2] }).lazy()
    .groupBy("who").agg(
      steadySum(pl.col("sales")),
      steadySum(pl.col("sales").filter(pl.col("who").eq(pl.lit("a")))).alias("of_a"),
    )
    .sort("who").collectSync();
  assertEquals(sums.rows(), [["a", 1.5, 1.5], ["b", 2, 0]]);
});
