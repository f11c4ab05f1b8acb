import { readTable } from "perdura/lake/mod.ts";
import { demoFiles } from "perdura/sources/mod.ts";
import { inFolder } from "../lake/_folder.ts";
import { contents, pipeline } from "./_pipeline.ts";

/** The shop that golden files are made of. */
export const goldenShop = { seed: 42, customers: 500 };

/** Where the figures of the shop are kept. */
export const goldenFile = new URL("golden/demo.json", import.meta.url);

/** How to renew the golden file, where a change is wanted. */
export const howToRenew =
  "Where this change is wanted, renew the file and commit it: deno run --allow-read --allow-write " +
  "--allow-ffi --allow-sys tests/pipeline/_golden.ts";

/** Runs the pipeline on the golden shop. */
export async function runGoldenShop(lake: string): Promise<void> {
  const { code, err } = await pipeline(
    lake,
    ...["--transactions", "demo", "--seed", `${goldenShop.seed}`],
    ...["--demo-customers", `${goldenShop.customers}`],
  );
  if (code !== 0) throw new Error(err);
}

/** The figures of a lake that must not change by themselves: money in pence, others to 6 digits. */
export function goldenFigures(lake: string): unknown {
  const manifest = JSON.parse(Deno.readTextFileSync(`${lake}/manifest.json`));
  const { quality } = manifest.stages.clean.facts.transactions;
  const { customers, asOf, cohorts } = manifest.stages.features.facts;
  const { model, params, spendParams, expectedPurchases, clv } = manifest.stages.clv.facts;
  const amounts = (
    { rows, quantity, revenue }: { rows?: number; quantity: number; revenue: number },
  ) => ({ ...(rows === undefined ? {} : { rows }), quantity, revenue: revenue.toFixed(2) });
  const tables = Object.keys(contents(lake))
    .filter((path) => /^(stage|processed)\/[^/]*\.parquet$/.test(path));
  return {
    shop: goldenShop,
    raw_sha256: contents(lake)[`raw/${demoFiles.transactions}`],
    in: amounts(quality.in),
    kept: amounts(quality.kept),
    netted: amounts(quality.netted),
    rejected_by_rule: Object.fromEntries(
      quality.rules.map((
        rule: { rule: string; rows: number; quantity: number; revenue: number },
      ) => [rule.rule, amounts(rule)]),
    ),
    customers,
    orders: quality.orders,
    products: quality.products,
    period: quality.period,
    as_of: asOf,
    cohorts,
    model,
    params: digits(params),
    spend_params: digits(spendParams),
    expected_purchases: digits(expectedPurchases),
    clv: digits(clv),
    rows_of_tables: Object.fromEntries(
      tables.map((path) => [path, readTable(`${lake}/${path}`).height]),
    ),
  };
}

function digits(values: Record<string, number>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.toPrecision(6)]),
  );
}

if (import.meta.main) {
  await inFolder(async (folder) => {
    await runGoldenShop(`${folder}/lake`);
    const text = JSON.stringify(goldenFigures(`${folder}/lake`), null, 2) + "\n";
    await Deno.writeTextFile(goldenFile, text);
  });
}
