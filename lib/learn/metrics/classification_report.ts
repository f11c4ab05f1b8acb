import { confusionMatrix } from "./confusion_matrix.ts";
import type { Probabilities } from "./ordered_probabilities.ts";

/** One line of a classification report; its names are the headings of the original. */
export interface ClassificationReportRow {
  readonly label: "0" | "1" | "accuracy" | "macro avg" | "weighted avg";
  /** Share of the rows predicted to be of the class that are; null for the accuracy. */
  readonly precision: number | null;
  /** Share of the rows of the class that are predicted to be; null for the accuracy. */
  readonly recall: number | null;
  /** Harmonic mean of precision and recall; in the line of the accuracy the accuracy itself. */
  readonly "f1-score": number;
  /** Number of rows. */
  readonly support: number;
}

/**
 * Precision, recall and F1 of noes and yeses, accuracy, and their means plain and by rows.
 *
 * A share of nothing is 0.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param threshold a yes is predicted from it on
 * @param weight how many times each row counts; default 1
 * @returns the rows 0, 1, accuracy, macro avg, weighted avg
 *
 * @example
 * ```ts
 * import { classificationReport } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = classificationReport(Float64Array.of(0.1, 0.6, 0.9), Float64Array.of(0, 0, 1), 0.5);
 * assertEquals(rows[1], { label: "1", precision: 0.5, recall: 1, "f1-score": 2 / 3, support: 1 });
 * assertEquals(rows[2]!["f1-score"], 2 / 3);
 * ```
 *
 * Source: van Rijsbergen, "Information retrieval" (1979), chapter 7; the layout of
 * `classification_report` of scikit-learn.
 */
export function classificationReport(
  probabilities: Probabilities,
  outcome: Float64Array,
  threshold: number,
  weight?: Float64Array,
): ClassificationReportRow[] {
  const matrix = confusionMatrix(probabilities, outcome, threshold, weight);
  const { trueNegative, falsePositive, falseNegative, truePositive } = matrix;
  const no = classRow("0", trueNegative, falseNegative, falsePositive);
  const yes = classRow("1", truePositive, falsePositive, falseNegative);
  const support = no.support + yes.support;
  return [
    no,
    yes,
    {
      label: "accuracy",
      precision: null,
      recall: null,
      "f1-score": share(trueNegative + truePositive, support),
      support,
    },
    meanRow("macro avg", no, yes, 0.5),
    meanRow("weighted avg", no, yes, share(yes.support, support)),
  ];
}

type ClassRow = ClassificationReportRow & { readonly precision: number; readonly recall: number };

/** @param hits of the class and predicted; false alarms are only predicted, misses only of it */
function classRow(label: "0" | "1", hits: number, falseAlarms: number, misses: number): ClassRow {
  return {
    label,
    precision: share(hits, hits + falseAlarms),
    recall: share(hits, hits + misses),
    "f1-score": share(2 * hits, 2 * hits + falseAlarms + misses),
    support: hits + misses,
  };
}

function meanRow(
  label: "macro avg" | "weighted avg",
  no: ClassRow,
  yes: ClassRow,
  yesShare: number,
): ClassRow {
  const mean = (name: "precision" | "recall" | "f1-score") =>
    (1 - yesShare) * no[name] + yesShare * yes[name];
  return {
    label,
    precision: mean("precision"),
    recall: mean("recall"),
    "f1-score": mean("f1-score"),
    support: no.support + yes.support,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
