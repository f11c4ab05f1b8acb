import { assertAlmostEquals } from "@std/assert";
import { differentiate } from "perdura/stats/mod.ts";

Deno.test("differentiate gives every partial derivative to ten digits", () => {
  const [byX, byY] = differentiate(
    ([x, y]) => Float64Array.of(Math.exp(x! * y!), Math.sin(x!) + y! ** 3),
    Float64Array.of(0.7, -1.3),
  );
  assertAlmostEquals(byX![0]!, -1.3 * Math.exp(-0.91), 1e-10);
  assertAlmostEquals(byY![0]!, 0.7 * Math.exp(-0.91), 1e-10);
  assertAlmostEquals(byX![1]!, Math.cos(0.7), 1e-10);
  assertAlmostEquals(byY![1]!, 3 * 1.69, 1e-9);
});
