import type { CampaignRows } from "perdura/conversion/mod.ts";
import {
  comparisonCsv,
  metricsCsv,
  type TrainedResponse,
} from "perdura/conversion/response/mod.ts";
import { plural } from "perdura/core/mod.ts";
import { toPng, toStandaloneSvg, trainingHistory } from "perdura/plots/mod.ts";
import type { StageOutput } from "../stage_output.ts";

/** From this probability on the report predicts a response, as scikit-learn does. */
const threshold = 0.5;

/** Writes the report of the network on the test, all models beside it, and how it was trained. */
export async function writeResponseReports(
  { pending }: StageOutput,
  { models, network, split, test, validationRate }: TrainedResponse,
  { day }: CampaignRows,
): Promise<void> {
  await pending.write(
    "outputs/metrics_conversion.csv",
    metricsCsv(test.probabilities.network, test.rows.label, threshold),
  );
  await pending.write("outputs/conversion_models.csv", comparisonCsv(models));
  const picture = trainingHistory({
    history: network.history,
    bestEpoch: network.bestEpoch,
    baseRate: validationRate,
    population: `${plural(split.train.length, "row")} to learn from, ` +
      `${plural(split.validation.length, "row")} of validation`,
    period: day === undefined ? "one campaign" : `${dayText(least(day))} to ${dayText(most(day))}`,
  });
  await pending.write("outputs/training_history.png", toPng(picture));
  await pending.write("outputs/training_history.svg", toStandaloneSvg(picture));
}

const least = (days: Int32Array) => days.reduce((a, b) => Math.min(a, b));
const most = (days: Int32Array) => days.reduce((a, b) => Math.max(a, b));

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
