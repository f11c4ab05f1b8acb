import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import {
  chooseModel,
  fitGammaGamma,
  type Interval,
  type ModelChoice,
  purchaseModels,
} from "perdura/clv/mod.ts";
import { count, InputError, money, plural } from "perdura/core/mod.ts";
import { toCustomerSummary } from "perdura/features/mod.ts";
import { readTable, type Settings, sha256Text } from "perdura/lake/mod.ts";
import { clvValidationTable } from "../clv_validation_table.ts";
import { type ClvTerms, predictClv } from "../predict_clv.ts";
import type { Stage } from "../stage.ts";
import { type ClvValidation, validateClv } from "../validate_clv.ts";
import type { FeaturesFacts } from "./features.ts";

/** Kept unless another model is clearly better. */
const preferredModel = "pareto-nbd";
const day = 86_400_000;
const topTen = 10;
/** Returning customers without whom there is nothing to fit a model of spend to. */
const fewestToLearnFrom = 2;

/** What the predictions depend on besides the tables. */
interface ClvParameters extends ClvTerms, Pick<Settings, "clvModel" | "seed"> {
  /** The first day that counts as the future. */
  readonly asOf: string;
}

/** A figure for all customers with its 95 % interval, and for the ten with the highest CLV. */
interface Total extends Pick<Interval, "lower" | "upper"> {
  readonly total: number;
  readonly topTen: number;
}

/** What the CLV stage has to say about its result. */
export interface ClvFacts {
  readonly customers: number;
  readonly model: string;
  /** Why this model. */
  readonly reason: string;
  readonly params: Readonly<Record<string, number>>;
  readonly spendParams: Readonly<Record<string, number>>;
  /** Days ahead. */
  readonly horizon: number;
  readonly currency: string;
  readonly expectedPurchases: Total;
  readonly clv: Total;
  /** What must be known before relying on the fits. */
  readonly warnings: readonly string[];
  /** Candidates that could not be fitted, and why. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Says of every customer whether they are still one, how often they will buy, and what it is worth. */
const clv: Stage<ClvParameters> = {
  name: "clv",
  does: "comparing the models of purchases and predicting what customers are worth",
  after: ["features"],
  reads: ["processed/purchase_days.parquet", "processed/clv.parquet"],
  makes: ["processed/clv_predictions.parquet", "outputs/clv_validation.csv", "models/clv/"],

  checkSettings({ clvModel }) {
    if (clvModel === undefined || clvModel in purchaseModels) return;
    throw new InputError(
      `Cannot use --clv-model "${clvModel}": the models are ` +
        Object.keys(purchaseModels).join(", "),
    );
  },

  parameters: ({ manifest, settings: { clvModel, discountRate, horizon, margin, seed } }) => ({
    asOf: (manifest.stages.features!.facts as FeaturesFacts).asOf,
    clvModel,
    discountRate,
    horizon,
    margin,
    seed,
  }),

  whyNot({ manifest }) {
    const { returningCustomers } = manifest.stages.features!.facts as FeaturesFacts;
    if (returningCustomers >= fewestToLearnFrom) return undefined;
    const found = returningCustomers === 0
      ? "no customer has"
      : `only ${plural(returningCustomers, "customer has", "customers have")}`;
    return `${found} bought and paid on more than one day, which is too little to learn from ` +
      `how often customers come back (at least ${fewestToLearnFrom} are needed)`;
  },

  async run({ input, output, progress, random }, { asOf, clvModel, ...terms }) {
    const days = readTable(input("processed/purchase_days.parquet"));
    const validation = validateClv(days, new Date(Date.parse(asOf) - day), random);
    const choice = choose(validation, clvModel);
    if (validation !== undefined) {
      const { report } = validation;
      const comparison = clvValidationTable(report, preferredModel, choice.name);
      await output.pending.write("outputs/clv_validation.csv", toCsv(comparison));
    }

    const table = readTable(input("processed/clv.parquet"));
    const currency = table.getColumn("currency").get(0) as string;
    const summary = toCustomerSummary(table);
    const purchases = purchaseModels[choice.name]!.fit(summary);
    const spend = fitGammaGamma(summary);
    const predicted = predictClv(summary, purchases, spend, terms);
    const frame = pl.DataFrame([
      table.getColumn("customer_id"),
      ...Object.entries(predicted.columns).map(([name, values]) => pl.Series(name, values)),
    ]).withColumns(pl.lit(currency).alias("currency"));
    await output.writeTable("processed/clv_predictions.parquet", frame, ["customer_id"], {
      description: "One row per customer: what is expected of them after the end of observation, " +
        "with 95 % intervals for the uncertainty of the parameters",
      schemaVersion: 1,
      units: {
        expected_value: `${currency} per purchase`,
        clv: `${currency} over ${terms.horizon} days, discounted at ${terms.discountRate} a year`,
      },
    });
    const models = { purchases: purchases.toJSON(), spend: spend.toJSON(), timeUnit: "week" };
    const version = sha256Text(JSON.stringify(models)).slice(0, 12);
    await output.writeJson(`models/clv/${version}/model.json`, models);

    const best = [...predicted.clv.keys()]
      .sort((a, b) => predicted.clv[b]! - predicted.clv[a]!).slice(0, topTen);
    const totalOf = (values: Float64Array, { estimate, lower, upper }: Interval): Total => ({
      total: estimate,
      lower,
      upper,
      topTen: best.reduce((sum, row) => sum + values[row]!, 0),
    });
    const facts: ClvFacts = {
      customers: table.height,
      model: purchases.name,
      reason: choice.reason,
      params: purchases.params,
      spendParams: spend.params,
      horizon: terms.horizon,
      currency,
      expectedPurchases: totalOf(predicted.purchasesInHorizon, predicted.totals.purchases),
      clv: totalOf(predicted.clv, predicted.totals.clv),
      warnings: [...purchases.warnings, ...spend.warnings],
      failures: validation?.failures ?? {},
    };
    for (const warning of facts.warnings) progress.say(warning);
    return {
      line: `${purchases.name} (${choice.reason}): ${count(facts.expectedPurchases.total)} ` +
        `purchases and a CLV of ${money(facts.clv.total, currency)} in ${terms.horizon} days`,
      facts,
    };
  },
};

export default clv;

/** The model that was asked for, or the one that the holdout speaks for. */
function choose(validation: ClvValidation | undefined, asked: string | undefined): ModelChoice {
  if (asked !== undefined) return { name: asked, reason: "asked for" };
  if (validation === undefined) {
    return { name: preferredModel, reason: "the past is too short to compare models on" };
  }
  const fitted = validation.models.map(({ name }) => name);
  // The preferred model fails only where others do better for lack of data.
  const preferred = fitted.includes(preferredModel) ? preferredModel : fitted[0]!;
  return chooseModel(validation.report, preferred);
}

function toCsv(frame: pl.DataFrame): Uint8Array {
  return Buffer.from(frame.writeCSV() as unknown as Buffer);
}
