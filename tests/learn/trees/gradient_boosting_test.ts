import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { takeRows, takeValues } from "perdura/features/feature_matrix.ts";
import { GradientBoosting, type GradientBoostingOptions } from "perdura/learn/mod.ts";
import { someRows } from "./_rows.ts";

const { features, outcome } = someRows(600, 1);
const small = { trees: 15, depth: 4 } as const;
const options = fc.record({
  depth: fc.integer({ min: 1, max: 7 }),
  leaves: fc.integer({ min: 2, max: 40 }),
  bins: fc.integer({ min: 2, max: 254 }),
  l1: fc.constantFrom(0, 0.5),
  l2: fc.constantFrom(0, 1, 5),
  minimumChildWeight: fc.constantFrom(0, 1, 4),
  rowShare: fc.constantFrom(1, 0.6),
  columnShare: fc.constantFrom(1, 0.5),
  seed: fc.integer({ min: 1, max: 1000 }),
});
const runs = { numRuns: 20, seed: 5 };

/** Rows and a model of them, under settings drawn by fast-check. */
async function drawnModel(
  { seed, ...settings }: typeof options extends fc.Arbitrary<infer T> ? T : never,
) {
  const drawn = someRows(300, seed);
  const model = await GradientBoosting.fit(drawn.features, drawn.outcome, {
    ...{ ...settings, trees: 8, random: seededRandom(seed) },
  });
  return { ...drawn, model };
}

Deno.test("GradientBoosting.shap sums to the margin", async () => {
  await fc.assert(
    fc.asyncProperty(options, async (settings) => {
      const { model, features } = await drawnModel(settings);
      const { base, values } = model.shap(features);
      model.margin(features).forEach((margin, row) => {
        assertAlmostEquals(values.reduce((sum, column) => sum + column[row]!, base), margin, 1e-9);
      });
    }),
    runs,
  );
});

Deno.test("GradientBoosting predicts identically after a round trip through JSON", async () => {
  await fc.assert(
    fc.asyncProperty(options, async (settings) => {
      const { model, features } = await drawnModel(settings);
      const text = JSON.stringify(model);
      const back = GradientBoosting.fromJSON(JSON.parse(text));
      assertEquals(back.predict(features), model.predict(features));
      assertEquals(back.shap(features), model.shap(features));
      assertEquals(JSON.stringify(back), text);
    }),
    runs,
  );
});

Deno.test("GradientBoosting keeps to monotone constraints on a grid", async () => {
  const names = features.names;
  await fc.assert(
    fc.asyncProperty(options, fc.constantFrom(1 as const, -1 as const), async (settings, way) => {
      const { seed, ...rest } = settings;
      const drawn = someRows(300, seed);
      const model = await GradientBoosting.fit(drawn.features, drawn.outcome, {
        ...{ ...rest, trees: 8, random: seededRandom(seed), monotone: { share: way, age: way } },
      });
      for (const feature of [0, 2]) {
        for (let row = 0; row < 20; row++) {
          const columns = names.map((_, i) =>
            Float64Array.from(
              { length: 40 },
              (_, k) =>
                i === feature ? k / (feature === 0 ? 39 : 3.9) : drawn.features.columns[i]![row]!,
            )
          );
          const margin = model.margin({ names, columns });
          for (let k = 1; k < 40; k++) assert(way * (margin[k]! - margin[k - 1]!) >= -1e-12);
        }
      }
    }),
    runs,
  );
});

Deno.test("GradientBoosting does not mind rows of an unused feature in another order", async () => {
  const constant = new Float64Array(600).fill(3);
  const wider = {
    names: [...features.names, "constant"],
    columns: [...features.columns, constant],
  };
  const model = await GradientBoosting.fit(wider, outcome, small);
  assertEquals(model.gainImportance()["constant"], 0);
  const shuffled = Float64Array.from({ length: 600 }, (_, i) => (i * 7) % 600);
  const columns = [...features.columns, shuffled];
  assertEquals(model.predict({ names: wider.names, columns }), model.predict(wider));
});

Deno.test("GradientBoosting does not mind a constant feature", async () => {
  const constant = new Float64Array(600).fill(3);
  for (const at of [0, 3, 6]) {
    const names = features.names.toSpliced(at, 0, "constant");
    const columns = features.columns.toSpliced(at, 0, constant);
    const wider = await GradientBoosting.fit({ names, columns }, outcome, small);
    const model = await GradientBoosting.fit(features, outcome, small);
    assertEquals(wider.predict({ names, columns }), model.predict(features));
  }
});

