import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { InputError } from "perdura/core/mod.ts";
import { type KerasWeights, kerasWeightsFile } from "./_keras_weights.ts";
import type { SavedNetwork } from "./network.ts";

/** The release of Keras whose files these are like, and that reads them in the tests. */
const KERAS_VERSION = "3.15.1";

/** A layer in `model.json`. */
interface SavedLayer {
  readonly class_name: string;
  readonly config: { readonly name: string } & Readonly<Record<string, unknown>>;
}

/**
 * A network as a file that Keras 3 loads, `.keras`: the same layers, and the same predictions.
 *
 * Networks with one head and without periodic embeddings, which Keras does not know.
 *
 * @param saved what `Network.save` wrote
 * @param savedAt the time that the file tells
 * @returns bytes of the file
 * @throws {InputError} where the network has a layer that Keras does not know, or two heads
 *
 * @example
 * ```ts
 * import { kerasFile, trainNetwork } from "perdura/learn/networks/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = {
 *   features: { names: ["visits"], columns: [Float64Array.of(-1, 1)] },
 *   outcomes: [Float64Array.of(0, 1)],
 * };
 * const network = await trainNetwork(rows, rows, { epochs: 1, random: seededRandom(1) });
 * const bytes = await kerasFile(network.save(), new Date(0));
 * assertEquals(new TextDecoder().decode(bytes.slice(0, 2)), "PK"); // a zip file
 * network.dispose();
 * ```
 */
export async function kerasFile(saved: SavedNetwork, savedAt: Date): Promise<Uint8Array> {
  const layers: SavedLayer[] = JSON.parse(saved.modelJson).modelTopology.config.layers;
  const unknown = layers.find(({ class_name }) => !(class_name in CONFIGS));
  if (unknown) {
    throw new InputError(
      "Save this network in the layers format of TensorFlow.js: Keras files hold networks with " +
        `one head and without periodic embeddings, and it has a layer "${unknown.config.name}"`,
    );
  }
  const config = {
    module: "keras",
    class_name: "Sequential",
    config: { name: "network", trainable: true, layers: layers.map(layerConfig) },
    registered_name: null,
  };
  const metadata = {
    keras_version: KERAS_VERSION,
    date_saved: savedAt.toISOString().slice(0, 19).replace("T", "@"),
  };
  const weights = await kerasWeightsFile("network", layerWeights(layers, saved));
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    level: 0, // Keras stores too, and numbers hardly pack
    lastModDate: new Date(1980, 0, 1), // the same in every time zone, as zip files have local times
    extendedTimestamp: false,
  });
  await zip.add("metadata.json", new TextReader(JSON.stringify(metadata)));
  await zip.add("config.json", new TextReader(JSON.stringify(config)));
  await zip.add("model.weights.h5", new Uint8ArrayReader(weights));
  return await zip.close();
}

/** What Keras calls the options of each layer; the others have the defaults of Keras. */
const CONFIGS: Record<string, (config: SavedLayer["config"]) => Record<string, unknown>> = {
  InputLayer: ({ batch_input_shape }) => ({ batch_shape: batch_input_shape, dtype: "float32" }),
  Dense: ({ units, activation }) => ({ units, activation }),
  BatchNormalization: ({ momentum, epsilon }) => ({ momentum, epsilon }),
  Activation: ({ activation }) => ({ activation }),
  Dropout: ({ rate }) => ({ rate }),
};

function layerConfig({ class_name, config }: SavedLayer): unknown {
  return {
    module: "keras.layers",
    class_name,
    config: { name: config.name, ...CONFIGS[class_name]!(config) },
    registered_name: null,
  };
}

/** The weights of all layers that have some, from `weights.bin`. */
function layerWeights(
  layers: readonly SavedLayer[],
  { modelJson, weights }: SavedNetwork,
): KerasWeights[] {
  const specifications: { name: string; shape: number[] }[] =
    JSON.parse(modelJson).weightsManifest[0].weights;
  const numbers = new Float32Array(weights.slice().buffer);
  const counts = new Map<string, number>();
  let at = 0;
  const arrays = specifications.map(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    at += size;
    return { layer: name.split("/")[0]!, values: numbers.subarray(at - size, at), shape };
  });
  return layers.map(({ class_name, config }) => {
    const kind = class_name.replace(/(?<=.)[A-Z]/g, "_$&").toLowerCase();
    const before = counts.get(kind) ?? 0;
    counts.set(kind, before + 1);
    return {
      group: before === 0 ? kind : `${kind}_${before}`,
      name: config.name,
      arrays: arrays.filter(({ layer }) => layer === config.name),
    };
  });
}
