import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  BetaCalibrator,
  calibrate,
  calibrationError,
  calibrationSlope,
  calibratorFromJSON,
  IsotonicCalibrator,
  logLoss,
  PlattCalibrator,
} from "perdura/learn/mod.ts";
import fixture from "../../fixtures/learn/models.json" with { type: "json" };

function assertClose(actual: Iterable<number>, expected: readonly number[]): void {
  const values = [...actual];
  assertEquals(values.length, expected.length);
  values.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-9));
}

for (const { name, ...expected } of fixture.calibrations) {
  const p = Float64Array.from(expected.p), y = Float64Array.from(expected.y);
  const at = Float64Array.from(expected.at);
  const weight = expected.weight === null ? undefined : Float64Array.from(expected.weight);

  Deno.test(`IsotonicCalibrator equals scikit-learn's IsotonicRegression: ${name}`, () => {
    const calibrator = IsotonicCalibrator.fit(p, y, weight && { weight });
    assertClose(calibrator.from, expected.thresholds[0]!);
    assertClose(calibrator.to, expected.thresholds[1]!);
    assertClose(calibrator.apply(at), expected.isotonic);
    const bounded = calibrate(p, y, { method: "isotonic", ...weight && { weight } });
    assertClose(bounded.apply(at), expected.boundedIsotonic);
  });

  Deno.test(`PlattCalibrator is where scikit-learn's sigmoid calibration is least: ${name}`, () => {
    const { slope, intercept } = PlattCalibrator.fit(p, y, weight);
    assertClose([slope, intercept], expected.platt);
  });

  Deno.test(`BetaCalibrator has the coefficients of its authors' method: ${name}`, () => {
    const { a, b, c } = BetaCalibrator.fit(p, y, weight);
    assertClose([a, b, c], expected.beta);
  });
}

/** Probabilities, and outcomes that follow another curve of them. */
function distorted(
  rows: number,
  seed = 1,
): { p: Float64Array; truth: Float64Array; y: Float64Array } {
  const random = seededRandom(seed);
  const p = Float64Array.from({ length: rows }, () => random.next());
  const truth = p.map((value) => 1 / (1 + 3 * ((1 - value) / value) ** 0.7));
  return { p, truth, y: truth.map((value) => random.next() < value ? 1 : 0) };
}

Deno.test("calibrate() brings probabilities near the truth on new rows, by each method", () => {
  const { p, y } = distorted(10_000), fresh = distorted(10_000, 2);
  for (const method of ["isotonic", "platt", "beta"] as const) {
    const calibrated = calibrate(p, y, { method }).apply(fresh.p);
    assert(calibrationError(fresh.p, fresh.y) > 0.1);
    assert(calibrationError(calibrated, fresh.y) < 0.03, method);
    assert(logLoss(calibrated, fresh.y) < logLoss(fresh.truth, fresh.y) + 0.005, method);
  }
});

Deno.test('calibrate() chooses "auto" by the number of the rarer outcome', () => {
  const methodOf = (yes: number, no: number) => {
    const y = Float64Array.from({ length: yes + no }, (_, i) => i < yes ? 1 : 0);
    return calibrate(y.map((value, i) => 0.2 + 0.1 * value + i % 7 / 100), y).method;
  };
  assertEquals([methodOf(199, 500), methodOf(200, 500)], ["platt", "beta"]);
  assertEquals([methodOf(999, 5000), methodOf(1000, 5000)], ["beta", "isotonic"]);
  assertEquals(methodOf(5000, 150), "platt");
});

Deno.test('calibrate() chooses "smooth" by the same number, and never steps', () => {
  for (const [yes, method] of [[199, "platt"], [200, "beta"], [5000, "beta"]] as const) {
    const y = Float64Array.from({ length: yes + 6000 }, (_, i) => i < yes ? 1 : 0);
    const p = y.map((value, i) => 0.2 + 0.1 * value + i % 7 / 100);
    assertEquals(calibrate(p, y, { method: "smooth" }).method, method);
  }
});

