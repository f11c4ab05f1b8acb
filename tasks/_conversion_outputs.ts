import { basename, dirname, extname, join, relative, resolve } from "node:path";
import {
  metricsCsv,
  preprocessingFile,
  type TrainedResponse,
} from "perdura/conversion/response/mod.ts";
import { InputError, plural } from "perdura/core/mod.ts";
import { explainFileError, lakeAt, PendingFiles } from "perdura/lake/mod.ts";
import { kerasFile, tensorboardFiles } from "perdura/learn/networks/mod.ts";
import { toPng, toStandaloneSvg, trainingHistory } from "perdura/plots/mod.ts";

/** Where the results of a training go, as the user has said. */
export interface OutputPaths {
  /** A folder or `.json` for the layers format of TensorFlow.js, `.keras` for Keras. */
  readonly modelOut: string;
  readonly metricsOut: string;
  readonly historyOut: string;
  /** Folder for event files of TensorBoard; none where absent. */
  readonly tensorboard: string | undefined;
}

/** What the pictures and the report say besides the training itself. */
export interface OutputContext {
  /** Probability from which on the report predicts a response. */
  readonly threshold: number;
  /** First and last day of the campaign; absent where it has no dates. */
  readonly period: { readonly first: string; readonly last: string } | undefined;
  /** When the events of TensorBoard are said to have happened. */
  readonly now: Date;
}

/** The files of a training, none of them visible before all are complete. */
export class ConversionOutputs {
  readonly #pending = new PendingFiles(lakeAt("/"));
  readonly #paths: OutputPaths;

  private constructor(paths: OutputPaths) {
    this.#paths = paths;
  }

  /**
   * Makes sure that all files can be written, before the work that they are to hold.
   *
   * @throws {InputError} where one cannot
   */
  static async reserve(paths: OutputPaths): Promise<ConversionOutputs> {
    const outputs = new ConversionOutputs(paths);
    const files = [
      paths.metricsOut,
      ...picturePaths(paths.historyOut),
      ...modelPaths(paths.modelOut),
    ];
    const twice = files.find((file, i) => files.indexOf(file) < i);
    if (twice !== undefined) {
      throw new InputError(`Cannot write "${twice}" twice: give every output a path of its own`);
    }
    try {
      for (const path of files) {
        await refuseFolder(path);
        await outputs.#write(path, "");
      }
    } catch (error) {
      await outputs.discard();
      throw error;
    }
    return outputs;
  }

  /** Paths of the main files, by what they are. */
  get paths(): Readonly<Record<string, string>> {
    const { modelOut, metricsOut, historyOut, tensorboard } = this.#paths;
    return {
      model: modelPaths(modelOut)[0]!,
      metrics: metricsOut,
      history: picturePaths(historyOut)[0]!,
      ...tensorboard === undefined ? {} : { tensorboard },
    };
  }

  /** Writes everything and makes it visible. */
  async write(trained: TrainedResponse, { threshold, period, now }: OutputContext): Promise<void> {
    const { modelOut, metricsOut, historyOut, tensorboard } = this.#paths;
    const { test, split, network } = trained;
    await this.#write(
      metricsOut,
      metricsCsv(test.probabilities.network, test.rows.label, threshold),
    );
    const picture = trainingHistory({
      history: network.history,
      bestEpoch: network.bestEpoch,
      baseRate: trained.validationRate,
      population: `${plural(split.train.length, "row")} to learn from, ` +
        `${plural(split.validation.length, "row")} of validation`,
      period: period === undefined ? "one campaign" : `${period.first} to ${period.last}`,
    });
    const [png, svg] = picturePaths(historyOut);
    await this.#write(png!, toPng(picture));
    await this.#write(svg!, toStandaloneSvg(picture));

    const files = trained.plain.files();
    const [model, ...besides] = modelPaths(modelOut);
    if (isKeras(modelOut)) {
      // At a time of no meaning, so that equal runs give equal bytes.
      await this.#write(model!, await kerasFile(network.save(), new Date(0)));
      await this.#write(besides[0]!, files[preprocessingFile]!);
    } else {
      await this.#write(model!, files["model.json"]!);
      for (const path of besides) await this.#write(path, files[basename(path)]!);
    }
    for (
      const { path, bytes } of tensorboard === undefined
        ? []
        : tensorboardFiles(network.history, now)
    ) {
      await this.#write(join(tensorboard!, path), bytes);
    }
    await this.#pending.commit();
  }

  /** Takes everything back that is not visible. */
  async discard(): Promise<void> {
    await this.#pending.discard();
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    try {
      await this.#pending.write(relative("/", resolve(path)), content);
    } catch (error) {
      throw explainFileError(error, `Cannot write "${path}"`);
    }
  }
}

function isKeras(modelOut: string): boolean {
  return extname(modelOut) === ".keras";
}

/** The picture as PNG and as SVG, whichever of the two was named. */
function picturePaths(historyOut: string): string[] {
  const bare = historyOut.replace(/\.(png|svg)$/i, "");
  return [`${bare}.png`, `${bare}.svg`];
}

/** The model's own file, then those that belong to it. */
function modelPaths(modelOut: string): string[] {
  if (isKeras(modelOut)) {
    return [modelOut, modelOut.replace(/\.keras$/, `.${preprocessingFile}`)];
  }
  const [folder, model] = extname(modelOut) === ".json"
    ? [dirname(modelOut), modelOut]
    : [modelOut, join(modelOut, "model.json")];
  return [model, join(folder, "weights.bin"), join(folder, preprocessingFile)];
}

/** A rename would fail only after the training. */
async function refuseFolder(path: string): Promise<void> {
  const info = await Deno.stat(path).catch(() => undefined);
  if (info?.isDirectory) {
    throw new InputError(`Cannot write "${path}": it is a folder; name a file`);
  }
}
