import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { LogisticRegression, rocAuc } from "perdura/learn/mod.ts";
import { sampleNormal } from "perdura/stats/mod.ts";
import fixture from "../fixtures/learn/models.json" with { type: "json" };

const names = ["age", "orders", "trend", "constant"];
const columns = fixture.logistic.columns.map((values) => Float64Array.from(values));
const outcome = Float64Array.from(fixture.logistic.outcome);

for (const { l2, weight, coefficients, intercept, probabilities } of fixture.logistic.fits) {
  const title = `l2 ${l2}${weight === null ? "" : ", weights"}`;
  Deno.test(`LogisticRegression has the coefficients of scikit-learn: ${title}`, () => {
    const many = coefficients.length;
    const features = { names: names.slice(0, many), columns: columns.slice(0, many) };
    const model = LogisticRegression.fit(features, outcome, {
      l2,
      ...weight && { weight: Float64Array.from(weight) },
    });
    assert(model.converged);
    coefficients.forEach((value, j) =>
      assertAlmostEquals(model.coefficients[names[j]!]!, value, 1e-9)
    );
    assertAlmostEquals(model.intercept, intercept, 1e-8);
    const predicted = model.predict(features);
    probabilities.forEach((p, i) => assertAlmostEquals(predicted[i]!, p, 1e-9));
  });
}

Deno.test("LogisticRegression takes weights as repeated rows", () => {
  const weight = outcome.map((_, i) => i % 3);
  const rows = Uint32Array.from([...weight].flatMap((w, i) => Array(w).fill(i)));
  const repeated = columns.map((values) => Float64Array.from(rows, (i) => values[i]!));
  const weighted = LogisticRegression.fit({ names, columns }, outcome, { weight });
  const plain = LogisticRegression.fit(
    { names, columns: repeated },
    Float64Array.from(rows, (i) => outcome[i]!),
  );
  for (const name of names) {
    assertAlmostEquals(weighted.coefficients[name]!, plain.coefficients[name]!, 1e-9);
  }
});

Deno.test("LogisticRegression survives features that separate the outcomes, penalty or not", () => {
  const features = {
    names: ["x", "noise"],
    columns: [outcome.map((y, i) => 2 * y + i / 100), outcome.map((_, i) => i * 37 % 11)],
  };
  const pulled = LogisticRegression.fit(features, outcome);
  assert(pulled.converged && pulled.coefficients["x"]! > 0);
  const free = LogisticRegression.fit(features, outcome, { l2: 0 });
  assert(!free.converged);
  assert(Object.values(free.coefficients).every(Number.isFinite));
  assertEquals(rocAuc(free.predict(features), outcome), 1);
  assert(free.predict(features).every((p, i) => Math.abs(p - outcome[i]!) < 0.01));
});

Deno.test("LogisticRegression shares the effect of columns that say the same, without penalty", () => {
  const random = seededRandom(8);
  const x = Float64Array.from({ length: 500 }, () => sampleNormal(random));
  const y = x.map((value) => random.next() < 1 / (1 + Math.exp(-value)) ? 1 : 0);
  const alone = LogisticRegression.fit({ names: ["x"], columns: [x] }, y, { l2: 0 });
  const twice = { names: ["x", "same"], columns: [x, x.map((value) => 2 * value)] };
  const both = LogisticRegression.fit(twice, y, { l2: 0 });
  const one = alone.predict({ names: ["x"], columns: [x] });
  both.predict(twice).forEach((p, i) => assertAlmostEquals(p, one[i]!, 1e-6));
});

Deno.test("LogisticRegression is the same after a round trip through JSON", () => {
  const features = { names, columns };
  const model = LogisticRegression.fit(features, outcome);
  const again = LogisticRegression.fromJSON(JSON.parse(JSON.stringify(model)));
  assertEquals(again, model);
  // Columns are found by name, in whatever order.
  const turned = { names: names.toReversed(), columns: columns.toReversed() };
  assertEquals(again.predict(turned), model.predict(features));
  const wrong = { ...model.toJSON(), coefficients: [1] };
  assertThrows(() => LogisticRegression.fromJSON(wrong), InputError, "a coefficient for each name");
});

Deno.test("LogisticRegression names the feature that is missing or has missing values", () => {
  const model = LogisticRegression.fit({ names, columns }, outcome);
  assertThrows(
    () => model.predict({ names: ["age"], columns: [columns[0]!] }),
    InputError,
    '"orders" is missing',
  );
  const gap = columns[1]!.with(3, NaN);
  assertThrows(
    () => LogisticRegression.fit({ names: ["orders"], columns: [gap] }, outcome),
    InputError,
    '"orders" has NaN in row 3',
  );
  assertThrows(
    () => LogisticRegression.fit({ names, columns }, outcome.map(() => 1)),
    InputError,
    "all 60 rows have the outcome 1",
  );
});
