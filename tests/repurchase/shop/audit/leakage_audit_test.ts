import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import pl from "nodejs-polars";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { auditTable, leakageAudit } from "perdura/repurchase/shop/mod.ts";
import { inventedAuditTables } from "./_audit_tables.ts";

const { input } = inventedAuditTables(500);
const told: [done: number, total: number | undefined][] = [];
const steps = await leakageAudit(input, {
  random: seededRandom(1),
  replicates: 60,
  progress: { update: (_label, done, total) => told.push([done, total]), say: () => {} },
});
const named = (name: string) => steps.find((step) => step.name === name)!;

Deno.test("leakageAudit shows what leaks make of orders about which nothing can be known", () => {
  const [published, honest] = [named("as published"), named("honest")];
  assertGreater(published.rocAuc.estimate, 0.75);
  assertGreater(named("trees counted on other rows").rocAuc.estimate, 0.7);
  assertLess(named("one row per order").rocAuc.estimate, 0.65);
  assert(honest.rocAuc.lower < 0.5 && honest.rocAuc.upper > 0.5);
  assertLess(honest.rocAuc.estimate, 0.6);
  assertEquals(steps.at(-1), honest);
});

Deno.test("leakageAudit counts rows and repurchases of the test, and its steps", () => {
  const answers = input.asPublished.getColumn("repurchase").toArray() as unknown as number[];
  assertEquals(named("as published").rows, input.asPublished.height);
  assertEquals(
    named("as published").repurchases,
    answers.reduce((sum, answer) => sum + answer, 0),
  );
  assertEquals(named("unanswered at delivery").rows, input.trainingData.height);
  assertEquals(told, steps.map((_, i) => [i + 1, steps.length]));
  assertEquals(auditTable(steps).getColumn("rows").toArray(), steps.map(({ rows }) => rows));
});

Deno.test("leakageAudit says the same with the same seed", async () => {
  const { input } = inventedAuditTables(80);
  const audit = (seed: number) =>
    leakageAudit(input, { random: seededRandom(seed), replicates: 10 });
  const once = await audit(1);
  assertEquals(await audit(1), once);
  assertNotEquals(await audit(2), once);
});

Deno.test("leakageAudit finds no difference where there is nothing to leave out", async () => {
  const { input: { asPublished, trainingData }, orders } = inventedAuditTables(80);
  const asked = [...orders].flatMap(([id, order]) => order.isAnsweredAtDelivery ? [] : [id]);
  const steps = await leakageAudit(
    { asPublished: asPublished.filter(pl.col("order_id").isIn(asked)), trainingData },
    { random: seededRandom(1), replicates: 10 },
  );
  const [before, after] = ["users on one side only", "unanswered at delivery"].map((name) => {
    const { change: _, name: __, ...scores } = steps.find((step) => step.name === name)!;
    return scores;
  });
  assertEquals(after, before);
});

Deno.test("leakageAudit needs users for five folds", async () => {
  await assertRejects(
    () => leakageAudit(inventedAuditTables(3).input, { random: seededRandom(1) }),
    InputError,
    "Take fewer folds",
  );
});
