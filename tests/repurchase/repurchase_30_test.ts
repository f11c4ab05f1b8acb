import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { customerFeatures, purchaseDays, takeValues } from "perdura/features/mod.ts";
import { attainableGain, rocAuc as rocAucOf } from "perdura/learn/mod.ts";
import {
  attainableProbabilities,
  comparedForecasts,
  horizons,
  type Repurchase30,
  repurchase30,
  type Repurchase30Input,
  RepurchaseModel,
  repurchaseObstacle,
  snapshotDates,
} from "perdura/repurchase/mod.ts";
import { sampleExponential, sampleGamma } from "perdura/stats/mod.ts";
import {
  busyShop,
  cleaned,
  historyOf,
  opening,
  type ShopLine,
} from "../features/transactions/_shop.ts";

const day = 86_400_000;
const shop = busyShop({ customers: 600, days: 330, seed: 11 });
const asOf = new Date(opening + 300 * day);

/** What a store would have kept of the shop. */
function inputOf(lines: readonly ShopLine[], end = asOf): Repurchase30Input {
  const history = historyOf(lines);
  return {
    history,
    dates: snapshotDates({ first: new Date(opening), end }),
    asOf: end,
    features: (day) => Promise.resolve(customerFeatures.at(history, day)),
  };
}

function learn(lines: readonly ShopLine[], epochs = 2): Promise<Repurchase30> {
  return repurchase30(
    inputOf(lines),
    {
      random: seededRandom(5),
      progress: silent,
      network: { members: 2, epochs, hidden: [8] },
      trees: { trees: 10 },
      replicates: 20,
    },
  );
}

/** All that is kept of a result, to compare it to the last bit. */
function kept({ model, predictions, rows, scores }: Repurchase30): unknown {
  return [model.save(), predictions.toRecords(), rows.toRecords(), scores];
}

Deno.test("repurchase30() predicts from the past alone, the same for the same seed", async () => {
  const result = await learn(shop);
  const past = shop.filter(({ at }) => (at as number) < asOf.getTime());
  assert(past.length < shop.length);
  const other = await learn(past);
  assertEquals(kept(other), kept(result));

  const { predictions } = result;
  assertEquals(
    predictions.getColumn("customer_id").toArray(),
    (await inputOf(shop).features(asOf)).getColumn("customer_id").toArray(),
  );
  for (const row of predictions.toRecords() as Record<string, number>[]) {
    assert(row["probability_60d"]! >= row["probability_30d"]!);
    for (const name of ["probability_30d", "probability_60d"]) {
      assert(row[`${name}_lower`]! <= row[name]! && row[name]! <= row[`${name}_upper`]!);
      assert(row[name]! > 0 && row[name]! < 1);
    }
  }
  const names = Object.values(comparedForecasts);
  assertEquals(
    result.scores.filter(({ horizon, snapshot }) => horizon === 60 && snapshot === "pooled")
      .map(({ name }) => name),
    names,
  );
  // Longer horizons have one snapshot less: that of the last 30 days is not over.
  const snapshotsOf = (wanted: number) =>
    new Set(
      result.scores.filter(({ horizon }) => horizon === wanted).map(({ snapshot }) => snapshot),
    ).size;
  assertEquals(snapshotsOf(30), snapshotsOf(60) + 1);
  result.model.dispose();
  other.model.dispose();
});

Deno.test("RepurchaseModel predicts and explains the same after it was saved", async () => {
  // A category may be in two lines.
  const lines = shop.map((line) => ({
    ...line,
    country: line.country?.replace("Spain", "Spa\nin"),
  }));
  const { model } = await learn(lines as ShopLine[], 20);
  const columns = customerFeatures.columns(await inputOf(shop).features(asOf));
  const same = await RepurchaseModel.load(model.save());
  assertEquals(same.predict(columns), model.predict(columns));
  const effects = same.effects(columns);
  assertEquals(effects, model.effects(columns));
  // Effects find their way back to columns, also from what became several numbers of a network.
  const effectOf = (wanted: string) => effects[columns.findIndex(({ name }) => name === wanted)]!;
  for (const name of ["days_since_last", "interval_sd", "favourite_category", "country"]) {
    assert(effectOf(name).some((effect) => effect !== 0), name);
  }
  model.dispose();
  same.dispose();
});

