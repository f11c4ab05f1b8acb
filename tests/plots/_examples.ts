import { formatNumber, percent } from "perdura/core/mod.ts";
import { decileTable, profitCurve } from "perdura/learn/mod.ts";
import {
  aliveHistory,
  clvDistribution,
  cohortRetention,
  cohortRevenue,
  concentration,
  conditionalExpectedPurchasesMap,
  confusionTable,
  cumulativeTracking,
  dailyCalendar,
  daysBetweenPurchases,
  effectByArm,
  featureImportance,
  frequencyCalibration,
  frequencyHistogram,
  frequencyRecencyGrid,
  funnelByYear,
  judgedInSteps,
  liftAndGain,
  measureByMonth,
  modelComparison,
  orderStatusByYear,
  type Picture,
  probabilityAliveMap,
  profitByShare,
  qiniDiagram,
  rateByGroup,
  reliabilityDiagram,
  revenueByMonth,
  revenueForecastByMonth,
  rfmDistribution,
  rocAndPrecisionRecall,
  rowsByRule,
  shareTick,
  sizeDistribution,
  topShares,
  type TrackingInput,
  trainingHistory,
  upliftOfDeciles,
  weeklyTracking,
} from "perdura/plots/mod.ts";

/** A figure with small invented data, and what its axes must say. */
export interface Example {
  readonly picture: Picture;
  readonly labels: readonly string[];
}

export const scope = { population: "1,200 invented customers", period: "2010-01-01 to 2011-12-09" };

/** Numbers that look like purchases and money, the same every time. */
export function invented(count: number, largest: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => Number((largest ** (((i * 7919) % count + 0.5) / count)).toFixed(2)),
  );
}

const weeks = Array.from({ length: 12 }, (_, k) => k + 1);
const counts = (perWeek: (week: number) => number) => {
  let sum = 0;
  const incremental = weeks.map(perWeek);
  return { incremental, cumulative: incremental.map((value) => sum += value) };
};

export const tracking: TrackingInput = {
  ...scope,
  tracking: {
    end: weeks,
    actual: counts((week) => [30, 62, 71, 55, 60, 48, 52, 41, 47, 38, 44, 35][week - 1]!),
    expected: {
      "pareto-nbd": counts((week) => 70 * Math.exp(-week / 18)),
      "bg-nbd": counts((week) => 70 * Math.exp(-week / 15)),
    },
  },
  calibrationEnd: 6,
  baseline: { name: "same rate", perPeriod: 54 },
};

const grid = frequencyRecencyGrid(39, 6, 13);
const silence = grid.summary.recency.map((recency, i) =>
  (39 - recency) * grid.summary.frequency[i]!
);
const alive = silence.map((burden) => 1 / (1 + burden / 40));

const day = (offset: number) => new Date(Date.UTC(2011, 0, 1 + offset));
const aliveDays = Array.from({ length: 30 }, (_, k) => day(k * 3));
const history = aliveDays.map((_, k) => k < 10 ? 1 - k / 40 : 1 - (k - 10) / 25);

const cohortRows = Array.from(
  { length: 5 },
  (_, cohort) =>
    Array.from({ length: 5 - cohort }, (_, offset) => ({
      cohort: new Date(Date.UTC(2011, cohort, 1)),
      month_offset: offset,
      customers: 100 + 20 * cohort,
      active_customers: offset === 0 ? 100 + 20 * cohort : 30 - 4 * offset + cohort,
      revenue: offset === 0 ? 9000 : 1900 - 210 * offset + 90 * cohort,
      is_partial: cohort + offset === 4,
    })),
).flat();

/** Who responded, and two scores that know something of it. */
const responses = Float64Array.from({ length: 600 }, (_, i) => (i * 7919) % 600 < 90 ? 1 : 0);
const scored = (knows: number) =>
  responses.map((value, i) =>
    0.03 + 0.12 * ((i * 104_729) % 601) / 601 + knows * value * ((i * 31) % 97) / 97
  );

