import { seededRandom } from "perdura/core/mod.ts";
import type { CampaignRows } from "perdura/conversion/mod.ts";
import { trainResponse } from "perdura/conversion/response/mod.ts";
import { trainNetwork } from "perdura/learn/networks/mod.ts";
import { inventedCampaign } from "../conversion/response/_campaign.ts";

// One epoch of the network: 50,000 rows of 20 features, 1,024 rows a step. At most 1 s.
const random = seededRandom(1);
const rowsOf = (rows: number) => {
  const columns = Array.from(
    { length: 20 },
    () => Float64Array.from({ length: rows }, () => 4 * random.next() - 2),
  );
  return {
    features: { names: columns.map((_, i) => `f${i}`), columns },
    outcomes: [columns[0]!.map((x) => random.next() < 1 / (1 + Math.exp(2 - x)) ? 1 : 0)],
  };
};
const many = rowsOf(50_000), few = rowsOf(1_000);

Deno.bench("an epoch of a 64-32 network, 50,000 rows of 20 features", async () => {
  const network = await trainNetwork(many, few, {
    epochs: 1,
    batchSize: 1024,
    random: seededRandom(1),
  });
  network.dispose();
});

// Scoring, from raw columns to calibrated probabilities. At most 3 s.
const { rows } = inventedCampaign(10_000, 1);
const trained = await trainResponse(rows, {
  random: seededRandom(1),
  beside: [],
  network: { epochs: 3 },
});
const million = repeated(rows, 1_000_000);

Deno.bench("scoring 1,000,000 raw rows of a campaign with the network", () => {
  trained.plain.predict(million.features);
});

Deno.bench("scoring them with intervals", () => {
  trained.plain.score(million.features);
});

/** The rows over and over again. */
function repeated(rows: CampaignRows, count: number): Pick<CampaignRows, "features"> {
  const n = rows.label.length;
  return {
    features: rows.features.map((column) =>
      column.kind === "number"
        ? {
          ...column,
          values: Float64Array.from({ length: count }, (_, i) => column.values[i % n]!),
        }
        : { ...column, values: Array.from({ length: count }, (_, i) => column.values[i % n]!) }
    ),
  };
}
