import { classificationReport, rocAuc } from "perdura/learn/mod.ts";

/**
 * How well responses were told from the rest, as a table for people and programs: scikit-learn's
 * classification report, and a last row with ROC-AUC.
 *
 * Accuracy and ROC-AUC stand where the report has its accuracy, in the column `f1-score`.
 *
 * @param probabilities n probabilities
 * @param label n values, 1 where the customer responded, else 0
 * @param threshold a response is predicted from it on
 * @returns CSV with the columns "", precision, recall, f1-score, support, and rows 0, 1, accuracy,
 * macro avg, weighted avg, ROC-AUC
 *
 * @example
 * ```ts
 * import { metricsCsv } from "perdura/conversion/response/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const csv = metricsCsv(Float64Array.of(0.1, 0.6, 0.9), Float64Array.of(0, 0, 1), 0.5);
 * assertEquals(csv.split("\n").slice(0, 3), [
 *   ",precision,recall,f1-score,support",
 *   "0,1,0.5,0.6666666666666666,2",
 *   "1,0.5,1,0.6666666666666666,1",
 * ]);
 * ```
 */
export function metricsCsv(
  probabilities: Float64Array,
  label: Float64Array,
  threshold: number,
): string {
  const rows = [
    ...classificationReport(probabilities, label, threshold),
    {
      label: "ROC-AUC",
      precision: null,
      recall: null,
      "f1-score": rocAuc(probabilities, label),
      support: label.length,
    },
  ];
  const columns = ["precision", "recall", "f1-score", "support"] as const;
  const lines = rows.map((row) =>
    [row.label, ...columns.map((column) => row[column] ?? "")].join(",")
  );
  return `${["", ...columns].join(",")}\n${lines.join("\n")}\n`;
}