Deno.test("calibrate() never gives 0 or 1, and keeps the order", () => {
  const rows = fc.array(
    fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), yes: fc.boolean() }),
    { minLength: 4, maxLength: 40 },
  );
  const random = fc.constantFrom("isotonic" as const, "platt" as const);
  fc.assert(fc.property(rows, random, (drawn, method) => {
    const p = Float64Array.from(drawn, (row) => row.p);
    const y = Float64Array.from(drawn, (row) => Number(row.yes));
    const calibrator = calibrate(p, y, { method });
    const sorted = calibrator.apply(p.toSorted());
    assert(sorted.every((value) => value > 0 && value < 1));
    if (calibrator instanceof PlattCalibrator && calibrator.slope < 0) sorted.reverse();
    sorted.forEach((value, i) => assert(i === 0 || value >= sorted[i - 1]! - 1e-12));
  }));
});

Deno.test("IsotonicCalibrator is nearest to the outcomes: no ascending step would be nearer", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(fc.property(rows, (drawn) => {
    const p = Float64Array.from(drawn, ([value]) => value / 9);
    const y = Float64Array.from(drawn, ([, yes]) => yes);
    const fitted = IsotonicCalibrator.fit(p, y).apply(p);
    // The mean residual from any place on is at most 0, and 0 in all (Kuhn-Tucker).
    let all = 0;
    fitted.forEach((value, i) => all += y[i]! - value);
    assertAlmostEquals(all, 0, 1e-9);
    for (const place of new Set(p)) {
      let above = 0;
      fitted.forEach((value, i) => above += p[i]! >= place ? y[i]! - value : 0);
      assert(above <= 1e-9);
    }
  }));
});

Deno.test("calibrators are the same after a round trip through JSON", () => {
  const { p, y } = distorted(500);
  for (const method of ["isotonic", "platt", "beta"] as const) {
    const calibrator = calibrate(p, y, { method });
    assertEquals(calibrator.method, method);
    assertEquals(calibratorFromJSON(JSON.parse(JSON.stringify(calibrator))), calibrator);
  }
  assertThrows(() => calibratorFromJSON({ method: "magic" }), InputError, '"magic"');
  assertThrows(() => calibratorFromJSON({ method: "platt", slope: 1 }), InputError, '"intercept"');
  assertThrows(() => calibratorFromJSON(null), InputError, "false");
});

Deno.test("calibrate() of outcomes that are all alike", () => {
  const p = Float64Array.of(0.2, 0.5, 0.9), y = new Float64Array(3);
  // Without a yes in three rows Platt's smoothing leaves 1 / 5 for all.
  calibrate(p, y).apply(p).forEach((value) => assertAlmostEquals(value, 0.2, 1e-6));
  calibrate(p, y, { method: "isotonic" }).apply(p).forEach((value) => assertEquals(value, 0.2));
  assertThrows(() => calibrate(p, y, { method: "beta" }), InputError, "all 3 rows");
  assertThrows(() => calibrate(Float64Array.of(1.5), Float64Array.of(1)), InputError, "has 1.5");
});

Deno.test("PlattCalibrator does not turn the order of a model round", () => {
  const { p, y } = distorted(300);
  const wrong = p.map((value) => 1 - value);
  const { slope, ...calibrator } = PlattCalibrator.fit(wrong, y);
  assertEquals(slope, 0);
  const share = y.reduce((sum, value) => sum + value, 0) / y.length;
  assertAlmostEquals(1 / (1 + Math.exp(-calibrator.intercept)), share, 0.005);
});

Deno.test("calibrationSlope says what a change of the model's log-odds comes to", () => {
  const { p, y } = distorted(2_000);
  const calibrator = calibrate(p, y, { method: "beta" });
  const logit = (value: number) => Math.log(value / (1 - value));
  const slopes = calibrationSlope(calibrator, Float64Array.of(0.2, 0.6));
  [0.2, 0.6].forEach((value, i) => {
    const [a, b] = calibrator.apply(Float64Array.of(value - 1e-5, value + 1e-5));
    const slope = (logit(b!) - logit(a!)) / (logit(value + 1e-5) - logit(value - 1e-5));
    assertAlmostEquals(slopes[i]!, slope, 1e-3);
  });
});
