import { assertAlmostEquals, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  memberSeed,
  NetworkEnsemble,
  trainEnsemble,
  trainNetwork,
} from "perdura/learn/networks/mod.ts";
import { interaction, simulatedRows } from "./_rows.ts";

const rows = simulatedRows(300, 1, interaction);
const options = { hidden: [8], dropout: 0.2, epochs: 3, batchSize: 50 };

Deno.test("trainEnsemble trains in workers what trainNetwork trains here, to the last bit", async () => {
  const told = new Map<number, number[]>();
  const ensemble = await trainEnsemble(rows, rows, {
    ...options,
    members: 3,
    random: seededRandom(9),
    onEpoch: ({ epoch }, member) => told.set(member, [...told.get(member) ?? [], epoch]),
  });
  assertEquals(new Map([...told].sort()), new Map([1, 2, 3].map((member) => [member, [1, 2, 3]])));
  const saved = ensemble.save();
  assertNotEquals(saved[0], saved[1]);
  for (const member of [1, 3]) {
    const random = seededRandom(memberSeed(seededRandom(9), member));
    const network = await trainNetwork(rows, rows, { ...options, random });
    assertEquals(saved[member - 1], network.save());
    network.dispose();
  }
  ensemble.dispose();
});

Deno.test("NetworkEnsemble predicts and explains by the mean of its networks", async () => {
  const networks = await Promise.all(
    [1, 2].map((seed) => trainNetwork(rows, rows, { ...options, random: seededRandom(seed) })),
  );
  const ensemble = new NetworkEnsemble(networks);
  const [one, two] = networks.map((network) => network.predict(rows.features)[0]!);
  assertEquals(ensemble.predictEach(rows.features), [[one!], [two!]]);
  ensemble.predict(rows.features)[0]!.forEach((p, i) =>
    assertAlmostEquals(p, (one![i]! + two![i]!) / 2, 1e-15)
  );
  const [a, b] = networks.map((network) => network.integratedGradients(rows.features)[1]!);
  ensemble.integratedGradients(rows.features)[1]!.forEach((value, i) =>
    assertAlmostEquals(value, (a![i]! + b![i]!) / 2, 1e-15)
  );
  const loaded = await NetworkEnsemble.load(ensemble.save());
  assertEquals(loaded.predict(rows.features), ensemble.predict(rows.features));
  loaded.dispose();
  ensemble.dispose();
});

Deno.test("trainEnsemble ends its workers where a member, or who is told of it, fails", async () => {
  const random = seededRandom(1);
  const original = globalThis.Worker;
  const alive = new Set<Worker>();
  globalThis.Worker = class extends original {
    constructor(...given: ConstructorParameters<typeof original>) {
      super(...given);
      alive.add(this);
    }
    override terminate() {
      super.terminate();
      alive.delete(this);
    }
  };
  await assertRejects(
    () => trainEnsemble(rows, rows, { ...options, members: 3, random, learningRate: 1e30 }),
    InputError,
    "Lower the learning rate",
  );
  const stop = () => {
    throw new RangeError("enough");
  };
  assertEquals(alive.size, 0);
  await assertRejects(
    () =>
      trainEnsemble(rows, rows, { ...options, epochs: 10_000, members: 2, random, onEpoch: stop }),
    RangeError,
    "enough",
  );
  assertEquals(alive.size, 0);
  globalThis.Worker = original;
  await assertRejects(
    () => trainEnsemble(rows, rows, { ...options, members: 0, random }),
    InputError,
    'Set "members" to a whole number from 1: it is 0',
  );
});
