import { join, relative } from "node:path";
import { count, duration, money, plural } from "perdura/core/mod.ts";
import type { PipelineOutcome } from "./run_record.ts";
import type { CleanFacts } from "./stages/clean.ts";
import type { ClvFacts } from "./stages/clv.ts";

/** Where the predictions of a stage are; the folder where there are several tables. */
const resultOf: Readonly<Record<string, string>> = {
  clv: "processed/clv_predictions.parquet",
  repurchase: "processed",
  conversion: "processed/conversion_predictions.parquet",
  "send-list": "outputs/send_list.csv",
};

/**
 * A run in a few lines: what was made and where, and how long each stage took.
 *
 * @param outcome of a run
 * @param workingFolder from where paths are shown
 */
export function pipelineSummary(outcome: PipelineOutcome, workingFolder: string): string {
  const { stages } = outcome.manifest;
  const { transactions } = (stages.clean?.facts ?? {}) as CleanFacts;
  // Predictions that were left as they were may be of other transactions.
  const isLeft = outcome.stages.some(({ name, status }) => name === "clv" && status === "kept");
  const clv = isLeft ? undefined : stages.clv?.facts as ClvFacts | undefined;
  const parts: string[] = [];
  if (transactions !== undefined) {
    const { customers, orders, kept, currency, period } = transactions.quality;
    parts.push(
      `${plural(customers, "customer")}, ${plural(orders, "order")}, ` +
        `${money(kept.revenue, currency)} revenue from ${day(period?.first)} to ` +
        day(period?.last),
    );
  }
  if (clv !== undefined) {
    const { currency, expectedPurchases, horizon, clv: value } = clv;
    parts.push(
      `In the next ${plural(horizon, "day")} ${count(expectedPurchases.total)} purchases and a ` +
        `CLV of ${money(value.total, currency)} are expected (top ten customers ` +
        `${count(expectedPurchases.topTen)} and ${money(value.topTen, currency)})`,
    );
  }
  for (const { line, name, status } of outcome.stages) {
    if (status === "skipped") parts.push(`${name}: ${line}`);
    else if (name in resultOf && name !== "clv" && status === "ran") parts.push(asSentence(line));
  }
  const took = outcome.stages.filter((stage) => stage.status === "ran")
    .map((stage) => `${stage.name} ${duration(stage.milliseconds)}`).join(", ");
  const time = took === ""
    ? `Nothing had to be done (${duration(outcome.milliseconds)})`
    : `${duration(outcome.milliseconds)} (${took})`;
  const made = outcome.stages.find(({ name, status }) =>
    name in resultOf && (status === "ran" || status === "cached")
  );
  const result = made === undefined ? "" : resultOf[made.name]!;
  const place = join(outcome.lake, result);
  const shown = relative(workingFolder, place);
  const where = shown.startsWith("../../..") ? place : shown;
  return [...parts, `${time} → ${where}`].join("\n");
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function day(moment: string | undefined): string {
  return moment?.slice(0, 10) ?? "–";
}
