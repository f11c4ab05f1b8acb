import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";
import {
  answerDays,
  orderFolds,
  orderForecasts,
  OrderModel,
  orderModelCard,
  orderPredictionsTable,
  orderVerdict,
  trainOrderRepurchase,
} from "perdura/repurchase/shop/mod.ts";
import { inventedOrders } from "./_orders.ts";

const training = { random: seededRandom(3), replicates: 40 };
const rows = inventedOrders(1_500, "delivery");
const result = await trainOrderRepurchase(rows, training);
const named = (name: string) => result.scores.find((score) => score.name === name)!;

Deno.test("orderFolds keeps users apart, and training older than the test by the time of an answer", () => {
  const { fold, part, testFrom } = orderFolds(rows, seededRandom(1));
  const latest = { train: 0, gap: 0 };
  part.forEach((name, row) => {
    const moment = rows.placed[row]!;
    assertEquals(name === "open", Number.isNaN(rows.repurchase[row]!));
    if (name === "test") assert(moment >= testFrom);
    if (name === "train" || name === "gap") latest[name] = Math.max(latest[name], moment);
  });
  assert(latest.train + answerDays <= testFrom && latest.gap < testFrom);
  rows.userId.forEach((user, row) => assertEquals(fold[rows.userId.indexOf(user)], fold[row]));
  assertEquals(new Set(fold).size, 5);
});

Deno.test("trainOrderRepurchase finds what matters, and is better than the base rate", () => {
  assertGreater(named(orderForecasts.trees).scores.rocAuc.lower, 0.65);
  assertGreater(named(orderForecasts.baseRate).difference!.logLoss.lower, 0);
  const [first, second] = result.importance;
  assertEquals([first!.feature, second!.feature], ["delivery_days", "product_category"]);
  assertLess(result.importance.find(({ feature }) => feature === "age")!.permutation, 0.01);
  assertStringIncludes(
    orderVerdict(result).join(". "),
    "tell orders that are followed by a repurchase from others",
  );
  const { expected, actual } = named(orderForecasts.trees).scores;
  assertLess(Math.abs(expected.estimate - actual.estimate), 0.05);
});

Deno.test("trainOrderRepurchase learns nothing from answers of the test or of the order's own user", async () => {
  const { fold, part } = result.folds;
  const hidden = 0;
  const changed = {
    ...rows,
    repurchase: rows.repurchase.map((answer, row) =>
      part[row] === "test" || part[row] === "gap" ? 1 - answer : answer
    ),
  };
  const { folds } = result;
  const one = await OrderModel.fit(rows, folds, training);
  const other = await OrderModel.fit(changed, folds, training);
  const predict = (model: OrderModel) => model.predictOwn(rows.columns, fold);
  assertEquals(predict(other), predict(one));
  // What reads the orders of a fold is as it was, whatever its users were and did.
  const own = {
    ...rows,
    repurchase: rows.repurchase.map((answer, row) => fold[row] === hidden ? 1 - answer : answer),
    columns: rows.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: column.values.map((v, row) => fold[row] === hidden ? 9 - v : v) }
        : column
    ),
  };
  for (const components of [false, true]) {
    const [as, changed] = [
      await OrderModel.fit(rows, folds, { ...training, components }),
      await OrderModel.fit(own, folds, { ...training, components }),
    ];
    assertEquals(changed.toJSON().members[hidden], as.toJSON().members[hidden]);
    assertNotEquals(changed.toJSON().members[1], as.toJSON().members[1]);
  }
});

Deno.test("trainOrderRepurchase says so where nothing can be known", async () => {
  const noise = await trainOrderRepurchase(inventedOrders(800, "nothing", 2), training);
  assertStringIncludes(
    orderVerdict(noise).join(". "),
    "Nothing that is known at the delivery says",
  );
});

Deno.test("orderVerdict names what tells orders apart where the trees do not", () => {
  const around = (estimate: number, reach: number) => (
    { estimate, lower: estimate - reach, upper: estimate + reach }
  );
  const said = (logistic: number) => {
    const rocAucs: Record<string, number> = {
      [orderForecasts.trees]: 0.53,
      [orderForecasts.components]: 0.5,
      [orderForecasts.logistic]: logistic,
    };
    const scores = result.scores.map((one) => (
      { ...one, scores: { ...one.scores, rocAuc: around(rocAucs[one.name] ?? 0.5, 0.1) } }
    ));
    return orderVerdict({ ...result, scores }).slice(1, -1);
  };
  assertEquals(said(0.75), [
    "The trees do not tell orders that are followed by a repurchase from others: ROC-AUC 0.530 " +
    "(0.430 to 0.630) is not clearly better than tossing a coin",
    "Logistic regression would tell them: ROC-AUC 0.750 (0.650 to 0.850)",
  ]);
  assertEquals(said(0.55), [
    "Nothing that is known at the delivery says here after which orders users buy again: ROC-AUC " +
    "0.530 (0.430 to 0.630) is not clearly better than tossing a coin",
  ]);
});