Deno.test("repurchaseObstacle() says what is missing, and nothing where enough is there", () => {
  const days = (lines: readonly ShopLine[]) => purchaseDays(cleaned(lines).transactions);
  assertEquals(repurchaseObstacle(days(shop), asOf), undefined);
  const short = shop.filter(({ at }) => (at as number) >= opening + 100 * day);
  assert(repurchaseObstacle(days(short), asOf)!.includes("294 are needed"));
  const few = shop.filter(({ customer }) => Number(customer!.slice(1)) < 60);
  assert(repurchaseObstacle(days(few), asOf)!.includes("at least 60 buyers"));
});

/** What is true of {@linkcode truthfulShop}, in weeks. */
const truth = { purchases: { r: 0.8, alpha: 4, s: 0.6, beta: 12 } };

/** A shop of 700 customers and 600 days whose purchases follow the Pareto/NBD model. */
function truthfulShop(seed: number): ShopLine[] {
  const random = seededRandom(seed);
  const { alpha, beta, r, s } = truth.purchases;
  const transactions: ShopLine[] = [];
  for (let customer = 0; customer < 700; customer++) {
    const rate = sampleGamma(random, r, alpha), dropout = sampleGamma(random, s, beta);
    const first = 480 * random.next();
    const end = Math.min(600, first + 7 * sampleExponential(random, dropout));
    for (let at = first; at < end; at += 7 * sampleExponential(random, rate)) {
      transactions.push({ customer: `c${customer}`, at: opening + Math.floor(at * day) });
    }
  }
  return transactions;
}

/** Of what can be known of 30 and 60 days, what forecasts reach for other seeds too. */
const leastShares = {
  [comparedForecasts.network]: 0.77,
  [comparedForecasts.trees]: 0.87,
  [comparedForecasts.logistic]: 0.89,
  [comparedForecasts.paretoNbd]: 0.99,
  [comparedForecasts.daysSinceLast]: 0.65,
};

Deno.test("repurchase30() comes near the best possible forecast where the truth is known", async () => {
  const { forecasts: { forecasts, rows }, model, scores } = await repurchase30(
    { ...inputOf(truthfulShop(23), new Date(opening + 600 * day)), truth },
    {
      random: seededRandom(6),
      progress: silent,
      network: { members: 1, hidden: [32] },
      trees: { trees: 100 },
      replicates: 2,
      tests: 3,
    },
  );
  model.dispose();
  const known = attainableProbabilities(rows, truth);
  for (const horizon of horizons) {
    const over = Uint32Array.from(rows.bought[horizon].keys())
      .filter((row) => !Number.isNaN(rows.bought[horizon][row]!));
    const best = takeValues(known[horizon], over);
    const shareOf = (name: keyof typeof forecasts) =>
      attainableGain(takeValues(forecasts[name][horizon], over), best).share;
    for (const [name, least] of Object.entries(leastShares)) {
      const share = shareOf(name as keyof typeof forecasts);
      assert(share > least && share <= 1, `${name} of ${horizon} days reaches ${share}`);
    }
    assertAlmostEquals(shareOf(comparedForecasts.baseRate), 0, 0.05);

    const pooled = scores.filter((score) =>
      score.horizon === horizon && score.snapshot === "pooled"
    );
    const bestScore = pooled.find(({ name }) => name === "best possible")!;
    const rocAuc = bestScore.scores.rocAuc.estimate;
    assertAlmostEquals(rocAuc, rocAucOf(best, takeValues(rows.bought[horizon], over)), 1e-12);
    assertAlmostEquals(
      bestScore.difference!.rocAuc.estimate + pooled[0]!.scores.rocAuc.estimate,
      rocAuc,
      1e-12,
    );
  }
});
