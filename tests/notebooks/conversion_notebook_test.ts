import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import pl from "nodejs-polars";
import { formatNumber, seededRandom } from "perdura/core/mod.ts";
import { lakeAt, readManifest, readTable } from "perdura/lake/mod.ts";
import type { SendListFacts } from "perdura/pipeline/conversion/write_send_list.ts";
import type { ConversionFacts } from "perdura/pipeline/stages/conversion.ts";
import { systemClock } from "../../tasks/_clock.ts";
import { runCommand } from "../../tasks/_command.ts";
import { pipelineCommand } from "../../tasks/pipeline.ts";
import { recordedTerminal } from "../tasks/_terminal.ts";
import { shown } from "./_shown.ts";

// The notebook about campaigns, held to what the pipeline made of small ones.

const folder = await Deno.makeTempDir({ prefix: "perdura-test-" });
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

/** A lake that has a campaign only: openers respond, the letter moves those who read little. */
async function campaignLake(
  name: string,
  arms: readonly string[],
  ...args: string[]
): Promise<string> {
  const random = seededRandom(3);
  const lines = Array.from({ length: 900 }, (_, i) => {
    const opens = random.next(), arm = arms[random.integer(arms.length || 1)];
    const moved = arm === "letter" ? 0.4 * (1 - opens) : arm === "e-mail" ? 0.3 * opens : 0;
    const yes = random.next() < 0.1 + 0.2 * opens + moved ? 1 : 0;
    const facts = [random.integer(300), random.integer(9), random.integer(500), opens.toFixed(3)];
    const known = `c${i},${facts.join()},0.1,${20 + random.integer(50)},F,North,${yes}`;
    return arm === undefined ? known : `${known},${arm},${yes * (10 + random.integer(20))}`;
  });
  const header = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label" +
    (arms.length > 0 ? ",treatment,spend" : "");
  await Deno.writeTextFile(`${folder}/${name}.csv`, [header, ...lines].join("\n"));
  const terminal = recordedTerminal(), lake = `${folder}/${name}`;
  const code = await runCommand(pipelineCommand, [
    ...["--lake", lake, "--quiet", "--campaign", `${folder}/${name}.csv`],
    ...["--until", "send-list", ...args],
  ], { terminal, clock: systemClock });
  assertEquals([code, terminal.told.join("")], [0, ""]);
  return lake;
}

let armsLake: Promise<string> | undefined;
const lakeOfArms = () =>
  armsLake ??= campaignLake("arms", ["control", "letter", "e-mail"], "--cost", "1");

const factsOf = async (lake: string) =>
  (await readManifest(lakeAt(lake))).stages.conversion!.facts as ConversionFacts;
const points = (value: number) => formatNumber(100 * value, 1);
const three = (value: number) => formatNumber(value, 3);

/** No sentence may have holes. */
function assertNoHoles(texts: readonly string[]) {
  for (const text of texts) {
    assertEquals(/NaN|undefined|Infinity|∞|XXX|¤/.exec(text)?.[0], undefined, text);
  }
}

Deno.test("06_conversion shows what the pipeline says of two messages and a control group", async () => {
  const lake = await lakeOfArms();
  const { uplift } = await factsOf(lake);
  const { facts } = (await readManifest(lakeAt(lake))).stages["send-list"]!;
  const { listed } = facts as SendListFacts;
  const { table, titles, words } = await shown("06_conversion", lake);

  for (const { effect, message } of uplift!) {
    assertStringIncludes(
      words.answer,
      `who get “${message}”, **${
        points(effect.estimate)
      } more respond** than of 100 who get none ` +
        `(95\u00a0% interval ${points(effect.lower)} to ${points(effect.upper)})`,
    );
  }
  assertStringIncludes(
    words.answer,
    `**${listed} of 900 customers are worth writing to**`,
  );
  const metrics = pl.readCSV(`${lake}/outputs/metrics_uplift.csv`).toRecords() as unknown as {
    message: string;
    ranking: string;
    qini: number;
    qini_lower: number;
  }[];
  for (const [message, , byUplift, byProbability] of table("Qini coefficients")) {
    const [own, usual] = metrics.filter((row) => `“${row.message}”` === message);
    assert(byUplift!.startsWith(`${three(own!.qini)} (${three(own!.qini_lower)} to `), byUplift);
    assert(byProbability!.startsWith(`${three(usual!.qini)} (`), byProbability);
  }
  const costs = table("Sending “letter” to customers");
  assert(costs.some(([cost]) => cost === "1.00"));
  assertEquals(table("Responses gained")[0]![0], "each customer’s own");
  assert(titles.some((title) => title.includes("who got the message “letter”")));
  assertNoHoles([...Object.values(words), ...titles]);
});

Deno.test("06_conversion has the pipeline's send list, and one for another cost and budget", async () => {
  const lake = await lakeOfArms();
  const written = (await Deno.readTextFile(`${lake}/outputs/send_list.csv`)).trim().split("\n")
    .slice(1).map((line) => line.split(","));
  const { table } = await shown("06_conversion", lake, { rows: 10 });
  const rows = table("The first of");
  assertEquals(rows.length, 10);
  for (const [k, [customer, message, , value]] of rows.entries()) {
    assertEquals([customer, message], written[k]!.slice(0, 2));
    assertAlmostEquals(Number(value), Number(written[k]![3]), 0.00501);
  }

  const { words } = await shown("06_conversion", lake, { cost: 2, budget: 20 });
  assertStringIncludes(words.answer, "If a message costs 2.00");
  assertStringIncludes(words.answer, "**10 of 900 customers are worth writing to**");
});

Deno.test("06_conversion says that nobody knows what a message did without a control group", async () => {
  const lake = await campaignLake("alone", []);
  const { words, titles } = await shown("06_conversion", lake);
  assertStringIncludes(
    words.answer,
    "**Nobody knows how many would have come without the message**",
  );
  assert(titles.every((title) => !title.includes("Qini")));
  assert(titles.some((title) => title.includes("above one who did not")));
  assertEquals(readTable(`${lake}/processed/conversion_predictions.parquet`).height, 900);
  assertNoHoles([...Object.values(words), ...titles]);
});
