import { assertEquals, assertStringIncludes } from "@std/assert";
import { baseRateName, type TriedModel } from "perdura/conversion/response/mod.ts";
import { responseLine } from "perdura/pipeline/conversion/response_line.ts";

const estimate = (value: number, lower = value, upper = value) => ({
  estimate: value,
  lower,
  upper,
});

/** The base rate with a log-loss of 0.5, and a network whose log-loss differs from it. */
const tried = (lower: number, upper: number) =>
  [
    { name: baseRateName, scores: { logLoss: estimate(0.5) } },
    {
      name: "network",
      scores: {
        rocAuc: estimate(0.6, 0.55, 0.65),
        logLoss: estimate(0.5 + (lower + upper) / 2),
      },
      difference: { logLoss: estimate((lower + upper) / 2, lower, upper) },
    },
  ] as unknown as TriedModel[];
const lineOf = (lower: number, upper: number) =>
  responseLine({
    model: "network",
    models: tried(lower, upper),
    customers: 1200,
    attained: 0.9,
  }).replaceAll("\u00a0", " ");

Deno.test("responseLine says how far below the base rate a better model is", () => {
  assertEquals(
    lineOf(-0.07, -0.03),
    "network: ROC-AUC 0.600 (0.550 to 0.650) on customers that it has not seen, log-loss 10.0 % " +
      "below the base rate's, 90 % of the attainable gain; 1,200 customers scored",
  );
});

Deno.test("responseLine says plainly that a model is not better than the base rate", () => {
  assertStringIncludes(
    lineOf(-0.03, 0.01),
    "not seen, but its probabilities are not clearly better than the base rate, the same for " +
      "everybody (difference of log-loss −0.0300 to 0.0100); 1,200",
  );
  assertStringIncludes(lineOf(0.01, 0.03), "but its probabilities are worse than the base rate");
});
