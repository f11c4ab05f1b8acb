import { assert } from "@std/assert";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { campaignRows, readCampaign } from "perdura/conversion/mod.ts";
import { trainResponse } from "perdura/conversion/response/mod.ts";
import { attainableGain } from "perdura/learn/mod.ts";
import { controlArm, simulateCampaign, simulateDemo } from "perdura/sources/mod.ts";

// Simulated campaigns, of which the probability of every response is known: the share of the gain
// in expected log-loss over the base rate that the chosen model reaches on customers, and days, that
// it has not seen.

Deno.test("trainResponse reaches 85 % of what can be known from 50,000 rows", async () => {
  const random = seededRandom(42);
  const shop = simulateDemo({ customers: 12_500 }, random);
  const campaign = simulateCampaign(shop, { rows: 50_000 }, random);
  const folder = await Deno.makeTempDir();
  try {
    const csv = campaign.csv();
    const chunks: string[] = [];
    let next = csv.next();
    for (; !next.done; next = csv.next()) chunks.push(next.value);
    await Deno.writeTextFile(`${folder}/campaign.csv`, chunks.join(""));
    const { per_row: { p0, p1 } } = JSON.parse([...campaign.truth(next.value)].join(""));

    const rows = campaignRows((await readCampaign(`${folder}/campaign.csv`, silent)).campaign);
    for (const seed of [1, 2]) {
      const trained = await trainResponse(rows, {
        random: seededRandom(seed),
        network: { epochs: 40 },
      });
      const { chosen, split, test, baseRate } = trained;
      const truth = Float64Array.from(
        split.test,
        (row) => (rows.arm![row] === controlArm ? p0 : p1)[row],
      );
      const { share } = attainableGain(test.probabilities[chosen.name]!, truth, baseRate);
      assert(share >= 0.85, `${chosen.name} reaches ${share}`);
      trained.dispose();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
