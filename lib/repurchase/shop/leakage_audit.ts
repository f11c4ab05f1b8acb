import pl from "nodejs-polars";
import { formatNumber, type Progress, type Random, silent } from "perdura/core/mod.ts";
import { type RawColumn, takeValues } from "perdura/features/mod.ts";
import {
  compareProbabilities,
  type Estimate,
  GradientBoosting,
  groupFolds,
  rowsOfFold,
  splitByGroup,
} from "perdura/learn/mod.ts";
import { OrderEncoder } from "./order_encoder.ts";
import { orderFolds, rowsIn } from "./order_folds.ts";
import { OrderModel, takeFolds } from "./order_model.ts";
import { type OrderRows, orderRows, rawColumns, takeOrders, takeRawRows } from "./order_rows.ts";

/** The columns that the model was published with, as far as both tables have them. */
const categories = [
  "gender",
  "country",
  "state",
  "city",
  "traffic_source",
  "product_category",
  "product_brand",
  "product_department",
  "dc_name",
];
const numbers = [
  "age",
  "num_of_item",
  "days_between_orders",
  "cancelled_orders",
  "returned_orders",
  "num_past_purchase",
  "order_hour",
  "order_day",
  "order_month",
  ...[7, 14].flatMap((days) =>
    ["add", "organic", "social_network", "all"].map((source) => `events_${days}_days_${source}`)
  ),
];
/** Prices are told per item there and per order here. */
const itemPrices = ["item_sale_price", "product_retail_price"];
const orderPrices = ["dearest_item", "order_value"];

/** The trees of all steps: deep enough to learn rows by heart, as those that were published. */
const auditTrees = {
  trees: 200,
  learningRate: 0.1,
  depth: 7,
  leaves: 64,
  l2: 1,
  minimumChildWeight: 0.3,
  rowShare: 1,
  columnShare: 1,
  patience: 30,
} as const;

/** Above this number of rows, two of five folds say enough. */
const manyRows = 14_000;

/** One way to divide the rows, and how good the model looks under it. */
export interface AuditStep {
  readonly name: string;
  /** What was changed since the step before, and why it matters. */
  readonly change: string;
  /** Rows of the test, and how many of them are repurchases. */
  readonly rows: number;
  readonly repurchases: number;
  readonly rocAuc: Estimate;
  readonly prAuc: Estimate;
  readonly logLoss: Estimate;
}

/** What {@linkcode leakageAudit} needs. */
export interface AuditInput {
  /** Training data as they were published, one row per item. */
  readonly asPublished: pl.DataFrame;
  /** Training data as the queries make them, one row per order. */
  readonly trainingData: pl.DataFrame;
}

/**
 * The same trees on the same orders, first judged as it was published, then with one leak after the
 * other closed.
 */
