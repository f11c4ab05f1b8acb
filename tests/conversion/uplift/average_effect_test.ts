import { assertAlmostEquals, assertEquals } from "@std/assert";
import { averageEffect } from "perdura/conversion/uplift/mod.ts";
import { withoutRealData } from "../../_data.ts";
import { hillstromFile, hillstromRows } from "./_hillstrom.ts";

Deno.test("averageEffect is Newcombe's method 10, also for rare responses", () => {
  // Table II of Newcombe (1998), method 10: 9/10 − 3/10, 5/56 − 0/29, 10/10 − 0/20.
  const cases: [number, number, number, number, number, number][] = [
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 20, 0.6791, 1],
  ];
  for (const [responses, rows, controlResponses, controlRows, lower, upper] of cases) {
    const effect = averageEffect(
      { rows, responses },
      { rows: controlRows, responses: controlResponses },
    );
    assertAlmostEquals(effect.estimate, responses / rows - controlResponses / controlRows);
    assertAlmostEquals(effect.lower, lower, 1e-4);
    assertAlmostEquals(effect.upper, upper, 1e-4);
  }
});

Deno.test("averageEffect knows nothing without a control group", () => {
  const { lower, upper } = averageEffect({ rows: 10, responses: 3 }, { rows: 0, responses: 0 });
  assertEquals([lower, upper], [-Infinity, Infinity]);
});

Deno.test({
  name: "averageEffect of Hillstrom's e-mails on visits is 7.7 and 4.5 points" +
    withoutRealData(hillstromFile),
  ignore: hillstromFile === undefined,
  fn: async () => {
    const rows = await hillstromRows();
    const visits = (arm: string) => {
      const members = rows.filter(({ segment }) => segment === arm);
      return {
        rows: members.length,
        responses: members.filter(({ visit }) => visit === "1").length,
      };
    };
    const [men, women, none] = ["Mens E-Mail", "Womens E-Mail", "No E-Mail"].map(visits);
    assertEquals(
      [men, women, none].map((arm) => Number((100 * arm!.responses / arm!.rows).toFixed(1))),
      [18.3, 15.1, 10.6],
    );
    // Wald's intervals, 0.0766 ± 0.0066 and 0.0452 ± 0.0063, lie within 0.0002.
    const ofMen = averageEffect(men!, none!), ofWomen = averageEffect(women!, none!);
    assertAlmostEquals(ofMen.estimate, 0.0766, 5e-5);
    assertAlmostEquals(ofMen.lower, 0.07, 2e-4);
    assertAlmostEquals(ofMen.upper, 0.0832, 2e-4);
    assertAlmostEquals(ofWomen.estimate, 0.0452, 5e-5);
    assertAlmostEquals(ofWomen.lower, 0.0389, 2e-4);
    assertAlmostEquals(ofWomen.upper, 0.0516, 2e-4);
  },
});
