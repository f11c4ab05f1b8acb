import { assertEquals, assertStringIncludes } from "@std/assert";
import { modelComparison, type ModelComparisonInput, toSvg } from "perdura/plots/mod.ts";
import { colour } from "perdura/plots/theme.ts";
import { scope } from "./_examples.ts";

type Model = ModelComparisonInput["models"][number];

const around = (estimate: number, reach: number) => (
  { estimate, lower: estimate - reach, upper: estimate + reach }
);

/** A model with a wide interval of its own and, where given, of its difference to the first. */
const model = (
  name: string,
  score: number,
  difference?: [estimate: number, reach: number],
  isBaseline = false,
): Model => ({
  name,
  score: around(score, 0.05),
  ...difference && { difference: around(...difference) },
  isBaseline,
});

const compared = (...models: Model[]) =>
  modelComparison({
    ...scope,
    models,
    measure: "ROC-AUC",
    better: "higher",
    format: (value) => value.toFixed(3),
  });

/** The name of the row whose dot has the accent, by its place. */
const coloured = (picture: ReturnType<typeof compared>) => {
  const fills = [...toSvg(picture).matchAll(/<circle[^>]*fill="([^"]*)"/g)].map(([, fill]) => fill);
  return (picture.data as { model: string }[]).filter((_, at) => fills[at] === colour.accent)
    .map(({ model }) => model);
};

Deno.test("modelComparison() tells models apart by paired differences, though intervals overlap", () => {
  const picture = compared(
    model("network", 0.811),
    model("logistic regression", 0.809, [-0.002, 0.001]),
    model("base rate", 0.5, [-0.311, 0.05], true),
  );
  assertEquals(picture.title, "The network comes first: ROC-AUC 0.811, logistic regression 0.809");
  assertEquals(coloured(picture), ["network"]);
  assertStringIncludes(picture.subtitle, "told apart by paired differences to the network");
  assertStringIncludes(
    picture.alt,
    "logistic regression 0.809 (0.759 to 0.859), minus that of the network -0.002 (-0.003 to -0.001)",
  );
});

Deno.test("modelComparison() tells nothing apart by less than the digits show, rules before models", () => {
  const { title } = compared(
    model("boosted trees", 0.5),
    model("trees on components", 0.5001, [0.0001, 0.00005]),
    model("base rate", 0.5, [0.0001, 0.00005], true),
  );
  assertEquals(
    title,
    "Boosted trees cannot be told apart from the base rate and trees on components: ROC-AUC " +
      "0.500, 0.500 and 0.500",
  );
});

Deno.test("modelComparison() says that models cannot be told apart only by paired differences", () => {
  const open = compared(
    model("boosted trees", 0.69),
    model("trees on components", 0.688, [-0.002, 0.004]),
    model("base rate", 0.689, [-0.001, 0.004], true),
    model("logistic regression", 0.6, [-0.09, 0.01]),
  );
  assertEquals(
    open.title,
    "Boosted trees cannot be told apart from the base rate and trees on components: " +
      "ROC-AUC 0.690, 0.689 and 0.688",
  );
  assertEquals(coloured(open), ["boosted trees"]);
  const unknown = compared(model("boosted trees", 0.69), model("network", 0.68));
  assertEquals(
    unknown.title,
    "Boosted trees have the highest ROC-AUC, 0.690, before the network, 0.680",
  );
  const far = compared(model("boosted trees", 0.69), model("network", 0.5));
  assertEquals(far.title, "Boosted trees come first: ROC-AUC 0.690, the network 0.500");
});

Deno.test("modelComparison() compares with the first model, also where that is a rule", () => {
  const better = compared(
    model("base rate", 0.5, undefined, true),
    model("network (used)", 0.63, [0.13, 0.02]),
    model("boosted trees", 0.62, [0.12, 0.02]),
  );
  // Nothing is known of the difference between the two models.
  assertEquals(
    better.title,
    "The network (used) does better than the base rate: ROC-AUC 0.630 against 0.500",
  );
  assertEquals(coloured(better), ["network (used)"]);
  const none = compared(
    model("base rate", 0.5, undefined, true),
    model("boosted trees", 0.51, [0.01, 0.02]),
  );
  assertEquals(
    none.title,
    "No model is known to do better than the base rate: ROC-AUC 0.510 of boosted trees against 0.500",
  );
  // The best by its score is not known to be better, the second is.
  const second = compared(
    model("base rate", 0.5, undefined, true),
    model("network", 0.64, [0.14, 0.2]),
    model("boosted trees", 0.62, [0.12, 0.02]),
  );
  assertEquals(
    second.title,
    "Boosted trees do better than the base rate: ROC-AUC 0.620 against 0.500",
  );
  assertEquals(coloured(second), ["boosted trees"]);
  const other = compared(
    model("boosted trees (used)", 0.6),
    model("trees on components", 0.62, [0.02, 0.01]),
  );
  assertEquals(
    other.title,
    "Trees on components do better than boosted trees (used): ROC-AUC 0.620 against 0.600",
  );
});
