import type { Progress, Random } from "perdura/core/mod.ts";
import type { EpochRecord } from "perdura/learn/networks/mod.ts";
import type { TreesOptions } from "./compared_models.ts";
import type { RepurchaseNetworkOptions } from "./repurchase_model.ts";

/** How models of repurchase are trained, and who is told. */
export interface RepurchaseTraining {
  readonly random: Random;
  readonly network?: Pick<RepurchaseNetworkOptions, "members" | "epochs" | "hidden">;
  readonly trees?: Pick<TreesOptions, "trees">;
  /** Listeners of one training, whose number is given in words: "2 of 3". */
  told(which: string): Pick<RepurchaseNetworkOptions, "onEpoch"> & Pick<TreesOptions, "onTree">;
}

/** Tells of every epoch and every tree. */
export function tellOfTraining(progress: Progress): RepurchaseTraining["told"] {
  return (which) => ({
    onEpoch: ({ epoch, epochs }: EpochRecord, member: number) =>
      progress.update(`model ${which}, network ${member}`, epoch, epochs, "epochs"),
    onTree: (tree, trees) => progress.update(`model ${which}, trees`, tree, trees, "trees"),
  });
}
