import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { takeCampaignRows } from "perdura/conversion/mod.ts";
import { comparisonCsv, ResponseModel, trainResponse } from "perdura/conversion/response/mod.ts";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { attainableGain } from "perdura/learn/mod.ts";
import type { EpochRecord } from "perdura/learn/networks/mod.ts";
import { inventedCampaign } from "./_campaign.ts";

const { rows } = inventedCampaign(4000, 11);
const train = (options: Partial<Parameters<typeof trainResponse>[1]> = {}) =>
  trainResponse(rows, { random: seededRandom(1), network: { epochs: 8 }, ...options });
const read = (files: Readonly<Record<string, string | Uint8Array>>) => (name: string) => {
  const file = files[name]!;
  return Promise.resolve(typeof file === "string" ? new TextEncoder().encode(file) : file);
};

/** The share of what can be known that each model reaches, by other rows and seeds at least. */
const leastShares: Readonly<Record<string, number>> = {
  "network": 0.91,
  "periodic-network": 0.9,
  "boosted-trees": 0.87,
  "logistic-regression": 0.83,
};

Deno.test("trainResponse finds most of what can be known, with probabilities that mean it", async () => {
  const { rows, truth } = inventedCampaign(12_000, 11);
  const trained = await trainResponse(rows, { random: seededRandom(1), network: { epochs: 8 } });
  const { test, models, split, chosen, baseRate } = trained;
  assertEquals(models.map(({ name }) => name), ["base rate", ...Object.keys(leastShares)]);
  const known = Float64Array.from(split.test, (row) => truth[row]!);
  for (const { name, difference } of models.slice(1)) {
    const { share } = attainableGain(test.probabilities[name]!, known, baseRate);
    assert(share > leastShares[name]!, `${name} reaches ${share}`);
    assert(difference!.logLoss.upper < 0, `${name} is better than the base rate`);
  }
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
  assertAlmostEquals(mean(test.probabilities.network), mean(known), 0.01);
  const best = Math.min(...models.flatMap(({ heldOutLogLoss }) => heldOutLogLoss ?? []));
  const found = models.find(({ heldOutLogLoss }) => heldOutLogLoss === best);
  assertEquals(chosen.name, found!.name);

  const lines = comparisonCsv(models).trimEnd().split("\n").map((line) => line.split(","));
  assertEquals(lines.map(([name]) => name), ["model", ...models.map(({ name }) => name)]);
  assertEquals(new Set(lines.map(({ length }) => length)).size, 1);
  const [header, , network] = lines as [string[], string[], string[]];
  assertEquals(network[header.indexOf("roc_auc")], `${models[1]!.scores.rocAuc.estimate}`);
  assertEquals(
    network[header.indexOf("log_loss_difference_high")],
    `${models[1]!.difference!.logLoss.upper}`,
  );
  trained.dispose();
});

Deno.test("trainResponse gives equal bytes for equal seeds", async () => {
  const [one, two, other] = [
    await train(),
    await train(),
    await train({
      random: seededRandom(2),
    }),
  ];
  assertEquals(one.plain.files(), two.plain.files());
  assertEquals(one.chosen.files(), two.chosen.files());
  assertEquals(one.models, two.models);
  assert(
    one.plain.files()["weights.bin"]!.toString() !==
      other.plain.files()["weights.bin"]!.toString(),
  );
  for (const trained of [one, two, other]) trained.dispose();
});

Deno.test("ResponseModel predicts the same when it is read back, whichever model it is", async () => {
  const some = takeCampaignRows(rows, Uint32Array.from({ length: 50 }, (_, row) => row)).features;
  const trained = await train({ network: { epochs: 2 } });
  for (const model of trained.candidates) {
    const again = await ResponseModel.load(read(model.files()));
    assertEquals(again.name, model.name);
    assertEquals(again.score(some), model.score(some));
    assertEquals(again.reasons(some), model.reasons(some));
    assertEquals(again.files(), model.files());
    again.dispose();
  }
  trained.dispose();
});

Deno.test("ResponseModel takes unknown categories, missing values and columns in any order", async () => {
  const trained = await train({ beside: [], network: { epochs: 4 } });
  const { plain } = trained;
  const one = takeCampaignRows(rows, Uint32Array.of(0)).features;
  const replaced = (name: string, value: string | number | null) =>
    one.map((column) =>
      column.name !== name
        ? column
        : column.kind === "category"
        ? { ...column, values: [value as string | null] }
        : { ...column, values: Float64Array.of(value as number) }
    );
  const probability = (columns: typeof one) => plain.predict(columns)[0]!;
  for (
    const columns of [
      replaced("gender", "never seen"),
      replaced("gender", null),
      replaced("region", "Atlantis"),
      replaced("age", NaN),
      replaced("days_since_last", 1e9),
    ]
  ) assert(probability(columns) > 0 && probability(columns) < 1);
  assertEquals(
    probability(replaced("gender", "never seen")),
    probability(replaced("gender", "another")),
  );
  assertAlmostEquals(probability(one.toReversed()), probability(one), 1e-12);
  assertEquals(plain.reasons(replaced("gender", null)).length, 1);
  await assertRejects(
    async () => await Promise.resolve(plain.predict(one.slice(1))),
    InputError,
    "days_since_last",
  );
  trained.dispose();
});

Deno.test("trainResponse tells each epoch of the network", async () => {
  const records: EpochRecord[] = [];
  const trained = await train({ beside: [], onEpoch: (record) => records.push(record) });
  assertEquals(records, [...trained.network.history]);
  assert(records.length <= 8);
  trained.dispose();
});

Deno.test("ResponseModel scores lie within their intervals", async () => {
  const trained = await train({ beside: [], network: { epochs: 4 } });
  const { probability, lower, upper } = trained.plain.score(rows.features);
  for (let i = 0; i < probability.length; i++) {
    assert(0 <= lower[i]! && lower[i]! <= probability[i]! && probability[i]! <= upper[i]!);
    assert(upper[i]! <= 1);
  }
  trained.dispose();
});
