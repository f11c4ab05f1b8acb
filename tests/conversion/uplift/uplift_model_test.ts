import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertRejects,
} from "@std/assert";
import {
  campaignUplift,
  chooseUplift,
  compareRankings,
  crossFitUplift,
  type UpliftLearner,
  UpliftModel,
  upliftRanking,
  UpliftScorer,
  upliftScores,
  type UpliftTraining,
} from "perdura/conversion/uplift/mod.ts";
import { InputError, seededRandom } from "perdura/core/mod.ts";

/** A campaign in which the message moves the young and a column without meaning does nothing. */
function simulated(n: number, seed: number, effect = 0.3, base = 0.2) {
  const random = seededRandom(seed);
  const age = Float64Array.from({ length: n }, () => 20 + random.integer(50));
  const noise = age.map(() => random.next());
  const treatment = Uint8Array.from(age, () => random.next() < 0.6 ? 1 : 0);
  const uplift = age.map((years) => years < 45 ? effect : 0);
  const outcome = uplift.map((gain, i) => random.next() < base + gain * treatment[i]! ? 1 : 0);
  const rows: UpliftTraining = {
    features: { names: ["age", "noise"], columns: [age, noise] },
    treatment,
    outcome,
  };
  return { rows, uplift };
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const cross = (x: Float64Array, mx: number, y: Float64Array, my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return cross(a, ma, b, mb) / Math.sqrt(cross(a, ma, a, ma) * cross(b, mb, b, mb));
}

const learners: readonly UpliftLearner[] = ["t-learner", "x-learner", "transformed-outcome"];
const { rows } = simulated(6000, 5);

for (const learner of learners) {
  Deno.test(`UpliftModel finds by ${learner} whom the message moves, and how much`, async () => {
    const model = await UpliftModel.fit(rows, { learner });
    const fresh = simulated(2000, 6);
    const predicted = model.predict(fresh.rows.features);
    assertGreater(correlation(predicted, fresh.uplift), 0.9);
    const meanOf = (wanted: number) => {
      const some = predicted.filter((_, i) => fresh.uplift[i] === wanted);
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    assert(Math.abs(meanOf(0.3) - 0.27) < 0.06, `${meanOf(0.3)}`);
    assert(Math.abs(meanOf(0)) < 0.06, `${meanOf(0)}`);
  });

  Deno.test(`UpliftModel of a ${learner} reads what it wrote`, async () => {
    const model = await UpliftModel.fit(rows, { learner, trees: 5 });
    const read = UpliftModel.fromJSON(JSON.parse(JSON.stringify(model)));
    assertEquals(read.predict(rows.features), model.predict(rows.features));
  });
}

Deno.test("UpliftModel learns from a group in which nobody responded", async () => {
  const { rows } = simulated(500, 8, 0.5, 0);
  for (const learner of learners) {
    const predicted = (await UpliftModel.fit(rows, { learner, trees: 20 })).predict(rows.features);
    assert(predicted.every(Number.isFinite));
  }
});

Deno.test("UpliftModel refuses a campaign without a control group, and JSON of something else", async () => {
  const treatment = new Uint8Array(rows.treatment.length).fill(1);
  await assertRejects(
    () => UpliftModel.fit({ ...rows, treatment }, { learner: "t-learner" }),
    InputError,
    "0 did not",
  );
  await assertRejects(
    // deno-lint-ignore require-await
    async () => UpliftModel.fromJSON({} as Parameters<typeof UpliftModel.fromJSON>[0]),
    InputError,
    "format",
  );
});

Deno.test("crossFitUplift finds nothing where there is nothing, however greedy the trees", async () => {
  const { rows } = simulated(1500, 9, 0);
  const greedy = { learner: "t-learner", depth: 6, trees: 60, leastShare: 0, l2: 0 } as const;
  const seen = (await UpliftModel.fit(rows, greedy)).predict(rows.features);
  assertGreater(upliftScores(upliftRanking(seen, rows)).qini, 0.1);
  const { place } = await crossFitUplift(rows, { random: seededRandom(1), candidates: [greedy] });
  const [ranked] = compareRankings(rows, { place }, seededRandom(1));
  assert(ranked!.scores.qini.lower < 0, JSON.stringify(ranked));
});

Deno.test("crossFitUplift keeps all rows of a customer out of what predicts them", async () => {
  const { rows } = simulated(400, 10);
  const groups = Array.from(rows.outcome, (_, row) => row % 100);
  const { fold } = await crossFitUplift({ ...rows, groups }, {
    random: seededRandom(1),
    candidates: [{ learner: "t-learner", trees: 1 }],
  });
  groups.forEach((group, row) => assertEquals(fold[row], fold[group]));
});

Deno.test("chooseUplift takes the candidate with the highest Qini coefficient", async () => {
  const none = { learner: "t-learner", trees: 1, leastShare: 1 } as const;
  const some = { learner: "t-learner", trees: 30 } as const;
  for (const candidates of [[none, some], [some, none]]) {
    const { chosen, tried } = await chooseUplift(simulated(1500, 11).rows, {
      random: seededRandom(1),
      candidates,
    });
    assertEquals(chosen, some);
    assertEquals(tried.map(({ options }) => options), candidates);
  }
});

Deno.test("campaignUplift compares each message with the control group and predicts for all", async () => {
  const n = 3000, random = seededRandom(12);
  const arm = Array.from({ length: n }, () => ["control", "men", "women"][random.integer(3)]!);
  const gender = Array.from({ length: n }, (_, i) => i % 7 === 0 ? null : i % 2 === 0 ? "M" : "F");
  const moved = (row: number) =>
    arm[row] === "men" && gender[row] === "M" || arm[row] === "women" && gender[row] === "F";
  const label = Float64Array.from(
    arm,
    (_, row) => random.next() < (moved(row) ? 0.6 : 0.1) ? 1 : 0,
  );
  const features = [
    { name: "gender", kind: "category", values: gender },
    { name: "age", kind: "number", values: label.map(() => random.integer(60)) },
  ] as const;
  const campaign = { customerId: Array.from(label, (_, i) => `${i}`), features, label, arm };
  const folds = Uint8Array.from(arm, (_, row) => (row >> 1) % 2);
  const results = await campaignUplift(campaign, {
    random,
    candidates: [{ learner: "t-learner" }],
    folds,
  });
  assertEquals(results.map(({ message }) => message), ["men", "women"]);
  for (const result of results) {
    const { message, rows, comparison, effect, treated, control, uplift, place, scorer } = result;
    assertEquals(
      [...rows],
      arm.flatMap((name, row) => name === message || name === "control" ? [row] : []),
    );
    assertEquals(treated.rows + control.rows, rows.length);
    assertAlmostEquals(effect.estimate, 0.5 * 3 / 7, 0.06);
    assertEquals(comparison.groups![0], `${rows[0]}`);
    const own = message === "men" ? "M" : "F";
    const meanOf = (wanted: boolean) => {
      const some = uplift.filter((_, row) => (gender[row] === own) === wanted);
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    assert(
      meanOf(true) > 0.4 && Math.abs(meanOf(false)) < 0.05,
      `${meanOf(true)} ${meanOf(false)}`,
    );
    // The prediction of a row is that of its own fold's model, which is where its place comes from.
    for (let i = 2; i < rows.length; i++) {
      const before = rows.subarray(0, i).findLastIndex((row) => folds[row] === folds[rows[i]!]);
      const later = Math.sign(uplift[rows[i]!]! - uplift[rows[before]!]!);
      if (before >= 0) assertEquals(Math.sign(place[i]! - place[before]!), later);
    }
    const read = UpliftScorer.fromJSON(JSON.parse(JSON.stringify(scorer)));
    assertEquals(read.predict(features), scorer.predict(features));
    assertGreater(correlation(scorer.predict(features), uplift), 0.9);
  }
  assertEquals(await campaignUplift({ ...campaign, arm: arm.map(() => "men") }, { random }), []);
  const { arm: _, ...unknown } = campaign;
  assertEquals(await campaignUplift(unknown, { random }), []);
});