Deno.test("GradientBoosting takes the first of two features that split alike", async () => {
  // Each value has a bin of its own, so that a feature and its negative make the same splits; their
  // sums are the same but for rounding.
  const names = features.names.filter((name) => name !== "age"); // has missing values
  const columns = names.map((name) =>
    features.columns[features.names.indexOf(name)]!.map((x) => Math.floor(x * 20))
  );
  const wider = await GradientBoosting.fit(
    {
      names: [...names, ...names.map((name) => `minus ${name}`)],
      columns: [...columns, ...columns.map((column) => column.map((x) => -x))],
    },
    outcome,
    { trees: 60 },
  );
  const gains = Object.entries(wider.gainImportance());
  assertEquals(gains.filter(([name, gain]) => name.startsWith("minus") && gain > 0), []);
});

Deno.test("GradientBoosting gives the same bytes for the same seed, with one or two workers", async () => {
  const settings = { ...small, rowShare: 0.7, columnShare: 0.7, monotone: { share: 1 } } as const;
  const bytes = async (seed: number, workers: number) =>
    JSON.stringify(
      await GradientBoosting.fit(features, outcome, {
        ...{ ...settings, workers, random: seededRandom(seed) },
      }),
    );
  const one = await bytes(3, 1);
  assertEquals(await bytes(3, 1), one);
  assertEquals(await bytes(3, 2), one);
  assertNotEquals(await bytes(4, 1), one);
});

Deno.test("GradientBoosting ends its worker when the one who watches throws", async () => {
  const onTree = () => {
    throw new RangeError("enough");
  };
  await assertRejects(
    () => GradientBoosting.fit(features, outcome, { ...small, workers: 2, onTree }),
    RangeError,
  );
});

Deno.test("GradientBoosting keeps as many trees as validation rows are best predicted with", async () => {
  const validation = someRows(400, 2);
  const heard: number[][] = [];
  const model = await GradientBoosting.fit(features, outcome, {
    ...{ trees: 200, learningRate: 0.3, validation, patience: 7 },
    onTree: (...numbers) => heard.push(numbers),
  });
  const { train, validation: losses } = model.history;
  assertEquals(losses.indexOf(Math.min(...losses)) + 1, model.trees);
  assertEquals(losses.length, model.trees + 7);
  assertEquals(heard, losses.map((loss, i) => [i + 1, train[i]!, loss]));
  const fewer = await GradientBoosting.fit(features, outcome, {
    ...{ trees: model.trees, learningRate: 0.3 },
  });
  assertEquals(fewer.predict(features), model.predict(features));
});

Deno.test("GradientBoosting counts a row of weight two as two rows", async () => {
  const columns = features.columns.map((column) => column.map((x) => Math.floor(x * 20)));
  const coarse = { names: features.names, columns }; // fewer values than bins, which count rows
  const rows = Uint32Array.from({ length: 900 }, (_, i) => i % 600);
  const twice = await GradientBoosting.fit(
    takeRows(coarse, rows),
    takeValues(outcome, rows),
    small,
  );
  const weight = Float64Array.from({ length: 600 }, (_, i) => i < 300 ? 2 : 1);
  const weighted = await GradientBoosting.fit(coarse, outcome, { ...small, weight });
  const expected = twice.margin(coarse);
  weighted.margin(coarse).forEach((margin, i) => assertAlmostEquals(margin, expected[i]!, 1e-9));
});

Deno.test("GradientBoosting has Breslow's likelihood of rows that are all alike", async () => {
  const duration = Float64Array.of(2, 1, 2, 3, 2, 4);
  const event = Uint8Array.of(1, 1, 1, 0, 0, 1);
  const alike = { names: ["x"], columns: [new Float64Array(6).fill(1)] };
  const { history } = await GradientBoosting.fit(alike, duration, { loss: "cox", event, trees: 1 });
  // At risk: 6 at the event of time 1, 5 at both of time 2, 1 at that of time 4.
  const expected = (Math.log(6) + 2 * Math.log(5) + Math.log(1)) / 4;
  assertAlmostEquals(history.train[0]!, expected, 1e-12);
});

Deno.test("GradientBoosting counts ties of Cox's likelihood by Breslow, whatever their order", async () => {
  const duration = features.columns[1]!.map((orders) => orders + 1);
  const event = Uint8Array.from(outcome);
  const settings = { ...small, loss: "cox" } as const;
  const model = await GradientBoosting.fit(features, duration, { ...settings, event });
  const back = Uint32Array.from({ length: 600 }, (_, i) => 599 - i);
  const turned = await GradientBoosting.fit(takeRows(features, back), takeValues(duration, back), {
    ...{ ...settings, event: event.toReversed() },
  });
  turned.history.train.forEach((loss, i) =>
    assertAlmostEquals(loss, model.history.train[i]!, 1e-9)
  );
});

