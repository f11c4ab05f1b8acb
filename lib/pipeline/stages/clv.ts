import pl from "nodejs-polars";
import {
  continuousRate,
  customerLifetimeValue,
  type CustomerSummary,
  fitGammaGamma,
  fitParetoNbd,
  type GammaGamma,
  type PurchaseModel,
} from "perdura/clv/mod.ts";
import { count, money } from "perdura/core/mod.ts";
import { toCustomerSummary } from "perdura/features/mod.ts";
import { readTable, type Settings, sha256Text } from "perdura/lake/mod.ts";
import type { Stage } from "../stage.ts";

const daysPerWeek = 7;
const weeksPerYear = 365 / daysPerWeek;
/** Days ahead for which purchases are predicted, each in a column of its own. */
const purchaseHorizons = [30, 90, 180, 365] as const;
const topTen = 10;

/** A figure for all customers, and for the ten with the highest CLV. */
interface Total {
  readonly total: number;
  readonly topTen: number;
}

/** What the CLV stage has to say about its result. */
export interface ClvFacts {
  readonly customers: number;
  readonly model: string;
  readonly params: Readonly<Record<string, number>>;
  /** Days ahead. */
  readonly horizon: number;
  readonly currency: string;
  readonly expectedPurchases: Total;
  readonly clv: Total;
  readonly warnings: readonly string[];
}

/** Says of every customer whether they are still one, how often they will buy, and what it is worth. */
const clv: Stage<Pick<Settings, "horizon" | "discountRate" | "margin">> = {
  name: "clv",
  does: "fitting the models of purchases and spend",
  after: ["features"],
  reads: ["processed/clv.parquet"],

  parameters: ({ settings: { horizon, discountRate, margin } }) => ({
    horizon,
    discountRate,
    margin,
  }),

  async run({ input, output }, { horizon, discountRate, margin }) {
    const table = readTable(input("processed/clv.parquet"));
    const currency = table.getColumn("currency").get(0) as string;
    const summary = toCustomerSummary(table);
    const purchases = fitParetoNbd(summary);
    const spend = fitGammaGamma(summary);
    const predicted = predict(summary, purchases, spend, { horizon, discountRate, margin });

    const frame = pl.DataFrame([
      table.getColumn("customer_id"),
      ...Object.entries(predicted).map(([name, values]) => pl.Series(name, values)),
    ]).withColumns(pl.lit(currency).alias("currency"));
    await output.writeTable("processed/clv_predictions.parquet", frame, ["customer_id"], {
      description: "One row per customer: what is expected of them after the end of observation",
      schemaVersion: 1,
      units: {
        expected_value: `${currency} per purchase`,
        clv: `${currency} over ${horizon} days, discounted at ${discountRate} a year`,
      },
    });
    const models = { purchases: purchases.toJSON(), spend: spend.toJSON() };
    const version = sha256Text(JSON.stringify(models)).slice(0, 12);
    await output.writeJson(`models/clv/${version}/model.json`, models);

    const best = [...predicted.clv.keys()]
      .sort((a, b) => predicted.clv[b]! - predicted.clv[a]!).slice(0, topTen);
    const totalOf = (values: Float64Array): Total => ({
      total: sum(values),
      topTen: sum(best.map((i) => values[i]!)),
    });
    const inHorizon = purchases.conditionalExpectedPurchases(horizon / daysPerWeek, summary);
    const facts: ClvFacts = {
      customers: table.height,
      model: purchases.name,
      params: purchases.params,
      horizon,
      currency,
      expectedPurchases: totalOf(inHorizon),
      clv: totalOf(predicted.clv),
      warnings: [...purchases.warnings, ...spend.warnings],
    };
    return {
      line: `${purchases.name} and ${spend.name}: ${count(facts.expectedPurchases.total)} ` +
        `purchases and a CLV of ${money(facts.clv.total, currency)} in ${horizon} days`,
      facts,
    };
  },
};

export default clv;

function predict(
  summary: CustomerSummary,
  purchases: PurchaseModel,
  spend: GammaGamma,
  { horizon, discountRate, margin }: Pick<Settings, "horizon" | "discountRate" | "margin">,
) {
  const expected = Object.fromEntries(purchaseHorizons.map((days) => [
    `expected_purchases_${days}d`,
    purchases.conditionalExpectedPurchases(days / daysPerWeek, summary),
  ]));
  return {
    probability_alive: purchases.probabilityAlive(summary),
    ...expected,
    expected_value: spend.conditionalExpectedValue(summary),
    clv: customerLifetimeValue({
      purchases,
      spend,
      summary,
      horizon: horizon / daysPerWeek,
      discountRate: continuousRate(discountRate, weeksPerYear),
      margin,
    }),
  };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
