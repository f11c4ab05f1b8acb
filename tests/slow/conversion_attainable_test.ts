import { assert } from "@std/assert";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { type CampaignRows, campaignRows, readCampaign } from "perdura/conversion/mod.ts";
import { trainResponse } from "perdura/conversion/response/mod.ts";
import { attainableGain } from "perdura/learn/mod.ts";
import { controlArm, simulateCampaign, simulateDemo } from "perdura/sources/mod.ts";

// Simulated campaigns, of which the probability of every response is known: the share of the gain
// in expected log-loss over the base rate that the chosen model reaches on customers, and days, that
// it has not seen.

for (
  const { count, least, seeds } of [
    { count: 50_000, least: 0.85, seeds: [1, 2] },
    { count: 500_000, least: 0.95, seeds: [1] },
  ]
) {
  const name = `trainResponse reaches ${100 * least} % of what can be known from ` +
    `${count.toLocaleString("en")} rows`;
  Deno.test(name, async () => {
    const { rows, truth } = await demoCampaign(count);
    for (const seed of seeds) {
      const { name, share } = await shareOfChosen(rows, truth, seed);
      assert(share >= least, `${name} reaches ${share}`);
    }
  });
}

/** A simulated campaign as it is read from a file, and the true probability of each response. */
async function demoCampaign(count: number): Promise<{ rows: CampaignRows; truth: Float64Array }> {
  const random = seededRandom(42);
  const shop = simulateDemo({ customers: count / 4 }, random);
  const campaign = simulateCampaign(shop, { rows: count }, random);
  const path = await Deno.makeTempFile({ suffix: ".csv" });
  try {
    const csv = campaign.csv();
    const chunks: string[] = [];
    let next = csv.next();
    for (; !next.done; next = csv.next()) chunks.push(next.value);
    await Deno.writeTextFile(path, chunks.join(""));
    const { per_row: { p0, p1 } } = JSON.parse([...campaign.truth(next.value)].join(""));
    const rows = campaignRows((await readCampaign(path, silent)).campaign);
    const truth = Float64Array.from(rows.arm!, (arm, i) => (arm === controlArm ? p0 : p1)[i]);
    return { rows, truth };
  } finally {
    await Deno.remove(path);
  }
}

/** How near the chosen model comes to the truth on the test, for a seed. */
async function shareOfChosen(
  rows: CampaignRows,
  truth: Float64Array,
  seed: number,
): Promise<{ name: string; share: number }> {
  const trained = await trainResponse(rows, {
    random: seededRandom(seed),
    network: { epochs: 40 },
  });
  const { baseRate, chosen: { name }, split, test } = trained;
  trained.dispose();
  const known = Float64Array.from(split.test, (row) => truth[row]!);
  return { name, share: attainableGain(test.probabilities[name]!, known, baseRate).share };
}
