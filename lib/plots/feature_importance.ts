import { formatNumber } from "perdura/core/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { capital, plural, round3, theModel, verbOf } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode featureImportance} draws. */
export interface FeatureImportanceInput extends Scope {
  /** What each feature, or group of features, adds; in any order. */
  readonly features: readonly {
    readonly name: string;
    readonly importance: number;
    /** The 95 % interval, where it is known. */
    readonly interval?: readonly [low: number, high: number];
  }[];
  /** What is measured, for example "log-loss that shuffling the feature adds". */
  readonly measure: string;
  readonly model: string;
  /** How values are written; three digits by default. */
  readonly format?: (value: number) => string;
  /** How many are shown, default 12. */
  readonly top?: number;
}

/**
 * What a model looks at: the features that its forecasts depend on most.
 *
 * @throws {InputError} where there are no features
 *
 * @example
 * ```ts
 * import { featureImportance } from "perdura/plots/feature_importance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = featureImportance({
 *   features: [{ name: "age", importance: 1 }, { name: "open rate", importance: 3 }],
 *   measure: "log-loss that shuffling the feature adds",
 *   model: "boosted trees",
 *   population: "8,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(title, "Boosted trees look at open rate first, then at age");
 * ```
 */
export function featureImportance(input: FeatureImportanceInput): Picture {
  const { measure, format = round3, top = 12, population, period } = input;
  checkSome(input.features.length, "the importance of features", "features");
  const ordered = input.features.toSorted((a, b) =>
    b.importance - a.importance || (a.name < b.name ? -1 : 1)
  );
  const shown = ordered.slice(0, top);
  const hasIntervals = shown.some(({ interval }) => interval !== undefined);
  const [first, second] = shown;
  const model = theModel(input.model);
  const look = verbOf(model, "looks", "look");
  return {
    title: `${capital(model)} ${look} at ${first!.name} first` +
      (second === undefined ? "" : `, then at ${second.name}`),
    subtitle:
      `${capital(measure)}, ${
        shown.length < ordered.length ? `the ${shown.length} largest of ` : ""
      }${plural(ordered.length, "feature")}; ${population}, ${period}` +
      (hasIntervals ? "; whiskers: 95\u00a0% interval" : ""),
    alt: `${capital(measure)} (${model}): ${
      shown.slice(0, 5).map(({ name, importance }) => `${name} ${format(importance)}`).join(", ")
    }${shown.length > 5 ? ` and ${shown.length - 5} smaller ones` : ""}; ${
      plural(ordered.length, "feature")
    } in all, ${population}.`,
    data: ordered.map(({ name, importance, interval }) => ({
      feature: name,
      importance,
      ...(hasIntervals
        ? { importance_low: interval?.[0] ?? null, importance_high: interval?.[1] ?? null }
        : {}),
    })),
    draw: (width) =>
      drawEstimateRows(
        shown.map(({ name, importance, interval }, k) => ({
          name,
          value: importance,
          low: interval?.[0],
          high: interval?.[1],
          label: format(importance),
          fill: k < 2 ? colour.accent : colour.context,
        })),
        width,
        { label: capital(measure), tick: formatNumber, mark: "bar" },
      ),
  };
}
