import { InputError } from "perdura/core/mod.ts";
import { tf } from "./_backend.ts";
import type { EpochRecord } from "./network_options.ts";

/** A model, and what is to be known about it. */
export interface TrainedModel {
  readonly model: tf.LayersModel;
  readonly features: readonly string[];
  readonly history: readonly EpochRecord[];
  readonly bestEpoch: number;
}

const FORMAT = "perdura network 1";

/** A model in the layers format of TensorFlow.js; what is known about it as its metadata. */
export function writeModel({ model, features, history, bestEpoch }: TrainedModel): {
  modelJson: string;
  weights: Uint8Array;
} {
  const values = model.weights.map((weight) => weight.read().dataSync() as Float32Array);
  const bytes = new Uint8Array(values.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of values) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  const specifications = model.weights.map(({ originalName, shape }) => ({
    name: originalName,
    shape,
    dtype: "float32",
  }));
  const modelJson = JSON.stringify({
    format: "layers-model",
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version.tfjs}`,
    convertedBy: null,
    modelTopology: model.toJSON(undefined, false),
    weightsManifest: [{ paths: ["weights.bin"], weights: specifications }],
    userDefinedMetadata: { format: FORMAT, features, history, bestEpoch },
  });
  return { modelJson, weights: bytes };
}

/**
 * The model that {@linkcode writeModel} wrote.
 *
 * @throws {InputError} where the text or the bytes are not that
 */
export async function readModel(modelJson: string, weights: Uint8Array): Promise<TrainedModel> {
  const { modelTopology, weightsManifest, userDefinedMetadata } = parse(modelJson);
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const wanted = weightSpecs.reduce((sum, { shape }) => sum + 4 * tf.util.sizeFromShape(shape), 0);
  if (weights.length !== wanted) {
    throw new InputError(
      `Load a network with its own weights: model.json names ${wanted} bytes and there are ` +
        `${weights.length}`,
    );
  }
  const model = await tf.loadLayersModel(tf.io.fromMemory({
    modelTopology,
    weightSpecs,
    weightData: weights.slice().buffer,
  }));
  const { features, history, bestEpoch } = userDefinedMetadata;
  return { model, features, history, bestEpoch };
}

/** The parts of `model.json` that are read. */
interface ModelJson {
  readonly modelTopology: tf.io.ModelArtifacts["modelTopology"] & object;
  readonly weightsManifest: readonly { readonly weights: tf.io.WeightsManifestEntry[] }[];
  readonly userDefinedMetadata: Omit<TrainedModel, "model">;
}

function parse(text: string): ModelJson {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // said below
  }
  if (json?.userDefinedMetadata?.format === FORMAT) return json;
  throw new InputError(
    `Load a network from its model.json: what was given is not of the format "${FORMAT}"`,
  );
}
