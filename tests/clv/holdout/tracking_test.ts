import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { trackPurchases } from "perdura/clv/holdout/mod.ts";
import { realData, withoutRealData } from "../../_data.ts";
import { readCdnow } from "../_cdnow.ts";

const sample = realData("cdnow/CDNOW_sample.txt");

/** E[X(t)] of the Pareto/NBD model, closed form (Schmittlein, Morrison and Colombo 1987). */
function paretoNbd(r: number, alpha: number, s: number, beta: number) {
  return {
    name: "Pareto/NBD",
    expectedPurchases: (t: number) =>
      -r * beta / alpha / (s - 1) * Math.expm1((s - 1) * Math.log(beta / (beta + t))),
  };
}

Deno.test({
  name: `trackPurchases reproduces CDNOW week by week${withoutRealData(sample)}`,
  ignore: sample === undefined,
  fn() {
    const { history } = readCdnow(sample!);
    // The maximum of the likelihood, shared/research/clv.md section 2.2.
    const model = paretoNbd(0.55327704685318, 10.5776834633023, 0.606239989127826, 11.668735288855);
    const { actual, expected, end } = trackPurchases(
      { birth: history.birth, repeatTimes: history.time, period: 1, periods: 78 },
      [model],
    );
    // Actual purchases and expectations of the same section, 2.3: BTYD's walkthrough, and mpmath.
    assertEquals([...actual.incremental.slice(19, 25)], [73, 55, 70, 33, 56, 99]);
    assertEquals([...actual.cumulative.slice(19, 25)], [1359, 1414, 1484, 1517, 1573, 1672]);
    assertEquals([actual.cumulative[38], actual.cumulative[77]], [2457, 4339]);
    const weeks = [1, 10, 25, 26, 39, 78];
    const cumulative = [
      4.215255378,
      431.0782324,
      1674.320775,
      1742.853381,
      2532.782078,
      4275.388264,
    ];
    weeks.forEach((week, k) => {
      assertEquals(end[week - 1], week);
      const value = expected["Pareto/NBD"]!.cumulative[week - 1]!;
      assertAlmostEquals(value / cumulative[k]!, 1, 1e-9);
    });
    assertAlmostEquals(
      expected["Pareto/NBD"]!.incremental[25]!,
      1742.853381 - 1674.320775,
      1e-5,
    );
  },
});

Deno.test("trackPurchases takes weights as so many customers, and counts as they are", () => {
  const model = { name: "m", expectedPurchases: (t: number) => t * t };
  const counts = Float64Array.of(1, 0, 4);
  const { actual, expected } = trackPurchases(
    {
      birth: Float64Array.of(0, 7),
      weight: Float64Array.of(3, 1),
      repeatCounts: counts,
      period: 7,
      periods: 3,
    },
    [model],
  );
  assertEquals(actual.cumulative, Float64Array.of(1, 1, 5));
  assertEquals(
    expected["m"]!.cumulative,
    Float64Array.of(3 * 49, 3 * 196 + 49, 3 * 441 + 196),
  );
});

Deno.test("trackPurchases says what is wrong with its input", () => {
  const data = { birth: Float64Array.of(-1), period: 1, periods: 2 };
  assertThrows(() => trackPurchases(data, []), InputError, "before calendar time 0");
  const neither = { birth: Float64Array.of(1), period: 1, periods: 2 };
  assertThrows(() => trackPurchases(neither, []), InputError, '"repeatTimes"');
});
