import type { GradientBoostingOptions } from "perdura/learn/mod.ts";
import fixture from "../../fixtures/learn/trees.json" with { type: "json" };

/** What xgboost made of tables whose features are small whole numbers. */
export const exactCases = fixture.exact.map((entry) => ({
  name: entry.name,
  features: {
    names: entry.columns.map((_, i) => `x${i}`),
    columns: entry.columns.map((column) => Float64Array.from(column, (x) => x ?? NaN)),
  },
  outcome: Float64Array.from(entry.outcome),
  options: optionsOf(entry),
  margin: Float64Array.from(entry.margin),
  /** Of the first rows: one value for each feature, then the base. */
  contributions: entry.contributions,
  gain: entry.gain,
}));

/** xgboost's log-loss on tables of continuous features, for several numbers of bins. */
export const noiseCases = fixture.noise;

function optionsOf(entry: typeof fixture.exact[number]): GradientBoostingOptions {
  const settings: Record<string, number | string> = entry.settings;
  const number = (key: string, otherwise: number) => Number(settings[key] ?? otherwise);
  const directions = String(settings["monotone_constraints"] ?? "").match(/-?\d/g) ?? [];
  const monotone = directions.map((direction, i) => [`x${i}`, Number(direction)] as const);
  return {
    loss: entry.loss as "binary" | "regression" | "cox",
    trees: entry.trees,
    learningRate: 0.3,
    depth: number("max_depth", 6),
    leaves: number("max_leaves", 31),
    l1: number("reg_alpha", 0),
    l2: number("reg_lambda", 1),
    minimumChildWeight: number("min_child_weight", 1),
    monotone: Object.fromEntries(
      monotone.filter(([, direction]) => direction !== 0),
    ) as Record<string, 1 | -1>,
    ...(entry.weight && { weight: Float64Array.from(entry.weight) }),
    ...(entry.event && { event: Uint8Array.from(entry.event) }),
  };
}