Deno.test("GradientBoosting reads features by name", async () => {
  const model = await GradientBoosting.fit(features, outcome, small);
  const turned = { names: features.names.toReversed(), columns: features.columns.toReversed() };
  assertEquals(model.predict(turned), model.predict(features));
  const { names, columns } = features;
  assertThrows(
    () => model.predict({ names: names.with(3, "spent"), columns }),
    InputError,
    `"spend" is not there; did you mean "spent"?`,
  );
});

const unusable: Record<
  string,
  [() => Partial<{ outcome: Float64Array } & GradientBoostingOptions>, string]
> = {
  "no positive rows": [() => ({ outcome: new Float64Array(600) }), "there are no positive rows"],
  "an outcome that is NaN": [() => ({ outcome: outcome.with(4, NaN) }), "row 4 has NaN"],
  "outcomes of other rows": [() => ({ outcome: outcome.slice(1) }), "599 values"],
  "weights below 0": [() => ({ weight: outcome.with(9, -1) }), "row 9 is -1"],
  "Cox without events": [() => ({ loss: "cox" }), "there is none"],
  "no event that happened": [
    () => ({ loss: "cox", event: new Uint8Array(600) }),
    "none of 600 does",
  ],
  "a direction of no feature": [() => ({ monotone: { shares: 1 } }), `did you mean "share"?`],
  "a share without random numbers": [() => ({ rowShare: 0.5 }), `Give a "random"`],
  "patience without validation": [() => ({ patience: 3 }), `Give a "validation"`],
  "too many bins": [() => ({ bins: 300 }), `Set "bins" to a whole number from 2 to 254: it is 300`],
};
for (const [name, [given, message]] of Object.entries(unusable)) {
  Deno.test(`GradientBoosting refuses ${name}`, async () => {
    const { outcome: other = outcome, ...options } = given();
    await assertRejects(() => GradientBoosting.fit(features, other, options), InputError, message);
  });
}

Deno.test("GradientBoosting refuses infinite features, in fit and predict", async () => {
  const columns = features.columns.with(0, features.columns[0]!.with(7, Infinity));
  const infinite = { names: features.names, columns };
  const message = `row 7 of "share" has Infinity`;
  await assertRejects(() => GradientBoosting.fit(infinite, outcome), InputError, message);
  const model = await GradientBoosting.fit(features, outcome, small);
  assertThrows(() => model.predict(infinite), InputError, message);
});

Deno.test("GradientBoosting.fromJSON refuses other things", async () => {
  const model = await GradientBoosting.fit(features, outcome, { trees: 1 });
  const json = model.toJSON();
  const tree = json.trees[0]!;
  const circular = { ...json, trees: [{ ...tree, left: tree.left.map(() => 0) }] };
  const foreign = { ...json, features: ["share"] };
  for (const wrong of [{}, null, { ...json, format: "2" }, circular, foreign]) {
    assertThrows(() => GradientBoosting.fromJSON(wrong), InputError, `Give what "toJSON"`);
  }
});

/** How many workers trees start on a machine of so many cores. */
async function startedWorkers(
  cores: number,
  { columns }: { readonly columns: readonly Float64Array[] },
  options: GradientBoostingOptions = {},
): Promise<number> {
  const { Worker } = globalThis;
  let started = 0;
  globalThis.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      started++;
    }
  };
  Object.defineProperty(navigator, "hardwareConcurrency", { value: cores, configurable: true });
  try {
    const names = columns.map((_, i) => `x${i}`);
    const outcome = columns[0]!.map((value) => Number(value > 0.5));
    const settings = { ...options, trees: 2, depth: 2, random: seededRandom(1) };
    await GradientBoosting.fit({ names, columns }, outcome, settings);
  } finally {
    globalThis.Worker = Worker;
    Reflect.deleteProperty(navigator, "hardwareConcurrency");
  }
  return started;
}

Deno.test("GradientBoosting takes a second thread where there is a second core, and enough work", async () => {
  const column = (_: unknown, i: number) =>
    Float64Array.from({ length: 50_000 }, (_, row) => row % (i + 2));
  const large = { columns: Array.from({ length: 40 }, column) };
  assertEquals(await startedWorkers(8, large), 1);
  assertEquals(await startedWorkers(1, large), 0);
  assertEquals(await startedWorkers(8, large, { workers: 1 }), 0);
  // Each tree looks at few of the values.
  assertEquals(await startedWorkers(8, large, { rowShare: 0.1 }), 0);
  assertEquals(await startedWorkers(8, large, { columnShare: 0.1 }), 0);
  assertEquals(await startedWorkers(8, features), 0);
  assertEquals(await startedWorkers(1, features, { workers: 2 }), 1);
});
