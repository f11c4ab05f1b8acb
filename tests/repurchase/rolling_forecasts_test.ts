import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { customerFeatures } from "perdura/features/mod.ts";
import {
  customerParts,
  horizons,
  learningDays,
  type RepurchaseRows,
  repurchaseRows,
  rollingForecasts,
  rollingTests,
  snapshotDates,
  trainingRows,
} from "perdura/repurchase/mod.ts";
import { busyShop, historyOf, opening } from "../features/transactions/_shop.ts";

const day = 86_400_000;
const end = new Date(opening + 400 * day);
const dates = snapshotDates({ first: new Date(opening), end });

function smallRows(): RepurchaseRows {
  const history = historyOf(busyShop({ customers: 200, days: 400, seed: 4 }));
  const snapshots = dates.map((asOf) => ({ asOf, features: customerFeatures.at(history, asOf) }));
  return repurchaseRows(trainingRows(history, { end, snapshots }));
}

Deno.test("rollingForecasts() say nothing of an answer that came after the model was made", async () => {
  const rows = smallRows();
  const [last] = rollingTests(dates).slice(-1);
  const { madeOn } = last!;
  const forecast = async (bought: RepurchaseRows["bought"]) => {
    const made = await rollingForecasts(
      { ...rows, bought },
      [last!],
      customerParts(rows.customerId, seededRandom(1)),
      {
        random: seededRandom(2),
        network: { members: 1, epochs: 2, hidden: [8] },
        trees: { trees: 10 },
        told: () => ({}),
      },
    );
    return made.forecasts;
  };
  const isLater = (row: number, horizon: number) =>
    rows.asOf[row]! + horizon > madeOn.getTime() / day;
  const turned = (which: (row: number, horizon: number) => boolean): RepurchaseRows["bought"] => {
    const [in30, in60] = horizons.map((horizon) =>
      rows.bought[horizon].map((answer, row) => which(row, horizon) ? 1 - answer : answer)
    );
    return { 30: in30!, 60: in60! };
  };
  const made = await forecast(rows.bought);
  assert(rows.asOf.some((_, row) => isLater(row, 30)));
  assertEquals(await forecast(turned(isLater)), made);
  // An answer of the last snapshot that was over does count.
  const known = learningDays(dates, madeOn).calibrate[30].at(-1)!.getTime() / day;
  assertNotEquals(
    await forecast(turned((row, horizon) => horizon === 30 && rows.asOf[row] === known)),
    made,
  );
});
