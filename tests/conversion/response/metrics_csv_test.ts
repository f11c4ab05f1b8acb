import { assertAlmostEquals, assertEquals } from "@std/assert";
import { metricsCsv } from "perdura/conversion/response/mod.ts";
import fixture from "../../fixtures/conversion/classification_report.json" with { type: "json" };

const probability = Float64Array.from(fixture.probability);
const label = Float64Array.from(fixture.label);
const columns = ["precision", "recall", "f1-score", "support"] as const;

for (const { threshold, report } of fixture.cases) {
  Deno.test(`metricsCsv at ${threshold} says what scikit-learn says`, () => {
    const [header, ...lines] = metricsCsv(probability, label, threshold).trimEnd().split("\n");
    assertEquals(header, ",precision,recall,f1-score,support");
    const rows = new Map(lines.map((line) => [line.split(",")[0]!, line.split(",").slice(1)]));
    assertEquals([...rows.keys()], [
      "0",
      "1",
      "accuracy",
      "macro avg",
      "weighted avg",
      "ROC-AUC",
    ]);
    for (const name of ["0", "1", "macro avg", "weighted avg"] as const) {
      columns.forEach((column, i) =>
        assertAlmostEquals(Number(rows.get(name)![i]), report[name][column], 1e-12)
      );
    }
    const single = (name: string) => rows.get(name)!;
    assertAlmostEquals(Number(single("accuracy")[2]), report.accuracy, 1e-12);
    assertAlmostEquals(Number(single("ROC-AUC")[2]), fixture.roc_auc, 1e-12);
    assertEquals([single("accuracy")[0], single("accuracy")[3]], ["", "400"]);
  });
}
