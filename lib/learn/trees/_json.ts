import { readModelJson } from "perdura/features/read_model_json.ts";
import { z } from "zod";
import type { Forest } from "./_forest.ts";
import type { Tree } from "./_tree.ts";

const numbers = z.array(z.number());
const integers = z.array(z.int());

const treeShape = z.object({
  feature: integers,
  /** Null where every value that is present goes left. */
  threshold: z.array(z.number().nullable()),
  missingLeft: z.array(z.union([z.literal(0), z.literal(1)])),
  left: integers,
  value: numbers,
  gain: numbers,
  cover: numbers,
}).refine(
  (tree) => Object.values(tree).every(({ length }) => length > 0 && length === tree.left.length),
  "the arrays of a tree differ in length",
).refine(
  ({ feature, left }) =>
    left.every((child, node) =>
      feature[node] === -1 || (child > node && child + 1 < left.length && feature[node]! >= 0)
    ),
  "a node has no children",
);

const shape = z.object({
  format: z.literal("perdura gradient boosting 1"),
  loss: z.enum(["binary", "regression", "cox"]),
  features: z.array(z.string()),
  history: z.object({ train: numbers, validation: numbers }),
  start: z.number(),
  trees: z.array(treeShape),
}).refine(
  ({ features, trees }) => trees.every(({ feature }) => feature.every((f) => f < features.length)),
  "a tree asks about a feature that is not there",
);

/** Boosted trees as plain data, which `JSON.stringify` and `JSON.parse` keep to the last bit. */
export type GradientBoostingJson = z.infer<typeof shape>;

/** The trees of a model as plain data. */
export function forestToJson(
  { start, trees }: Forest,
): Pick<GradientBoostingJson, "start" | "trees"> {
  return {
    start,
    trees: trees.map((tree) => ({
      feature: [...tree.feature],
      threshold: Array.from(tree.threshold, (x) => x === Infinity ? null : x),
      missingLeft: Array.from(tree.missingLeft, (left) => left === 1 ? 1 : 0),
      left: [...tree.left],
      value: [...tree.value],
      gain: [...tree.gain],
      cover: [...tree.cover],
    })),
  };
}

/**
 * What {@linkcode forestToJson} wrote, and the rest of the model.
 *
 * @throws {InputError} where it is something else
 */
export function modelFromJson(json: unknown): { model: GradientBoostingJson; forest: Forest } {
  const model = readModelJson(json, shape, "GradientBoosting");
  return { model, forest: { start: model.start, trees: model.trees.map(treeFromJson) } };
}

function treeFromJson(tree: z.infer<typeof treeShape>): Tree {
  return {
    feature: Int32Array.from(tree.feature),
    threshold: Float64Array.from(tree.threshold, (x) => x ?? Infinity),
    missingLeft: Uint8Array.from(tree.missingLeft),
    left: Int32Array.from(tree.left),
    value: Float64Array.from(tree.value),
    gain: Float64Array.from(tree.gain),
    cover: Float64Array.from(tree.cover),
  };
}
