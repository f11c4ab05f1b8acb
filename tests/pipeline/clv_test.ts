import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import pl from "nodejs-polars";
import {
  chooseModel,
  customerLifetimeValue,
  fitGammaGamma,
  fitParetoNbd,
  purchaseModels,
} from "perdura/clv/mod.ts";
import { seededRandom } from "perdura/core/mod.ts";
import { customerSummary, toCustomerSummary } from "perdura/features/mod.ts";
import { clvValidationTable, predictClv, validateClv } from "perdura/pipeline/mod.ts";
import { sampleExponential, sampleGamma } from "perdura/stats/samplers.ts";

const day = 86_400_000;
const start = Date.parse("2010-01-01");

/** Purchases of simulated Pareto/NBD customers over some weeks, in the columns that count here. */
function simulated(customers: number, weeks: number): pl.DataFrame {
  const random = seededRandom(11);
  const ids: string[] = [], moments: number[] = [], sales: number[] = [];
  for (let i = 0; i < customers; i++) {
    const rate = sampleGamma(random, 0.8, 8), death = sampleExponential(random, 0.01);
    const birth = random.next() * weeks / 2, mean = sampleGamma(random, 4, 0.1);
    const end = Math.min(weeks, birth + death);
    for (let t = birth; t < end; t += sampleExponential(random, rate)) {
      ids.push(`c${String(i).padStart(4, "0")}`);
      moments.push(start + Math.floor(t * 7) * day);
      sales.push(mean * (0.5 + random.next()));
    }
  }
  return pl.DataFrame([
    pl.Series("customer_id", ids, pl.Utf8),
    pl.Series("timestamp", moments, pl.Float64).cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.Series("sales", sales, pl.Float64),
    pl.Series("currency", ids.map(() => "EUR"), pl.Utf8),
  ]);
}

const weeks = 78;
const transactions = simulated(600, weeks);
const observationEnd = new Date(start + (weeks * 7 - 1) * day);

Deno.test("validateClv holds the last third out and measures every model on it", () => {
  const validation = validateClv(transactions, observationEnd, seededRandom(1))!;
  const { report, calibrationEnd } = validation;
  assertEquals(report.length, 25);
  assertEquals((observationEnd.getTime() - calibrationEnd.getTime()) / day, 25 * 7);
  assertEquals(validation.failures, {});
  assertEquals(report.scores.map(({ name }) => name), [
    ...Object.keys(purchaseModels),
    "same rate",
    "hiatus",
  ]);
  const after = transactions.filter(
    pl.col("timestamp").cast(pl.Float64).gt(
      pl.lit(calibrationEnd.getTime() + day - 1),
    ),
  );
  const known = new Set(
    customerSummary(transactions, { observationEnd: calibrationEnd }).getColumn("customer_id"),
  );
  const days = new Set(
    after.toRecords().filter((row) => known.has(row.customer_id as string))
      .map((row) => `${row.customer_id} ${row.timestamp}`),
  );
  assertEquals(report.scores[0]!.actualTotal, days.size);
});

Deno.test("validateClv lets the model win that made the data, or one that is no worse", () => {
  const { report } = validateClv(transactions, observationEnd, seededRandom(1))!;
  const { name } = chooseModel(report, "pareto-nbd");
  const of = (wanted: string) => report.scores.find((score) => score.name === wanted)!;
  assertGreater(of(name).logLikelihood!, of("pareto-nbd").logLikelihood! - 1e-9);
  assertLess(of("pareto-nbd").meanAbsoluteError, of("same rate").meanAbsoluteError);
});

Deno.test("validateClv compares nothing where the past is shorter than twenty weeks", () => {
  const end = (weeks: number) => new Date(start + weeks * 7 * day);
  const until = (weeks: number) =>
    transactions.filter(pl.col("timestamp").cast(pl.Float64).lt(pl.lit(end(weeks).getTime())));
  assertEquals(validateClv(until(19), end(19), seededRandom(1)), undefined);
  assert(validateClv(until(30), end(30), seededRandom(1)) !== undefined);
});

Deno.test("clvValidationTable has a row per model and the differences to the reference", () => {
  const { report } = validateClv(transactions, observationEnd, seededRandom(1))!;
  const rows = clvValidationTable(report, "pareto-nbd", "bg-nbd").toRecords();
  assertEquals(rows.map((row) => row.role), [
    "candidate",
    "used",
    "candidate",
    "candidate",
    "candidate",
    "baseline",
    "baseline",
  ]);
  const [pareto, bg] = rows;
  assertEquals(pareto!.log_likelihood_difference, null);
  const difference = bg!.log_likelihood as number - (pareto!.log_likelihood as number);
  assertAlmostEquals(bg!.log_likelihood_difference as number, difference, 1e-6);
  assertLess(bg!.log_likelihood_difference_lower as number, difference);
  assertGreater(bg!.log_likelihood_difference_upper as number, difference);
});

Deno.test("predictClv gives what the models say, within its intervals, and its sums", () => {
  const summary = toCustomerSummary(customerSummary(transactions, { observationEnd }));
  const purchases = fitParetoNbd(summary);
  const spend = fitGammaGamma(summary);
  const terms = { horizon: 182, discountRate: 0.1, margin: 0.4 };
  const { clv, columns, purchasesInHorizon, totals } = predictClv(
    summary,
    purchases,
    spend,
    terms,
  );
  assertEquals(columns.probability_alive, purchases.probabilityAlive(summary));
  assertEquals(
    columns.expected_purchases_90d,
    purchases.conditionalExpectedPurchases(90 / 7, summary),
  );
  assertEquals(purchasesInHorizon, purchases.conditionalExpectedPurchases(26, summary));
  const direct = customerLifetimeValue({
    purchases,
    spend,
    summary,
    horizon: 26,
    discountRate: Math.log(1.1) / (365 / 7),
    margin: 0.4,
  });
  clv.forEach((value, i) => assertAlmostEquals(value, direct[i]!, 1e-9 * direct[i]!));
  assertAlmostEquals(totals.clv.estimate, direct.reduce((sum, value) => sum + value, 0), 1e-6);
  for (const name of ["probability_alive", "expected_purchases_365d", "expected_value", "clv"]) {
    columns[name]!.forEach((value, i) => {
      assert(columns[`${name}_lower`]![i]! <= value && value <= columns[`${name}_upper`]![i]!);
    });
  }
});
