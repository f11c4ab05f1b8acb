import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { compareProbabilities } from "perdura/learn/mod.ts";
import { pooled, scoresTable } from "perdura/repurchase/mod.ts";

Deno.test("scoresTable() has intervals of all measures but the calibration error, and never NaN", () => {
  const random = seededRandom(1);
  const truth = Float64Array.from({ length: 400 }, () => random.next());
  const outcome = truth.map((p) => Number(random.next() < p));
  const scores = compareProbabilities({
    outcome,
    forecasts: { network: truth, half: truth.map(() => 0.5) },
  }, random).map((score) => ({
    ...score,
    horizon: 30 as const,
    snapshot: pooled,
    rows: 400,
  }));
  const table = scoresTable(scores), { columns } = table;
  assertEquals(columns.filter((name) => name.startsWith("calibration_error")), [
    "calibration_error",
  ]);
  for (const measure of ["roc_auc", "pr_auc", "log_loss", "brier", "brier_skill", "lift_10"]) {
    const ends = ["", "_lower", "_upper", "_difference", "_difference_lower", "_difference_upper"];
    for (const end of ends) assert(columns.includes(`${measure}${end}`), `${measure}${end}`);
  }
  assert(!table.writeCSV().toString().includes("NaN"));
});
