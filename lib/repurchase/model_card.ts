import { customerFeatures } from "perdura/features/mod.ts";
import { horizons, perHorizon } from "./horizons.ts";
import { pooled } from "./metrics_table.ts";
import type { Repurchase30 } from "./repurchase_30.ts";
import { comparedForecasts } from "./rolling_forecasts.ts";

/**
 * What a stored model is: what it takes and gives, what it learnt from, how good it was.
 *
 * The files beside it are named; nothing in it can be executed.
 */
export function modelCard(
  { learnt, model, scores }: Repurchase30,
): Readonly<Record<string, unknown>> {
  const isoDays = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 10));
  const files = Object.keys(model.save());
  const units = { number: "Float64", category: "String" } as const;
  return {
    kind: "repurchase_30d",
    version: 1,
    about: "Probability that a customer buys on one of the next 30 days, and of the next 60",
    signature: {
      entity: customerFeatures.key,
      inputs: customerFeatures.features.map(({ kind, meaning, name, unit }) => (
        { name, type: units[kind], unit, meaning }
      )),
      outputs: horizons.flatMap((horizon) =>
        ["", "_lower", "_upper"].map((end) => (
          { name: `probability_${horizon}d${end}`, type: "Float64", unit: "probability" }
        ))
      ),
    },
    files,
    trained: {
      as_of: isoDays([learnt.madeOn])[0],
      rows: learnt.rows,
      customers: learnt.customers,
      snapshots: isoDays(learnt.train),
      stopped_by: isoDays(learnt.stop),
      calibrated_by: perHorizon((horizon) => isoDays(learnt.calibrate[horizon])),
    },
    tested: scores
      .filter(({ name, snapshot }) => name === comparedForecasts.network && snapshot === pooled)
      .map(({ horizon, rows, scores }) => ({ horizon, rows, ...scores })),
  };
}
