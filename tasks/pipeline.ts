/** `deno task pipeline`: from raw files to predictions, as far as something has changed. */
import { qualityTable } from "perdura/clean/mod.ts";
import { purchaseModels } from "perdura/clv/mod.ts";
import { type Choices, lakeAt, parseChoices, readChoices, settle } from "perdura/lake/mod.ts";
import { discoverStages, pipelineSummary, runPipeline } from "perdura/pipeline/mod.ts";
import type { CleanFacts } from "perdura/pipeline/stages/clean.ts";
import { defineCommand, runCommand } from "./_command.ts";
import { choice, day, number, pairs, text, texts, toggle } from "./_flags.ts";
import { textTable } from "./_text_table.ts";

const stages = await discoverStages();
const stageNames = stages.map(({ name }) => name).join(", ");

/** The command line, for tests that need no process of their own. */
export const pipelineCommand = defineCommand({
  name: "pipeline",
  summary: "Brings a lake up to date, from raw files to predictions. What has not changed is not " +
    "done again; with an empty lake a demo shop is simulated first.",
  examples: [
    "deno task pipeline",
    "deno task pipeline --transactions sales.csv --lake ../shop",
    "deno task pipeline --transactions monthly/ --lake ../shop --currency EUR --rate 1.17",
    "deno task pipeline --transactions sales.txt --map customer_id=client,timestamp=day,sales=amount",
  ],
  flags: {
    transactions: text("File or folder of files: CSV, XLSX or Parquet, also zipped", {
      value: "PATH|demo",
      otherwise: "what the lake has, or the demo shop",
    }),
    shop: text("Folder with the tables of a web shop, as theLook calls them: CSV or Parquet", {
      value: "DIR|demo",
      otherwise: "what the lake has",
    }),
    campaign: text("File or folder of campaign history, or a data set that was fetched", {
      value: "PATH|NAME|demo",
      otherwise: "what the lake has",
    }),
    source: text("Kind of the transactions: online-retail, cdnow or generic", {
      value: "NAME",
      otherwise: "recognised by the columns",
    }),
    map: pairs("Which column of the file is which, by name or by position from 1", {
      value: "customer_id=COL,…",
      otherwise: "recognised by the names",
    }),
    sheet: text("Sheet of a workbook, or file in a zip, to read", {
      value: "NAME",
      otherwise: "all",
    }),
    delimiter: text("What stands between the fields of a text file", {
      value: "CHAR",
      otherwise: "told by the content",
    }),
    dateFormat: text("How the file writes dates: D/M/YYYY, M/D/YYYY, YYYY-MM-DD, excel or epoch", {
      value: "FORMAT",
      otherwise: "told by the values",
    }),
    lake: text("Folder of everything that is read and made", { value: "DIR", default: "data" }),
    rules: texts("Cleaning rules: default, plain, or names", {
      value: "NAME,…",
      otherwise: "default, those of the source",
    }),
    returns: choice("Whether a return takes back the purchase it cancels", ["net", "drop"], {
      otherwise: "net",
    }),
    missingCustomer: choice("What becomes of lines without a customer", ["drop", "placeholder"], {
      otherwise: "drop",
    }),
    currency: text("Currency of the amounts, or with --rate the one to convert them to", {
      value: "CODE",
      otherwise: "that of the source",
    }),
    rate: number("Units of --currency for one of the source's", { value: "RATE" }),
    asOf: day(
      "First day that counts as the future of the transactions; shop and campaign are taken whole",
      {
        otherwise: "the day after the last transaction",
      },
    ),
    horizon: number("How far ahead CLV looks, in days", {
      value: "DAYS",
      isWhole: true,
      minimum: 1,
      otherwise: "365",
    }),
    discountRate: number("Yearly discount rate of future money", {
      value: "RATE",
      minimum: 0,
      otherwise: "0.1",
    }),
    margin: number("Share of revenue that is kept", {
      value: "SHARE",
      minimum: 0,
      maximum: 1,
      otherwise: "1, so CLV is revenue",
    }),
    clvModel: choice("Model of purchases", Object.keys(purchaseModels), {
      otherwise: "pareto-nbd, unless another is clearly better on a holdout",
    }),
    anchor: choice("After which orders of the web shop a repurchase is asked for", [
      "first",
      "each",
    ], {
      otherwise: "each",
    }),
    cost: number("What it costs to write to one customer, in money", { value: "COST", minimum: 0 }),
    budget: number("What a campaign may cost altogether", {
      value: "MONEY",
      minimum: 0,
      otherwise: "no limit",
    }),
    seed: number("Seed of all randomness", {
      value: "N",
      isWhole: true,
      minimum: 0,
      otherwise: "42",
    }),
    demoCustomers: number("Customers of the demo shop", {
      value: "N",
      isWhole: true,
      minimum: 100,
      otherwise: "5000",
    }),
    from: text(`Runs this stage and all after it anew: ${stageNames}`, { value: "STAGE" }),
    until: text("Leaves the stages after this one as they are", { value: "STAGE" }),
    only: texts("Runs only these stages, anew", { value: "STAGE,…" }),
    force: toggle("Runs every stage anew"),
  },
  async run({ flags, clock, progress, print }) {
    const { lake: folder, from, until, only, force, ...stated } = flags;
    const lake = lakeAt(folder);
    const choices = parseChoices(onCommandLine(stated), "the command line");
    const outcome = await runPipeline(lake, {
      stages,
      settings: settle(choices, await readChoices(lake)),
      selection: {
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(only.length === 0 ? {} : { only }),
        force,
      },
      clock,
      progress,
    });
    const hasCleaned = outcome.stages.some(({ name, status }) =>
      name === "clean" && status === "ran"
    );
    const { transactions } = (outcome.manifest.stages.clean?.facts ?? {}) as CleanFacts;
    if (transactions !== undefined && hasCleaned) {
      for (const line of textTable(qualityTable(transactions.quality))) print(line);
    }
    const summary = pipelineSummary(outcome, Deno.cwd());
    print(summary);
    return { summary, ...outcome };
  },
});

/** Flags as choices: what was not said is absent. */
function onCommandLine(
  { map, rules, ...others }: Record<string, unknown> & {
    map: Record<string, string>;
    rules: string[];
  },
): Choices {
  const [rule] = rules;
  const isSet = rules.length === 1 && (rule === "default" || rule === "plain");
  return Object.fromEntries(
    Object.entries({
      ...others,
      rules: rules.length === 0 ? undefined : isSet ? rule : rules,
      map: Object.keys(map).length === 0 ? undefined : map,
    }).filter(([, value]) => value !== undefined),
  );
}

if (import.meta.main) Deno.exit(await runCommand(pipelineCommand, Deno.args));