export async function leakageAudit(
  { asPublished, trainingData }: AuditInput,
  { progress = silent, random, replicates = 200 }: {
    readonly random: Random;
    readonly progress?: Progress;
    readonly replicates?: number;
  },
): Promise<AuditStep[]> {
  const items = itemRows(asPublished);
  const orders = takeOrders(items, firstOfEach(items.orderId));
  const honest = {
    ...orderRows(trainingData),
    columns: rawColumns(trainingData, columnsWith(orderPrices)),
  };
  const folds = orderFolds(honest, random.fork("time"));
  const steps: AuditStep[] = [];
  const add = (name: string, change: string, test: OrderRows, probability: Float64Array) => {
    const [scored] = compareProbabilities(
      { outcome: test.repurchase, groups: test.userId, forecasts: { [name]: probability } },
      random.fork(`intervals of ${name}`),
      replicates,
    );
    const { logLoss, prAuc, rocAuc } = scored!.scores;
    const repurchases = test.repurchase.reduce((sum, answer) => sum + answer, 0);
    steps.push({ name, change, rows: probability.length, repurchases, rocAuc, prAuc, logLoss });
    progress.update("auditing for leaks", steps.length, 6, "ways to judge");
  };
  /** Judges on each fifth of the groups what was learnt from the others. */
  const judge = async (
    name: string,
    change: string,
    { groups, isStoppedByTest = false, rows }: {
      readonly rows: OrderRows;
      readonly groups: readonly string[];
      readonly isStoppedByTest?: boolean;
    },
  ) => {
    const stream = random.fork(name);
    const fold = groupFolds(groups, { folds: 5, random: stream.fork("folds") });
    const tested: Uint32Array[] = [], probability: Float64Array[] = [];
    for (let k = 0; k < (rows.orderId.length > manyRows ? 2 : 5); k++) {
      const { inside: test, outside } = rowsOfFold(fold, k);
      const [most, rest] = splitWithin(groups, outside, stream.fork(`rest of ${k}`));
      const split = isStoppedByTest
        ? { train: outside, stop: test, test }
        : { train: most, stop: rest, test };
      tested.push(test);
      probability.push(await fitAndPredict(rows, split, groups, stream.fork(`trees of ${k}`)));
    }
    add(name, change, takeOrders(rows, joined(tested)), joinedValues(probability));
  };

  const itself = items.orderId.map((_, row) => `${row}`);
  await judge(
    "as published",
    "One row per item, divided at random; the number of trees chosen on the test itself; orders " +
      "of the last weeks count as not followed by a repurchase",
    { rows: items, groups: itself, isStoppedByTest: true },
  );
  await judge(
    "trees counted on other rows",
    "The number of trees is chosen on rows of neither training nor test",
    { rows: items, groups: itself },
  );
  await judge(
    "one row per order",
    "An order with two items no longer has one of them in training, with the answer, and the " +
      "other in the test",
    { rows: orders, groups: orders.orderId },
  );
  await judge(
    "users on one side only",
    "A user with several orders is no longer recognised in the test",
    { rows: orders, groups: orders.userId },
  );
  const later = rowsIn(folds.part, "test");
  const [earlier, earlierStop] = splitWithin(
    honest.userId,
    rowsIn(folds.part, "train"),
    random.fork("earlier"),
  );
  const laterOrders = takeOrders(honest, later);
  add(
    "later orders",
    "Instead of by user, divided by time: what is learnt is 70 days older than the test, earlier " +
      "orders are seen in the state of their day, and only orders count whose answer is known",
    laterOrders,
    await fitAndPredict(
      honest,
      { train: earlier, stop: earlierStop, test: later },
      honest.userId,
      random.fork("later"),
    ),
  );
  const model = await OrderModel.fit(honest, folds, {
    random: random.fork("honest"),
    trees: auditTrees,
  });
  const laterFolds = takeFolds(folds.fold, later);
  add(
    "honest",
    "Divided by time and by user",
    laterOrders,
    model.predictOwn(model.encodeOwn(laterOrders.columns, laterFolds), laterFolds),
  );
  return steps;
}

/**
 * What the audit found, in sentences: how good the model looked, how good it is, and which leak
 * made most of the difference.
 */
export function auditVerdict(steps: readonly AuditStep[]): string[] {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const gap = first.rocAuc.estimate - last.rocAuc.estimate;
  const said = ({ rocAuc: { estimate, lower, upper } }: AuditStep) =>
    `${formatNumber(estimate, 2)} (${formatNumber(lower, 2)} to ${formatNumber(upper, 2)})`;
  const scores =
    `Judged as published, the trees have a ROC-AUC of ${said(first)}; judged honestly, ` +
    `of ${said(last)}`;
  if (gap < smallestGap) return [`${scores}: here the leaks make no difference worth a word`];
  const falls = steps.slice(1).map((step, i) => ({
    step,
    fall: steps[i]!.rocAuc.estimate - step.rocAuc.estimate,
  })).sort((a, b) => b.fall - a.fall);
  const { fall, step } = falls[0]!;
  return [
    scores,
    `The largest part of the gap, ${formatNumber(fall, 2)}, goes with "${step.name}": ` +
    `${step.change.charAt(0).toLowerCase()}${step.change.slice(1)}`,
    ...(last.rocAuc.lower <= 0.5 ? ["What is left is not clearly better than tossing a coin"] : []),
  ];
}

