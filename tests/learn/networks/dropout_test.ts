import { assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { startBackend, tf } from "perdura/learn/networks/_backend.ts";
import { seededDropout } from "perdura/learn/networks/_dropout.ts";

Deno.test("seededDropout switches off the share of units asked for and keeps their mean", async () => {
  await startBackend();
  const rows = tf.fill([201, 101], 2) as ReturnType<typeof tf.tensor2d>;
  const dropout = seededDropout(seededRandom(3));
  const dropped = [dropout(rows, 0.3), dropout(rows, 0.3)];
  const [first, second] = dropped.map((tensor) => tensor.dataSync() as Float32Array);
  const all = first!.length;
  assertEquals(new Set(first), new Set([0, 2 * Math.fround(1 / 0.7)]));
  assertAlmostEquals(first!.filter((value) => value === 0).length / all, 0.3, 0.01);
  assertAlmostEquals(first!.reduce((sum, value) => sum + value, 0) / all, 2, 0.03);
  assertNotEquals(first, second); // other units in the next step
  // Neighbours share a random number, and are still independent: 0.3² are off together.
  const both = first!.filter((value, i) => i % 2 === 0 && value === 0 && first![i + 1] === 0);
  assertAlmostEquals(both.length / (all / 2), 0.09, 0.01);
  tf.dispose([rows, dropped]);
});
