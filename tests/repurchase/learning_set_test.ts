import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { customerFeatures, customerHistory } from "perdura/features/mod.ts";
import {
  learningDays,
  learningSet,
  type RepurchaseRows,
  repurchaseRows,
  snapshotDates,
  trainingRows,
} from "perdura/repurchase/mod.ts";
import { busyShop, opening, shopTable } from "../features/transactions/_shop.ts";

const day = 86_400_000;
const end = new Date(opening + 400 * day);
const dates = snapshotDates({ first: new Date(opening), end });

function smallRows(): RepurchaseRows {
  const { transactions, rejected } = busyShop({ customers: 150, days: 400, seed: 3 });
  const history = customerHistory(shopTable(transactions), shopTable(rejected));
  const snapshots = dates.map((asOf) => ({ asOf, features: customerFeatures.at(history, asOf) }));
  return repurchaseRows(trainingRows(history, { end, snapshots }));
}

Deno.test("learningSet() stops and calibrates by different customers, of later days", () => {
  const rows = smallRows();
  const half = Uint8Array.from(rows.customerId, (id) => Number(id.slice(1)) % 2);
  const days = learningDays(dates, end);
  const set = learningSet(rows, days, half, seededRandom(1));
  const customers = (of: { customerId: readonly string[] }) => new Set(of.customerId);
  for (const horizon of [30, 60] as const) {
    const shared = customers(set.stop).intersection(customers(set.calibrate[horizon]));
    assertEquals([...shared], []);
  }
  assert(customers(set.stop).size > 20 && customers(set.calibrate[30]).size > 20);
  const known = rows.asOf.filter((asOf) => days.train.some((date) => asOf === +date / day));
  assertEquals(set.train.customerId.length, known.length);
});

Deno.test("learningSet() gives networks numbers only, and no missing one", () => {
  const rows = smallRows();
  const half = new Uint8Array(rows.customerId.length).map((_, row) => row % 2);
  const { calibrate, stop, train } = learningSet(
    rows,
    learningDays(dates, end),
    half,
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
  const half = new Uint8Array(rows.customerId.length);
  assertThrows(
    () =>
      learningSet(
        { ...rows, bought: { 30: none, 60: none } },
        learningDays(dates, end),
        half,
        seededRandom(1),
      ),
    InputError,
    "0 are of customers who bought within 30 days",
  );
});
