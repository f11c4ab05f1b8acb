import type { ModelFiles, TrainedResponse } from "perdura/conversion/response/mod.ts";
import { sha256Text } from "perdura/lake/mod.ts";
import type { StageOutput } from "../stage_output.ts";
import { responseFiles } from "./files.ts";

/** Where the models of a campaign are. */
export interface StoredModels {
  /** Path inside the lake, with `/` at its end, of the model that scores. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Writes the plain network for browsers, and in a folder of its own the model that scores where that
 * is another one, with what they need, what they take and give, and how good they are.
 */
export async function writeResponseModels(
  output: StageOutput,
  trained: TrainedResponse,
): Promise<StoredModels> {
  const { chosen, plain, models, split } = trained;
  const own = plain.files(), others = chosen === plain ? {} : chosen.files();
  const version = sha256Text(JSON.stringify([own, others].map(textsOf))).slice(0, 12);
  const folder = `${responseFiles.models}${version}/`;
  const scoring = chosen === plain ? folder : `${folder}${chosen.name}/`;
  const write = async (into: string, files: ModelFiles) => {
    for (const [name, content] of Object.entries(files)) {
      await output.pending.write(`${into}${name}`, content);
    }
  };
  await write(folder, own);
  await write(scoring, others);
  await output.writeJson(`${folder}signature.json`, {
    input: plain.columns,
    output: { probability: "share of such customers who respond to a message" },
    messages: plain.messages,
    scores_with: scoring.slice(folder.length) || "./",
  });
  await output.writeJson(`${folder}metrics.json`, {
    chosen: chosen.name,
    test: { rows: split.test.length, from: split.testFrom },
    models,
  });
  return { folder: scoring, version };
}

function textsOf(files: ModelFiles): [string, string][] {
  return Object.entries(files).map(([name, content]) => [
    name,
    typeof content === "string" ? content : Array.from(content).join(),
  ]);
}
