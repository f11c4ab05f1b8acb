import { assert, assertAlmostEquals } from "@std/assert";
import { campaignRows, readCampaign } from "perdura/conversion/mod.ts";
import {
  attainableQini,
  campaignUplift,
  compareAssignments,
  compareRankings,
  targetingByCost,
} from "perdura/conversion/uplift/mod.ts";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { simulateCampaign, simulateDemo } from "perdura/sources/mod.ts";
import { realData, withoutRealData } from "../_data.ts";

const hillstrom = realData("hillstrom/hillstrom.csv.gz");

Deno.test({
  name: "campaignUplift can tell whom Hillstrom's women's e-mail moves, and hardly whom the men's" +
    withoutRealData(hillstrom),
  ignore: hillstrom === undefined,
  fn: async () => {
    const rows = campaignRows((await readCampaign(hillstrom!, silent)).campaign);
    const [men, women] = await campaignUplift(rows, { random: seededRandom(1) });
    assertAlmostEquals(men!.effect.estimate, 0.0766, 5e-5);
    assertAlmostEquals(women!.effect.estimate, 0.0452, 5e-5);
    const rankingOf = ({ comparison, place, probabilityPlace }: NonNullable<typeof men>) =>
      compareRankings(comparison, { place, probabilityPlace }, seededRandom(2));
    const [ofWomen, usual] = rankingOf(women!);
    assert(ofWomen!.scores.qini.lower > 0.03, JSON.stringify(ofWomen));
    assert(usual!.difference!.qini.upper < 0);
    const [ofMen, usualOfMen] = rankingOf(men!);
    assert(ofMen!.scores.qini.upper < 0.05, JSON.stringify(ofMen));
    assert(usualOfMen!.difference!.qini.upper > 0);

    // At half a visit's worth of effect nobody is worth leaving out of the men's e-mail.
    const rowsOfMen = { ...men!, uplift: Float64Array.from(men!.rows, (row) => men!.uplift[row]!) };
    const [cheap] = targetingByCost({ ...rowsOfMen, usual: men!.probabilityPlace }, {
      costs: [0.5 * men!.effect.estimate],
      responseValue: 1,
    }, seededRandom(3));
    assert(cheap!.overEverybody.lower <= 0, JSON.stringify(cheap));

    const best = rows.arm!.map((_, row) =>
      men!.uplift[row]! >= women!.uplift[row]! ? men!.message : women!.message
    );
    const [, menForAll] = compareAssignments(
      { arm: rows.arm!, outcome: rows.label },
      { best, men: rows.arm!.map(() => men!.message) },
      { cost: 0, responseValue: 1 },
      seededRandom(4),
    );
    const { lower, upper } = menForAll!.difference!;
    assert(lower < 0 && upper > 0, "each customer's own message is told from the men's for all");
  },
});

Deno.test("campaignUplift reaches most of the Qini that the demo campaign allows", async () => {
  const random = seededRandom(42);
  const campaign = simulateCampaign(
    simulateDemo({ customers: 12_500 }, random),
    { rows: 50_000 },
    random,
  );
  const chunks = campaign.csv();
  let text = "", next = chunks.next();
  for (; !next.done; next = chunks.next()) text += next.value;
  const truth = JSON.parse([...campaign.truth(next.value)].join(""));
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    await Deno.writeTextFile(path, text);
    const rows = campaignRows((await readCampaign(path, silent)).campaign.sort("source_row"));
    const [message] = await campaignUplift(rows, {
      random: seededRandom(1),
      candidates: [{ learner: "x-learner" }],
    });
    const { p0, p1 } = truth.per_row as { p0: number[]; p1: number[] };
    const uplift = Float64Array.from(message!.rows, (row) => p1[row]! - p0[row]!);
    const { best, share } = attainableQini(message!.place, uplift);
    assertAlmostEquals(best, truth.attainable.uplift.qini, 1e-7);
    assert(share > 0.88, `${share}`);
  } finally {
    await Deno.remove(path);
  }
});
