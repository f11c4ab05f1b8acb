/** `deno task train-conversion`: learns who responds to a campaign, from any campaign file. */
import { join } from "node:path";
import {
  baseRateName,
  responseModels,
  type TrainedResponse,
  trainResponse,
} from "perdura/conversion/response/mod.ts";
import { campaignRows, type ReadCampaign, readCampaign } from "perdura/conversion/mod.ts";
import {
  formatNumber,
  InputError,
  percent,
  plural,
  seededRandom,
  similarName,
} from "perdura/core/mod.ts";
import { exists, lakeAt, rawManifestPath, readRawManifest } from "perdura/lake/mod.ts";
import { type Estimate, liftAt } from "perdura/learn/mod.ts";
import { datasets } from "perdura/sources/datasets.ts";
import { defineCommand, runCommand } from "./_command.ts";
import { ConversionOutputs } from "./_conversion_outputs.ts";
import { number, numbers, text } from "./_flags.ts";
import { textTable } from "./_text_table.ts";

const folder = "data/outputs/train-conversion";

/** The command line, without the process around it. */
export const trainConversionCommand = defineCommand({
  name: "train-conversion",
  summary:
    "Learns from a campaign file who responds: a network beside boosted trees, a network with " +
    "periodic embeddings, logistic regression and the base rate, judged on customers that none of " +
    "them has seen. Flags may be written with underscores.",
  examples: [
    "deno task train-conversion --data_path campaign_history.csv",
    "deno task train-conversion --data_path campaign_history.csv --model_out response.keras " +
    "--metrics_out metrics_conversion.csv --history_out training_history.png",
    "deno task train-conversion --data_path hillstrom.csv.gz --hidden 128,64,32 --dropout 0.3 " +
    "--l2 1e-4 --tensorboard runs/hillstrom",
  ],
  acceptsUnderscores: true,
  flags: {
    dataPath: text("The campaign file: CSV, workbook or Parquet, also in gzip or zip", {
      value: "PATH",
    }),
    testSize: number("Share of the rows to judge by", {
      value: "SHARE",
      minimum: 0.05,
      maximum: 0.5,
      default: 0.2,
    }),
    modelOut: text(
      "Where the network goes: a folder or .json for the layers format of TensorFlow.js, .keras " +
        "for Keras",
      { value: "PATH", default: `${folder}/model` },
    ),
    metricsOut: text("Where the report goes, as CSV", {
      value: "PATH",
      default: `${folder}/metrics_conversion.csv`,
    }),
    historyOut: text("Where the picture of the training goes, as PNG and SVG", {
      value: "PATH",
      default: `${folder}/training_history.png`,
    }),
    epochs: number("Most passes over the rows", {
      value: "N",
      isWhole: true,
      minimum: 1,
      default: 20,
    }),
    batchSize: number("Rows of a step", { value: "N", isWhole: true, minimum: 1, default: 32 }),
    lr: number("Learning rate of Adam", {
      value: "RATE",
      minimum: 1e-7,
      maximum: 1,
      default: 1e-3,
    }),
    hidden: numbers("Units of each hidden layer", {
      value: "N,…",
      isWhole: true,
      minimum: 1,
      maximum: 4096,
      default: [64, 32],
    }),
    dropout: number("Share of units switched off in a step", {
      value: "SHARE",
      minimum: 0,
      maximum: 0.95,
      default: 0.2,
    }),
    l2: number("Penalty on the squares of weights", { value: "L2", minimum: 0, default: 0 }),
    patience: number("Epochs without a better validation loss before training stops", {
      value: "N",
      isWhole: true,
      minimum: 1,
      default: 5,
    }),
    threshold: number("Probability from which on the report predicts a response", {
      value: "P",
      minimum: 0,
      maximum: 1,
      default: 0.5,
    }),
    seed: number("Seed of all randomness", { value: "N", isWhole: true, minimum: 0, default: 42 }),
    tensorboard: text("Folder for event files that TensorBoard reads", { value: "DIR" }),
  },
  async run({ flags, clock, progress, print }) {
    const { dataPath, testSize, seed, threshold } = flags;
    if (dataPath === undefined) {
      throw new InputError(
        "Cannot train without data: name a campaign file with --data-path PATH; where there is " +
          `none, ${simulate}`,
      );
    }
    await checkIsFile(dataPath);
    const outputs = await ConversionOutputs.reserve(flags);
    try {
      const read = await readCampaign(dataPath, progress);
      for (const line of saidOfRows(read)) print(line);
      const trained = await trainResponse(campaignRows(read.campaign), {
        testSize,
        network: {
          epochs: flags.epochs,
          batchSize: flags.batchSize,
          learningRate: flags.lr,
          hidden: flags.hidden,
          dropout: flags.dropout,
          l2: flags.l2,
          patience: flags.patience,
        },
        random: seededRandom(seed),
        progress,
        onEpoch: ({ epoch, epochs, loss, validationLoss, validationAccuracy }) =>
          progress.say(
            `epoch ${epoch}/${epochs}  loss ${loss.toFixed(4)}  validation ` +
              `${validationLoss.toFixed(4)}  accuracy ${percent(validationAccuracy, 1)}`,
          ),
      });
      try {
        await outputs.write(trained, { threshold, period: read.quality.period, now: clock.now() });
        for (const line of summary(trained, threshold)) print(line);
        for (const [what, path] of Object.entries(outputs.paths)) print(`${what}: ${path}`);
        return resultOf(trained, read, threshold, outputs.paths);
      } finally {
        trained.dispose();
      }
    } finally {
      await outputs.discard();
    }
  },
});

