/**
 * Speed of boosted trees. What it must reach: 1.5 times the time of xgboost with one thread on
 * 100,000 rows, 30 features, 300 trees of depth 6 and 31 leaves; a million rows scored in seconds.
 *
 * xgboost is timed beside it where Python has it: put the folder of the virtual environment that
 * `tests/integration/prepare` makes first in PATH and add `--allow-run=deno,python3`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { seededRandom } from "perdura/core/mod.ts";
import { GradientBoosting } from "perdura/learn/mod.ts";
import { python, withoutPython } from "../integration/_python.ts";

const TREES = 300, DEPTH = 6, LEAVES = 31;
const { features, outcome } = drawn(100_000, 30);
const options = { trees: TREES, depth: DEPTH, leaves: LEAVES };

const group = "100,000 rows × 30 features, 300 trees of depth 6, 31 leaves";
for (const workers of [1, 2]) {
  Deno.bench({
    ...{ group, name: `GradientBoosting.fit, workers: ${workers}`, n: 3, warmup: 1 },
    baseline: workers === 1,
    fn: async () => void await GradientBoosting.fit(features, outcome, { ...options, workers }),
  });
}
const { state } = await Deno.permissions.query({ name: "run", command: "python3" });
const missing = state === "granted"
  ? await withoutPython("xgboost", "numpy")
  : " (ignored: allow to run python3)";
Deno.bench({
  ...{ group, name: `xgboost, one thread${missing}`, n: 3, warmup: 1, ignore: missing !== "" },
  // Only the training is timed, not the start of Python.
  fn: async (bench) => {
    const path = await Deno.makeTempFile();
    try {
      const bytes = (column: Float64Array) => new Uint8Array(column.slice().buffer);
      await Deno.writeFile(path, new Uint8Array([]));
      for (const column of [...features.columns, outcome]) {
        await Deno.writeFile(path, bytes(column), { append: true });
      }
      const script = fileURLToPath(new URL("./_xgboost.py", import.meta.url));
      const code = `import runpy; runpy.run_path(${JSON.stringify(script)})`;
      const args = [path, outcome.length, TREES, DEPTH, LEAVES].map(String);
      const seconds = Number(await python(code, ...args));
      bench.start();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000 * seconds);
      bench.end();
    } finally {
      await Deno.remove(path);
    }
  },
});

const large = drawn(1_000_000, 20);
const first = (column: Float64Array) => column.slice(0, 50_000);
const model = await GradientBoosting.fit(
  { names: large.features.names, columns: large.features.columns.map(first) },
  first(large.outcome),
  { trees: 200 },
);
Deno.bench({
  ...{ name: "GradientBoosting.predict, 1,000,000 rows × 20 features, 200 trees", n: 3, warmup: 1 },
  fn: () => void model.predict(large.features),
});

/** Uniform, skewed and counted features, some missing, and an outcome of which a fifth is yes. */
function drawn(rows: number, width: number): {
  features: { names: string[]; columns: Float64Array[] };
  outcome: Float64Array;
} {
  const random = seededRandom(1);
  const columns = Array.from(
    { length: width },
    (_, i) =>
      Float64Array.from({ length: rows }, () => {
        const u = random.next();
        if (i % 3 === 0) return u;
        if (i % 3 === 1) return -Math.log(1 - u);
        return random.next() < 0.1 ? NaN : Math.floor(8 * u * u);
      }),
  );
  const outcome = Float64Array.from({ length: rows }, (_, row) => {
    const [a, b, c, d, e] = columns.map((column) => column[row]!);
    const score = 3 * a! + Math.sin(2 * b!) + ((c! > 3 ? 1 : 0) + 1) * (d! - 0.5) + 0.3 * e! - 4;
    return Number(random.next() < 1 / (1 + Math.exp(-score)));
  });
  return { features: { names: columns.map((_, i) => `x${i}`), columns }, outcome };
}
