import { InputError } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/feature_matrix.ts";
import { type IntegratedGradientsOptions, Network, type SavedNetwork } from "./network.ts";

/**
 * Networks that differ in their seed, and predict together: the mean of their probabilities.
 *
 * How far they differ says how much a probability owes to chance in training, and nothing about
 * what all of them have wrong.
 */
export class NetworkEnsemble {
  readonly networks: readonly Network[];

  /** @throws {InputError} where there is no network */
  constructor(networks: readonly Network[]) {
    if (networks.length === 0) throw new InputError("Give an ensemble at least one network");
    this.networks = networks;
  }

  /** Names of the features that its networks read, in their order. */
  get features(): readonly string[] {
    return this.networks[0]!.features;
  }

  /**
   * Mean probabilities of the outcomes.
   *
   * @param features n rows of the features it was trained on
   * @returns n probabilities for each head
   */
  predict(features: FeatureMatrix): readonly Float64Array[] {
    return means(this.predictEach(features));
  }

  /** What each network predicts: n probabilities for each head, for each network. */
  predictEach(features: FeatureMatrix): readonly (readonly Float64Array[])[] {
    return this.networks.map((network) => network.predict(features));
  }

  /**
   * How much each feature adds to the log-odds of each row, the mean over the networks.
   *
   * @returns n values for each feature
   */
  integratedGradients(
    features: FeatureMatrix,
    options: IntegratedGradientsOptions = {},
  ): readonly Float64Array[] {
    return means(this.networks.map((network) => network.integratedGradients(features, options)));
  }

  /** Each network in the layers format of TensorFlow.js. */
  save(): readonly SavedNetwork[] {
    return this.networks.map((network) => network.save());
  }

  /** The ensemble that {@linkcode NetworkEnsemble.save} wrote; it predicts the same to the last bit. */
  static async load(saved: readonly SavedNetwork[]): Promise<NetworkEnsemble> {
    return new NetworkEnsemble(
      await Promise.all(saved.map(({ modelJson, weights }) => Network.load(modelJson, weights))),
    );
  }

  /** Gives the memory of its networks back; it cannot be used afterwards. */
  dispose(): void {
    for (const network of this.networks) network.dispose();
  }
}

/** The mean over members of each value of each column. */
function means(members: readonly (readonly Float64Array[])[]): Float64Array[] {
  return members[0]!.map((first, column) => {
    const sums = new Float64Array(first.length);
    for (const columns of members) {
      for (let i = 0; i < sums.length; i++) sums[i]! += columns[column]![i]!;
    }
    return sums.map((sum) => sum / members.length);
  });
}
