/** The weights of a layer, as Keras names and orders them. */
export interface KerasWeights {
  /** Class of the layer in snake_case, and a number from the second one on: "dense_1". */
  readonly group: string;
  /** Name of the layer. */
  readonly name: string;
  readonly arrays: readonly { readonly values: Float32Array; readonly shape: readonly number[] }[];
}

/**
 * The bytes of `model.weights.h5`; equal weights give equal bytes.
 *
 * @param model name of the model
 */
export async function kerasWeightsFile(
  model: string,
  layers: readonly KerasWeights[],
): Promise<Uint8Array> {
  const { default: h5wasm } = await import("h5wasm"); // starts the HDF5 library: not for others
  const { FS } = await h5wasm.ready;
  const path = "model.weights.h5"; // in memory
  // The oldest form: its headers have no checksums, so that times can be taken out.
  const file = new h5wasm.File(path, "w", { libver: ["earliest", "v108"] });
  try {
    file.create_group("vars").create_attribute("name", model);
    const groups = file.create_group("layers");
    for (const { group, name, arrays } of layers) {
      const variables = groups.create_group(group).create_group("vars");
      variables.create_attribute("name", name);
      arrays.forEach(({ values, shape }, i) => {
        const form = { shape: [...shape], dtype: "<f4" };
        variables.create_dataset({ name: String(i), data: values, ...form });
      });
    }
  } finally {
    file.close();
  }
  const bytes: Uint8Array = FS.readFile(path);
  FS.unlink(path);
  return withoutTimes(bytes);
}

/** Head of the message in an object's header that tells when it was changed: kind, length, version. */
const CHANGED_AT = [0x12, 0, 8, 0, 0, 0, 0, 0, 1, 0, 0, 0];

/** Sets the times at which objects were changed to 0. */
function withoutTimes(bytes: Uint8Array): Uint8Array {
  for (let i = bytes.indexOf(0x12); i >= 0; i = bytes.indexOf(0x12, i + 1)) {
    if (CHANGED_AT.every((byte, k) => bytes[i + k] === byte)) {
      bytes.fill(0, i + CHANGED_AT.length, i + CHANGED_AT.length + 4);
    }
  }
  return bytes;
}