/** How to get a file to try it with; in a lake of its own, away from real data. */
const simulate = '"deno task pipeline --lake ../demo --campaign demo --until ingest" simulates ' +
  '"../demo/raw/demo_campaign.csv"';

/** Says which file to name, where a lake or a data set that is known by name stands in its place. */
async function checkIsFile(path: string): Promise<void> {
  const found = await Deno.stat(path).catch(() => undefined);
  if (found?.isDirectory && await exists(join(path, rawManifestPath))) {
    const { campaign } = await readRawManifest(lakeAt(path));
    const files = campaign?.files.map((file) => `"${join(path, file.path)}"`);
    throw new InputError(
      `Cannot read "${path}": it is a lake; name ` +
        (files ? `its campaign file, ${files.join(" or ")}` : "a campaign file, it has none"),
    );
  }
  if (found !== undefined || /[./\\]/.test(path)) return;
  const known = datasets.filter(({ input }) => input === "campaign");
  const name = similarName(path, ["demo", ...known.map(({ name }) => name)]);
  if (name === undefined) return;
  const dataset = known.find((one) => one.name === name);
  throw new InputError(
    `Cannot read "${path}": there is no such file, and --data-path takes no names; ` +
      (dataset === undefined
        ? simulate
        : `"deno task fetch ${name}" downloads "data/raw/${dataset.fileName}"`),
  );
}

/** What became of the rows of the file. */
function saidOfRows({ said, quality }: ReadCampaign): string[] {
  const { in: rows, kept, rejected, rules, responses } = quality;
  return [
    said,
    `${plural(rows, "row")}: ${plural(kept, "row")} kept, ${plural(rejected, "row")} rejected; ` +
    `${percent(responses / kept, 1)} of those kept are responses`,
    ...rules.filter(({ rows }) => rows > 0).map(({ meaning, rows, samples }) =>
      `  ${plural(rows, "row")}: ${meaning} (first in row ${samples[0]?.sourceRow})`
    ),
  ];
}

/** The models beside the base rate, for people. */
function summary(trained: TrainedResponse, threshold: number): string[] {
  const { models, test, split, chosen, plain, network } = trained;
  const { label } = test.rows;
  const said = ({ estimate, lower, upper }: Estimate, digits: number) =>
    `${formatNumber(estimate, digits)} (${formatNumber(lower, digits)} to ` +
    `${formatNumber(upper, digits)})`;
  const rows = models.map(({ name, scores }) => [
    titleOf(name),
    name === baseRateName ? "0.500" : said(scores.rocAuc, 3),
    said(scores.logLoss, 4),
    said(scores.brier, 4),
    name === baseRateName ? "1.0" : formatNumber(liftAt(test.probabilities[name]!, label, 0.1), 1),
  ]);
  const predicted = test.probabilities.network.reduce(
    (sum, p) => sum + (p >= threshold ? 1 : 0),
    0,
  );
  return [
    "",
    `Rows ${split.said}.`,
    `The network was best after epoch ${network.bestEpoch} of ${network.history.length}.`,
    "",
    `On ${plural(label.length, "row")} of customers that no model has seen, with 95 % intervals:`,
    ...textTable([
      ["model", "ROC-AUC", "log-loss", "Brier score", "lift in the top tenth"],
      ...rows,
    ]),
    "",
    `Best on held-out rows before the test: ${titleOf(chosen.name)}, ${verdictOn(trained)}.`,
    `The network's scores became probabilities by ${plain.calibration} calibration.`,
    `${predicted === 0 ? "No row" : plural(predicted, "row")} of the test ` +
    `${predicted < 2 ? "reaches" : "reach"} the report's threshold of ` +
    `${formatNumber(threshold, 2)}; on validation rows F1 is highest with --threshold ` +
    `${trained.f1Threshold.toFixed(3)}.`,
  ];
}

/** How the chosen model does beside the base rate. */
function verdictOn({ chosen, models }: TrainedResponse): string {
  const { lower, upper } = models.find(({ name }) => name === chosen.name)!.difference!.logLoss;
  const interval = `${formatNumber(lower, 4)} to ${formatNumber(upper, 4)}`;
  return upper < 0
    ? `whose log-loss is below the base rate's (difference ${interval})`
    : `which is ${lower > 0 ? "worse" : "not clearly better"} than the base rate (difference of ` +
      `log-loss ${interval})`;
}

function titleOf(name: string): string {
  return name in responseModels ? responseModels[name as keyof typeof responseModels] : name;
}

/** The same, for programs. */
function resultOf(
  { models, split, chosen, network, baseRate, controlRows, f1Threshold }: TrainedResponse,
  { quality }: ReadCampaign,
  threshold: number,
  outputs: Readonly<Record<string, string>>,
): unknown {
  return {
    quality,
    split: {
      said: split.said,
      train: split.train.length,
      validation: split.validation.length,
      calibration: split.calibration.length,
      test: split.test.length,
      leftOut: split.leftOut,
      testFrom: split.testFrom,
    },
    controlRows,
    baseRate,
    threshold,
    f1Threshold,
    models,
    chosen: chosen.name,
    history: network.history,
    bestEpoch: network.bestEpoch,
    outputs,
  };
}

if (import.meta.main) Deno.exit(await runCommand(trainConversionCommand, Deno.args));
