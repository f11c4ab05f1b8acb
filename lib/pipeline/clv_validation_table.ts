import pl from "nodejs-polars";
import { type HoldoutReport, pairedDifference } from "perdura/clv/mod.ts";

/**
 * A comparison of models as a table for people: one row per model and baseline, with the measures
 * of its forecast of purchases on the holdout, and its difference to a reference model.
 *
 * @param reference name of the model that the others are compared with
 * @param chosen name of the model that is used
 */
export function clvValidationTable(
  report: HoldoutReport,
  reference: string,
  chosen: string,
): pl.DataFrame {
  const { scores, differences } = report;
  const texts = (name: string, values: string[]) => pl.Series(name, values, pl.Utf8);
  const numbers = (name: string, values: (number | undefined)[]) =>
    pl.Series(name, values.map((value) => value ?? null) as number[], pl.Float64);
  const against = scores.map(({ name }) =>
    name === reference ? undefined : pairedDifference(differences, name, reference, "logLikelihood")
  );
  return pl.DataFrame([
    texts("model", scores.map(({ name }) => name)),
    texts(
      "role",
      scores.map(({ name, baseline }) =>
        name === chosen ? "used" : baseline ? "baseline" : "candidate"
      ),
    ),
    numbers("customers", scores.map(() => report.customers)),
    numbers("holdout_weeks", scores.map(() => report.length)),
    numbers("expected_purchases", scores.map((score) => score.expectedTotal)),
    numbers("actual_purchases", scores.map((score) => score.actualTotal)),
    numbers("relative_error", scores.map((score) => score.relativeError)),
    numbers("bias", scores.map((score) => score.bias)),
    numbers("mean_absolute_error", scores.map((score) => score.meanAbsoluteError)),
    numbers("root_mean_square_error", scores.map((score) => score.rootMeanSquareError)),
    numbers("rank_correlation", scores.map((score) => score.rankCorrelation)),
    numbers("normalised_gini", scores.map((score) => score.normalisedGini)),
    numbers("top_decile_lift", scores.map((score) => score.decileLift[0])),
    numbers("log_likelihood", scores.map((score) => score.logLikelihood)),
    numbers("log_likelihood_difference", against.map((entry) => entry?.difference)),
    numbers("log_likelihood_difference_lower", against.map((entry) => entry?.lower)),
    numbers("log_likelihood_difference_upper", against.map((entry) => entry?.upper)),
    numbers("spend_relative_error", scores.map((score) => score.spend?.relativeError)),
    numbers("spend_rank_correlation", scores.map((score) => score.spend?.rankCorrelation)),
  ]);
}
