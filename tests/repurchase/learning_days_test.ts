import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "perdura/core/mod.ts";
import { horizons, learningDays, rollingTests, snapshotDates } from "perdura/repurchase/mod.ts";

const day = 86_400_000;
const daysOf = (dates: readonly Date[]) => dates.map((date) => date.getTime() / day);

Deno.test("snapshotDates() leaves room for history before and follow-up after", () => {
  const first = new Date(0), end = new Date(200 * day);
  assertEquals(daysOf(snapshotDates({ first, end })), [110, 140, 170]); // 80 is less than 84
  assertEquals(daysOf(snapshotDates({ first, end, followUp: 60, history: 80 })), [80, 110, 140]);
  assertEquals(daysOf(snapshotDates({ first, end, every: 7, most: 2 })), [163, 170]);
  assertEquals(snapshotDates({ first, end: new Date(113 * day) }), []);
});

Deno.test("learningDays() and rollingTests() never look at an outcome twice or too early", () => {
  const history = fc.record({
    days: fc.integer({ min: 480, max: 1_200 }),
    every: fc.constantFrom(7, 15, 30, 45),
  });
  fc.assert(fc.property(history, ({ days, every }) => {
    const first = new Date(0), end = new Date(days * day);
    const dates = snapshotDates({ first, end, every });
    const models = [...rollingTests(dates), { ...learningDays(dates, end), tests: [] }];
    assert(models.length > 1);
    for (const { calibrate, madeOn, stop, tests, train } of models) {
      const made = madeOn.getTime() / day;
      const late = [...stop, ...horizons.flatMap((horizon) => calibrate[horizon])];
      // A gap of the longest horizon between what is learnt from and what judges it.
      assert(Math.max(...daysOf(train)) + 60 <= Math.min(...daysOf(late)));
      assert(daysOf(stop).every((date) => date + 60 <= made));
      for (const horizon of horizons) {
        assert(calibrate[horizon].length > 0);
        assert(daysOf(calibrate[horizon]).every((date) => date + horizon <= made));
      }
      assert(daysOf(tests).every((date) => date >= made));
    }
    const tested = models.flatMap(({ tests }) => daysOf(tests));
    assertEquals(new Set(tested).size, tested.length);
    assertEquals(tested.at(-1), daysOf(dates).at(-1));
    assert(tested.length <= 6);
  }));
});

Deno.test("rollingTests() makes a new model every three snapshots, the latest for three", () => {
  const dates = snapshotDates({ first: new Date(0), end: new Date(739 * day) });
  const models = rollingTests(dates);
  assertEquals(models.map(({ tests }) => tests.length), [3, 3]);
  assertEquals(daysOf(models.map(({ madeOn }) => madeOn)), [559, 649]);
  assertEquals(daysOf(models[1]!.stop), [559, 589]);
  assertEquals(daysOf(models[1]!.calibrate[30]), [589, 619]);
  assertEquals(daysOf(models[1]!.train).at(-1), 499);
});

Deno.test("rollingTests() has no model where the history is too short, learningDays() says so", () => {
  const dates = snapshotDates({ first: new Date(0), end: new Date(230 * day) });
  assertEquals(rollingTests(dates), []);
  assertThrows(() => learningDays(dates, new Date(200 * day)), InputError, "no snapshot");
});
