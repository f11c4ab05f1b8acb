import { seededRandom } from "perdura/core/mod.ts";
import { type NetworkOptions, type NetworkRows, trainNetwork } from "perdura/learn/networks/mod.ts";

const random = seededRandom(1);
const rowsOf = (rows: number, width: number): NetworkRows => {
  const columns = Array.from(
    { length: width },
    () => Float64Array.from({ length: rows }, () => 2 * random.next() - 1),
  );
  const outcomes = columns[0]!.map((a, i) => a * columns[1]![i]! > 0 ? 1 : 0);
  return { features: { names: columns.map((_, j) => `x${j}`), columns }, outcomes: [outcomes] };
};
const train = rowsOf(50_000, 20), few = rowsOf(1000, 20);
const million = rowsOf(1_000_000, 20).features;
const customers = rowsOf(20_000, 40);

/** One epoch in steps of 1,024 rows, with hidden layers of 64 and 32. */
const epoch = (options: Partial<NetworkOptions> = {}) => async () => {
  const network = await trainNetwork(train, few, { epochs: 1, random, ...options });
  network.dispose();
};

Deno.bench("an epoch of 50,000 rows × 20", { group: "epoch", baseline: true }, epoch());
Deno.bench("the same with batch norm", { group: "epoch" }, epoch({ batchNorm: true }));
Deno.bench("the same with periodic embeddings", { group: "epoch" }, epoch({ embedding: {} }));

const scorer = await trainNetwork(train, few, { epochs: 1, random });
Deno.bench("score 1,000,000 rows × 20", { n: 5, warmup: 1 }, () => {
  scorer.predict(million);
});

const shape = { epochs: 1, random };
const plain = await trainNetwork(customers, customers, shape);
const periodic = await trainNetwork(customers, customers, { ...shape, embedding: {} });
const explain = (network: typeof plain) => () => {
  network.integratedGradients(customers.features);
};
Deno.bench("explain 20,000 rows × 40", { group: "explain", n: 2, warmup: 1 }, explain(plain));
Deno.bench(
  "the same with periodic embeddings",
  { group: "explain", n: 2, warmup: 1 },
  explain(periodic),
);