/** Below this difference in ROC-AUC there is nothing to explain. */
const smallestGap = 0.03;

/** The steps as the table that people take away. */
export function auditTable(steps: readonly AuditStep[]): pl.DataFrame {
  return pl.DataFrame(steps.map((step) => ({
    step: step.name,
    change: step.change,
    rows: step.rows,
    repurchases: step.repurchases,
    ...Object.fromEntries(
      ([["roc_auc", step.rocAuc], ["pr_auc", step.prAuc], ["log_loss", step.logLoss]] as const)
        .flatMap(([name, { estimate, lower, upper }]) => [
          [name, estimate],
          [`${name}_lower`, lower],
          [`${name}_upper`, upper],
        ]),
    ),
  }))).withColumns(pl.col("rows").cast(pl.Int32), pl.col("repurchases").cast(pl.Int32));
}

interface Split {
  readonly train: Uint32Array;
  /** Decides on the number of trees. */
  readonly stop: Uint32Array;
  readonly test: Uint32Array;
}

async function fitAndPredict(
  rows: OrderRows,
  { stop, test, train }: Split,
  groups: readonly string[],
  random: Random,
): Promise<Float64Array> {
  const outcome = takeValues(rows.repurchase, train);
  const { encoder, features } = OrderEncoder.fitTransform(
    takeRawRows(rows.columns, train),
    outcome,
    { groups: Array.from(train, (row) => groups[row]!), random: random.fork("encoder") },
  );
  const encoded = (at: Uint32Array) => encoder.transform(takeRawRows(rows.columns, at));
  const forest = await GradientBoosting.fit(features, outcome, {
    ...auditTrees,
    validation: { features: encoded(stop), outcome: takeValues(rows.repurchase, stop) },
    random,
  });
  return forest.predict(encoded(test));
}

function columnsWith(prices: readonly string[]): Pick<RawColumn, "name" | "kind">[] {
  return [
    ...categories.map((name) => ({ name, kind: "category" as const })),
    ...[...numbers, ...prices].map((name) => ({ name, kind: "number" as const })),
  ];
}

function itemRows(asPublished: pl.DataFrame): OrderRows {
  const values = <Value>(name: string) =>
    asPublished.getColumn(name).toArray() as unknown as Value[];
  const placed = values<Date>("order_date").map((moment) => moment.getTime() / 86_400_000);
  return {
    orderId: values<string>("order_id"),
    userId: values<string>("user_id"),
    placed: Float64Array.from(placed),
    repurchase: Float64Array.from(values<number>("repurchase")),
    columns: rawColumns(asPublished, columnsWith(itemPrices)),
  };
}

function firstOfEach(ids: readonly string[]): Uint32Array {
  const seen = new Set<string>();
  return Uint32Array.from(ids.keys()).filter((row) => {
    const isFirst = !seen.has(ids[row]!);
    seen.add(ids[row]!);
    return isFirst;
  });
}

/** Divides some rows by what they belong to, 85 to 15. */
function splitWithin(
  groups: readonly string[],
  rows: Uint32Array,
  random: Random,
): [Uint32Array, Uint32Array] {
  const [most, rest] = splitByGroup(Array.from(rows, (row) => groups[row]!), {
    shares: [0.85, 0.15],
    random,
  });
  return [most!.map((at) => rows[at]!), rest!.map((at) => rows[at]!)];
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  return Uint32Array.from(parts.flatMap((part) => [...part]));
}

function joinedValues(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}
