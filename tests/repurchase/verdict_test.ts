import { assertEquals } from "@std/assert";
import { type RepurchaseScore, repurchaseVerdict, verdict } from "perdura/repurchase/mod.ts";

const none = { estimate: 0, lower: 0, upper: 0 };
const all = {
  expected: none,
  actual: none,
  rocAuc: none,
  prAuc: none,
  logLoss: none,
  brier: none,
  brierSkill: none,
  calibrationError: none,
  liftTop10: none,
};

/** Differences of ROC-AUC and log-loss to the network. */
function score(
  name: string,
  rocAuc: [number, number],
  logLoss: [number, number],
  horizon: 30 | 60 = 30,
): RepurchaseScore {
  const between = ([lower, upper]: [number, number]) => ({ estimate: lower, lower, upper });
  return {
    name,
    horizon,
    snapshot: "pooled",
    rows: 10,
    scores: all,
    difference: { ...all, rocAuc: between(rocAuc), logLoss: between(logLoss) },
  };
}

Deno.test("repurchaseVerdict() says where the network is better, and where it is not", () => {
  const network = { name: "network", horizon: 30, snapshot: "pooled", rows: 10, scores: all };
  const [order, probabilities, unseen, order60, probabilities60] = repurchaseVerdict([
    network as RepurchaseScore,
    score("boosted trees", [-0.01, 0.01], [-0.02, -0.01]),
    score("pareto-nbd", [0.01, 0.02], [0.01, 0.02]),
    score("base rate", [-0.2, -0.1], [-0.01, 0.01]),
    { ...score("days since last", [0.1, 0.2], [0.1, 0.2]), snapshot: "2011-01-01" },
    score("best possible", [0.1, 0.2], [-0.2, -0.1]),
    score("logistic regression", [0.001, 0.002], [0.01, 0.02], 60),
    { ...score("boosted trees", [-0.03, -0.01], [0, 0]), snapshot: "pooled, unseen customers" },
  ]);
  assertEquals(
    order,
    "The network tells buyers from others worse than the Pareto/NBD model, better than the base " +
      "rate, and not clearly better or worse than boosted trees",
  );
  assertEquals(
    probabilities,
    "Its probabilities fit what happened worse than boosted trees, better than the Pareto/NBD " +
      "model, and not clearly better or worse than the base rate",
  );
  assertEquals(
    unseen,
    "Among customers whom no weight was learnt from, it tells buyers from others better than " +
      "boosted trees",
  );
  assertEquals(
    order60,
    "Within 60 days, it tells buyers from others worse than logistic regression",
  );
  assertEquals(
    probabilities60,
    "Its probabilities of 60 days fit what happened better than logistic regression",
  );
});

Deno.test("verdict() lists many, and says one thing of all where there is only one", () => {
  assertEquals(
    verdict("It does", [["a", "alike"], ["b", "alike"], ["c", "alike"]]),
    "It does not clearly better or worse than a, b and c",
  );
});