/** Every figure of the library. */
export const examples: Readonly<Record<string, () => Example>> = {
  cumulative_tracking: () => ({
    picture: cumulativeTracking(tracking),
    labels: ["Repeat purchases so far", "Weeks since the first customer came", "same rate"],
  }),
  weekly_tracking: () => ({
    picture: weeklyTracking(tracking),
    labels: ["Repeat purchases per week", "Weeks since the first customer came", "Pareto/NBD"],
  }),
  frequency_histogram: () => ({
    picture: frequencyHistogram({
      ...scope,
      actual: [700, 250, 140, 110],
      expected: { "pareto-nbd": [720, 230, 135, 115], "mbg-nbd": [690, 265, 140, 105] },
      baseline: { name: "all alike", values: [430, 440, 230, 100] },
    }),
    labels: ["Customers", "Frequency: repeat purchases", "MBG/NBD", "all alike", "3+"],
  }),
  conditional_expected_purchases_map: () => ({
    picture: conditionalExpectedPurchasesMap({
      ...scope,
      grid,
      values: alive.map((p, i) => p * grid.summary.frequency[i]! * 1.2),
      horizon: 52,
      model: "pareto-nbd",
      customers: { frequency: [1, 1, 2, 5], recency: [3, 3, 20, 36] },
    }),
    labels: ["Recency: age at the last purchase (weeks)", "Expected purchases in 52 weeks"],
  }),
  probability_alive_map: () => ({
    picture: probabilityAliveMap({ ...scope, grid, values: alive, model: "pareto-nbd" }),
    labels: ["Frequency: repeat purchases", "P(alive)", "90\u00a0%"],
  }),
  alive_history: () => ({
    picture: aliveHistory({
      customer: "C-17",
      days: aliveDays,
      probabilityAlive: history,
      low: history.map((p) => p * 0.9),
      high: history.map((p) => Math.min(1, p * 1.05)),
      purchases: [day(0), day(30)],
      model: "bg-nbd",
    }),
    labels: ["P(alive)", "Feb", "Mar"],
  }),
  clv_distribution: () => ({
    picture: clvDistribution({
      ...scope,
      values: [0, 0, 0, ...invented(300, 2000)],
      currency: "EUR",
      horizon: "12 months",
    }),
    labels: ["Customers", "CLV over 12 months (EUR)", "less", "€100", "median"],
  }),
  concentration: () => ({
    picture: concentration({
      ...scope,
      values: invented(60, 2000),
      noun: "value",
      currency: "EUR",
    }),
    labels: ["Share of customers, the best first", "Share of the value", "equal shares", "Gini"],
  }),
  frequency_calibration: () => ({
    picture: frequencyCalibration({
      ...scope,
      bins: [
        [0, 0, 1411, 0.24, 0.14, 0],
        [1, 1, 439, 0.7, 0.6, 1.2],
        [2, Infinity, 507, 2.9, 3.1, 5.8],
      ].map(([from, to, customers, actual, model, same]) => ({
        from: from!,
        to: to!,
        customers: customers!,
        actual: actual!,
        interval: [actual! * 0.8, actual! * 1.2] as const,
        expected: { "pareto-nbd": model!, "same rate": same! },
      })),
      models: ["pareto-nbd"],
      baselines: ["same rate"],
      horizon: "39 weeks",
    }),
    labels: ["Mean purchases in the holdout", "Frequency in calibration", "1,411", "2+"],
  }),
  revenue_forecast_by_month: () => ({
    picture: revenueForecastByMonth({
      ...scope,
      months: Array.from({ length: 12 }, (_, k) => ({
        from: new Date(Date.UTC(2011, 11 + k, 10)),
        to: new Date(Date.UTC(2011, 12 + k, 10)),
        revenue: 62_000 - 1_500 * k,
        lower: 55_000 - 1_600 * k,
        upper: 70_000 - 1_300 * k,
      })),
      total: { revenue: 645_000, lower: 601_000, upper: 690_000 },
      baseline: { name: "same rate", perMonth: 78_000 },
      currency: "GBP",
    }),
    labels: ["Revenue (£ thousand)", "expected", "rule “same rate”: £78,000"],
  }),
  reliability_diagram: () => ({
    picture: reliabilityDiagram({
      ...scope,
      bins: Array.from({ length: 8 }, (_, k) => {
        const actual = 0.02 + 0.09 * k + 0.01 * (k % 3);
        return {
          rows: 150,
          expected: 0.01 + 0.1 * k,
          actual,
          interval: [actual * 0.8, Math.min(1, actual * 1.2 + 0.02)] as const,
        };
      }),
      baseRate: 0.31,
      model: "pareto-nbd",
      event: "bought within 30 days",
    }),
    labels: ["Probability given before", "Share that bought within 30 days", "base rate 31\u00a0%"],
  }),
  roc_and_precision_recall: () => ({
    picture: rocAndPrecisionRecall({
      ...scope,
      outcome: responses,
      models: [
        {
          name: "boosted trees",
          probabilities: scored(0.2),
          rocAuc: { estimate: 0.853, lower: 0.81, upper: 0.89 },
          prAuc: { estimate: 0.66, lower: 0.58, upper: 0.73 },
        },
        { name: "network", probabilities: scored(0.12) },
        { name: "logistic regression", probabilities: scored(0.05) },
      ],
      event: "responded",
    }),
    labels: ["Share found", "Precision", "Share of the others", "boosted trees 0.853"],
  }),
  confusion_table: () => ({
    picture: confusionTable({
      ...scope,
      matrix: { truePositive: 98, falsePositive: 301, falseNegative: 49, trueNegative: 752 },
      threshold: 0.125,
      event: "responded",
      model: "boosted trees",
    }),
    labels: ["Responded", "Did not", "Forecast: yes", "301", "67\u00a0%"],
  }),
  model_comparison: () => ({
    picture: modelComparison({
      ...scope,
      models: [
        {
          name: "boosted trees",
          score: { estimate: 0.3127, lower: 0.3061, upper: 0.3195 },
        },
        {
          name: "network",
          score: { estimate: 0.3139, lower: 0.3072, upper: 0.3204 },
          difference: { estimate: 0.0012, lower: -0.0003, upper: 0.0027 },
        },
        {
          name: "logistic regression",
          score: { estimate: 0.3236, lower: 0.3168, upper: 0.3304 },
          difference: { estimate: 0.0109, lower: 0.0081, upper: 0.0136 },
        },
        {
          name: "base rate",
          score: { estimate: 0.3647, lower: 0.357, upper: 0.3722 },
          difference: { estimate: 0.052, lower: 0.047, upper: 0.057 },
          isBaseline: true,
        },
      ],
      measure: "log-loss",
      better: "lower",
      attainable: 0.3089,
    }),
    labels: ["Log-loss", "boosted trees", "0.3127", "attainable 0.3089", "base rate"],
  }),
  feature_importance: () => ({
    picture: featureImportance({
      ...scope,
      features: [
        ["open rate", 0.021, 0.004],
        ["days since last purchase", 0.0144, 0.003],
        ["orders last year", 0.0062, 0.002],
        ["age", 0.0007, 0.0009],
        ["region", -0.0001, 0.0004],
      ].map(([name, importance, reach]) => ({
        name: name as string,
        importance: importance as number,
        interval: [
          importance as number - (reach as number),
          importance as number + (reach as number),
        ] as const,
      })),
      measure: "log-loss that shuffling the feature adds",
      model: "boosted trees",
      format: (value) => formatNumber(value, 4),
    }),
    labels: ["Log-loss that shuffling the feature adds", "open rate", "0.0210", "region"],
  }),
  lift_and_gain: () => ({
    picture: liftAndGain({
      ...scope,
      deciles: decileTable(scored(0.12), responses),
      event: "responded",
      model: "boosted trees",
    }),
    labels: ["Lift", "Gain", "Group, the highest first", "Share of customers", "20\u00a0%"],
  }),
  profit_by_share: () => ({
    picture: profitByShare({
      ...scope,
      curve: profitCurve(scored(0.05), responses, { cost: 1.2, margin: 9 }),
      cost: 1.2,
      margin: 9,
      threshold: 0.12,
      currency: "EUR",
      model: "boosted trees",
    }),
    labels: ["Profit (€)", "Share of customers written to", "everybody", "of customers"],
  }),
  effect_by_arm: () => ({
    picture: effectByArm({
      ...scope,
      arms: [
        {
          name: "women’s e-mail",
          rows: 400,
          rate: 0.15,
          effect: { estimate: 0.045, lower: -0.002, upper: 0.092 },
        },
        {
          name: "men’s e-mail",
          rows: 400,
          rate: 0.183,
          effect: { estimate: 0.077, lower: 0.029, upper: 0.126 },
        },
      ],
      control: { rows: 400, rate: 0.106 },
      event: "visited",
    }),
    labels: ["Effect (percentage points)", "men’s e-mail", "+7.7", "no message"],
  }),
  qini_diagram: () => ({
    picture: qiniDiagram({
      ...scope,
      band: Array.from({ length: 21 }, (_, k) => {
        const share = k / 20,
          beyond = 60 * (share ** 0.8 - share),
          reach = 12 * share * (1 - share);
        return {
          share,
          gained: 60 * share ** 0.8,
          beyondRandom: { estimate: beyond, lower: beyond - reach, upper: beyond + reach },
        };
      }),
      name: "X-learner",
      qini: { estimate: 0.031, lower: 0.004, upper: 0.058 },
      others: [{
        name: "response probability",
        curve: {
          customers: Array.from({ length: 401 }, (_, k) => 3 * k),
          gained: Array.from({ length: 401 }, (_, k) => 60 * (k / 400) ** 1.1),
        },
      }],
      event: "visited",
    }),
    labels: ["Customers gained", "Share of customers", "random order", "X-learner"],
  }),
  uplift_of_deciles: () => ({
    picture: upliftOfDeciles({
      ...scope,
      bins: Array.from({ length: 10 }, (_, k) => {
        const estimate = 0.11 - 0.008 * k + 0.012 * ((k * 7) % 3 - 1);
        return {
          bin: k + 1,
          treated: 60,
          control: 60,
          uplift: { estimate, lower: estimate - 0.03, upper: estimate + 0.03 },
        };
      }),
      average: { estimate: 0.074, lower: 0.063, upper: 0.085 },
      predicted: Array.from({ length: 10 }, (_, k) => 0.11 - 0.008 * k),
      event: "visited",
    }),
    labels: ["Effect on the share that visited", "Group by predicted uplift", "average 7.4"],
  }),
  training_history: () => ({
    picture: trainingHistory({
      ...scope,
      history: Array.from({ length: 12 }, (_, k) => ({
        epoch: k + 1,
        loss: 0.35 + 0.06 * Math.exp(-k / 4),
        validationLoss: 0.347 + 0.04 * Math.exp(-k / 3) + 0.001 * k,
        accuracy: 0.87 + 0.006 * (1 - Math.exp(-k / 4)),
        validationAccuracy: 0.874 + 0.005 * (1 - Math.exp(-k / 3)),
      })),
      bestEpoch: 8,
      baseRate: 0.123,
    }),
    labels: ["Loss", "Accuracy", "Epoch", "training", "validation", "base rate"],
  }),
  rows_by_rule: () => ({
    picture: rowsByRule({
      ...scope,
      quality: {
        in: { rows: 10_000 },
        kept: { rows: 7_500 },
        rules: [
          { rule: "cancellation", rows: 190 },
          { rule: "unparsable_value", rows: 0 },
          { rule: "missing_customer", rows: 2_310 },
        ],
      },
    }),
    labels: ["Rows", "missing customer", "−2,310 (23\u00a0%)"],
  }),
  daily_calendar: () => ({
    picture: dailyCalendar({
      ...scope,
      coverage: {
        days: Array.from({ length: 500 }, (_, k) => ({
          day: new Date(Date.UTC(2010, 5, 1 + k)),
          lines: (k + 1) % 7 === 5 || (k > 205 && k < 215) ? 0 : 100 + 20 * (k % 40),
        })),
        closedWeekdays: [6],
        longestGap: { from: new Date("2010-12-24"), to: new Date("2011-01-02"), days: 10 },
      },
    }),
    labels: ["Lines a day", "2010", "2011", "Mon", "Dec"],
  }),
  revenue_by_month: () => ({
    picture: revenueByMonth({
      months: Array.from({ length: 6 }, (_, k) => ({
        month: new Date(Date.UTC(2011, k, 1)),
        revenue: 50_000 + 9_000 * (k % 4) - (k === 5 ? 40_000 : 0),
      })),
      first: new Date("2011-01-01T08:00:00Z"),
      last: new Date("2011-06-09T12:50:00Z"),
      currency: "GBP",
      population: scope.population,
    }),
    labels: ["Revenue (£ thousand)", "median month"],
  }),
  size_distribution: () => ({
    picture: sizeDistribution({
      ...scope,
      values: [...invented(400, 60).map(Math.round), 900, 5_000],
      measure: "quantity",
      noun: ["line", "lines"],
      usual: { low: 0.3, high: 150 },
    }),
    labels: ["Lines", "Quantity, logarithmic", "usual up to 150", "median"],
  }),
  top_shares: () => ({
    picture: topShares({
      ...scope,
      items: ["United Kingdom", "Ireland", "Germany", "France", "Peru"]
        .map((name, k) => ({ name, value: 90_000 / (k + 1) ** 2 })),
      noun: ["country", "countries"],
      measure: "revenue",
      currency: "GBP",
      top: 3,
    }),
    labels: ["Revenue (£ thousand)", "United Kingdom", "2 other countries"],
  }),
  rate_by_group: () => ({
    picture: rateByGroup({
      ...scope,
      groups: ["Email", "Organic", "Search", "Facebook", "Display"]
        .map((name, k) => ({ name, rows: 900 - 150 * k, yes: 162 - 38 * k })),
      noun: "source",
      counted: "orders",
      event: "followed by a repurchase",
    }),
    labels: ["Orders followed by a repurchase", "Facebook"],
  }),
  measure_by_month: () => ({
    picture: measureByMonth({
      ...scope,
      months: Array.from({ length: 18 }, (_, k) => {
        const value = 0.08 + 0.004 * k + 0.01 * Math.sin(k);
        const month = new Date(Date.UTC(2010, k, 1));
        return { month, value, lower: value - 0.012, upper: value + 0.015, weight: 100 };
      }),
      measure: "share of orders followed by a repurchase",
      axis: "Orders followed by a repurchase",
      format: (value) => percent(value, 1),
      tick: shareTick,
    }),
    labels: ["Orders followed by a repurchase", "mean", "Jul 2010"],
  }),
  order_status_by_year: () => ({
    picture: orderStatusByYear({
      ...scope,
      years: [2009, 2010, 2011].flatMap((year, k) =>
        ["Complete", "Shipped", "Cancelled", "Returned"].map((status, s) => (
          { year, status, orders: 100 + 40 * k - 20 * s }
        ))
      ),
    }),
    labels: ["Share of orders", "Cancelled"],
  }),
  judged_in_steps: () => ({
    picture: judgedInSteps({
      ...scope,
      steps: [["as published", 0.85], ["one row per order", 0.6], ["honest", 0.53]].map((
        [name, estimate],
      ) => ({
        name: `${name}`,
        rows: 1_200,
        rocAuc: { estimate: +estimate!, lower: +estimate! - 0.05, upper: +estimate! + 0.04 },
      })),
    }),
    labels: ["ROC-AUC", "guessing", "one row per order"],
  }),
  funnel_by_year: () => ({
    picture: funnelByYear({
      ...scope,
      years: [2009, 2010, 2011].map((year, k) => (
        { year, users: 1_000, reached: [900 - 20 * k, 700, 400 + 30 * k, 250 - 10 * k] }
      )),
      steps: ["home", "product", "cart", "purchase"],
    }),
    labels: ["Share of users seen", "purchase"],
  }),
  rfm_distribution: () => ({
    picture: rfmDistribution({
      ...scope,
      daysSinceLast: invented(200, 600).map(Math.round),
      orderCount: invented(200, 40).map(Math.round),
      revenue: invented(200, 9_000),
      currency: "GBP",
    }),
    labels: ["Customers", "Days since last purchase", "Orders (log)", "Revenue (GBP, log)"],
  }),
  cohort_retention: () => ({
    picture: cohortRetention({ ...scope, rows: cohortRows }),
    labels: ["Months since the first purchase", "Customers who bought, % of cohort", "Jan 2011"],
  }),
  cohort_revenue: () => ({
    picture: cohortRevenue({ ...scope, rows: cohortRows, currency: "GBP" }),
    labels: ["Months since the first purchase", "Revenue per customer of the cohort (£)"],
  }),
  days_between_purchases: () => ({
    picture: daysBetweenPurchases({ ...scope, days: invented(300, 250).map(Math.ceil) }),
    labels: ["Days since the purchase before", "Repeat purchases per week", "median"],
  }),
};
