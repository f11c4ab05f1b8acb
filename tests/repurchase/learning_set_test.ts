import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { customerFeatures } from "perdura/features/mod.ts";
import {
  customerParts,
  learningDays,
  learningSet,
  type RepurchaseRows,
  repurchaseRows,
  snapshotDates,
  trainingRows,
} from "perdura/repurchase/mod.ts";
import { busyShop, historyOf, opening } from "../features/transactions/_shop.ts";

const day = 86_400_000;
const end = new Date(opening + 400 * day);
const dates = snapshotDates({ first: new Date(opening), end });

function smallRows(): RepurchaseRows {
  const history = historyOf(busyShop({ customers: 150, days: 400, seed: 3 }));
  const snapshots = dates.map((asOf) => ({ asOf, features: customerFeatures.at(history, asOf) }));
  return repurchaseRows(trainingRows(history, { end, snapshots }));
}

Deno.test("learningSet() learns, stops and calibrates by different customers, of later and later days", () => {
  const rows = smallRows();
  const parts = customerParts(rows.customerId, seededRandom(2));
  const days = learningDays(dates, end);
  const set = learningSet(rows, days, parts, seededRandom(1));
  const customers = (of: { customerId: readonly string[] }) => new Set(of.customerId);
  for (const horizon of [30, 60] as const) {
    const folds = [set.train, set.stop, set.calibrate[horizon]].map(customers);
    const all = folds.reduce((all, fold) => all.union(fold));
    assertEquals(folds.reduce((sum, { size }) => sum + size, 0), all.size);
    assert(folds.every(({ size }) => size > 10));
  }
  const isLearntFrom = (row: number) =>
    parts[row] === "learn" && days.train.some((date) => rows.asOf[row] === +date / day);
  const expected = rows.customerId.filter((_, row) => isLearntFrom(row));
  assertEquals(set.train.customerId, expected);
});

Deno.test("learningSet() gives networks numbers only, and no missing one", () => {
  const rows = smallRows();
  const { calibrate, stop, train } = learningSet(
    rows,
    learningDays(dates, end),
    customerParts(rows.customerId, seededRandom(2)),
    seededRandom(1),
  );
  for (const { features } of [train, stop, calibrate[30], calibrate[60]]) {
    assertEquals(features.names, train.features.names);
    assert(features.columns.every((column) => column.every(Number.isFinite)));
  }
});

Deno.test("learningSet() refuses rows without buyers", () => {
  const rows = smallRows();
  const none = rows.bought[60].map(() => 0);
  assertThrows(
    () =>
      learningSet(
        { ...rows, bought: { 30: none, 60: none } },
        learningDays(dates, end),
        customerParts(rows.customerId, seededRandom(2)),
        seededRandom(1),
      ),
    InputError,
    "0 are of customers who bought within 30 days",
  );
});