Deno.test("orderVerdict says that repurchases have changed only where it is not chance", () => {
  const sentence = "Repurchases have become more or less frequent than they were";
  const said = (lower: number, upper: number) => {
    const scores = result.scores.map((one) => ({
      ...one,
      scores: {
        ...one.scores,
        expected: { estimate: 0.13, lower: 0.13, upper: 0.13 },
        actual: { estimate: 0.1, lower, upper },
      },
    }));
    return orderVerdict({ ...result, scores }).some((said) => said.startsWith(sentence));
  };
  assertEquals([said(0.05, 0.15), said(0.09, 0.11)], [false, true]);
});

Deno.test("trainOrderRepurchase uses a model that knows the answers since the test began", async () => {
  const { model, probability, folds: { fold, part } } = result;
  const tested = await OrderModel.fit(rows, result.folds, {
    random: training.random.fork("trees"),
  });
  const [before, now] = [tested, model].map((model) => model.predictOwn(rows.columns, fold));
  part.forEach((name, row) =>
    assertEquals(probability[row], name === "open" ? now![row] : before![row])
  );
  assertNotEquals(now, before);
  const card = orderModelCard(result) as Record<"trained" | "tested", Record<string, unknown>>;
  const answered = part.filter((name) => name !== "open").length;
  assertEquals(card.trained.rows, answered);
  assertEquals(
    (card.tested.trained as { rows: number }).rows,
    part.filter((name) => name === "train").length,
  );
});

Deno.test("OrderModel explains the log-odds that it gives", () => {
  const { model, folds: { fold } } = result;
  const features = model.encodeOwn(rows.columns, fold);
  const effects = model.effectsOwn(features, fold);
  const margin = model.predictEncoded(features, fold).map((p) => Math.log(p / (1 - p)));
  const sums = margin.map((_, row) => effects.reduce((sum, values) => sum + values[row]!, 0));
  // Of one forest, all that differs between two orders is what features add.
  const own = Uint32Array.from(fold.keys()).filter((row) => fold[row] === 0);
  const [mean, meanSum] = [margin, sums].map((values) =>
    own.reduce((total, row) => total + values[row]!, 0) / own.length
  );
  for (const row of own) assertAlmostEquals(sums[row]! - meanSum!, margin[row]! - mean!, 0.15);
});

Deno.test("OrderModel says the same after JSON, and needs its columns", () => {
  const { model } = result;
  const read = OrderModel.fromJSON(JSON.parse(JSON.stringify(model)));
  assertEquals(read.predict(rows.columns), model.predict(rows.columns));
  const message = (() => {
    try {
      return read.predict(rows.columns.slice(1)), "";
    } catch (error) {
      return (error as Error).message;
    }
  })();
  assertStringIncludes(message, 'needs the column "age" with numbers');
});

Deno.test("trainOrderRepurchase tells reasons, and keeps every order in its table", () => {
  const late = rows.columns.find(({ name }) => name === "delivery_days")!.values as Float64Array;
  const latest = late.indexOf(late.reduce((a, b) => Math.max(a, b)));
  const [reason] = result.reasons[latest]!;
  assertStringIncludes(reason!.words, "Delivered after 9.0 days");
  assertLess(reason!.effect, 0);
  const moments = pl.Series("order_date", rows.placed).cast(pl.Int64).cast(pl.Datetime("ms"));
  const table = orderPredictionsTable(
    pl.DataFrame([
      pl.Series("order_id", rows.orderId, pl.Utf8),
      pl.Series("user_id", rows.userId, pl.Utf8),
      moments,
      moments.alias("known_at"),
    ]),
    result,
  );
  assertEquals(table.height, rows.orderId.length);
  const open = table.filter(pl.col("part").eq(pl.lit("open")));
  assertEquals(open.getColumn("repurchase").nullCount(), open.height);
  const card = JSON.stringify(orderModelCard(result));
  assertStringIncludes(card, '"gap_days":70');
});
