import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import pl from "nodejs-polars";
import { campaignRows } from "perdura/conversion/mod.ts";
import { ResponseModel, scoreCustomers } from "perdura/conversion/response/mod.ts";
import { seededRandom } from "perdura/core/mod.ts";
import { lakeAt, readManifest, readTable } from "perdura/lake/mod.ts";
import {
  spendingResponses,
  whyNoResponseValue,
} from "perdura/pipeline/conversion/response_value.ts";
import type { SendListFacts } from "perdura/pipeline/conversion/write_send_list.ts";
import type { ConversionFacts } from "perdura/pipeline/stages/conversion.ts";
import { systemClock } from "../../tasks/_clock.ts";
import { runCommand } from "../../tasks/_command.ts";
import { pipelineCommand } from "../../tasks/pipeline.ts";
import { recordedTerminal } from "../tasks/_terminal.ts";

/**
 * Lines of a campaign file: openers respond, twice as often with the message; with `spend`, and
 * without anybody left out, where that is asked for.
 */
function campaign(
  rows: number,
  { share = 0.5, hasSpend = false, hasControl = true } = {},
): string {
  const random = seededRandom(9);
  const lines = Array.from({ length: rows }, (_, i) => {
    const opens = random.next(), treated = hasControl ? random.integer(2) : 1;
    const yes = random.next() < share * opens * (1 + treated) / 2 ? 1 : 0;
    const day = `2024-0${1 + i % 3}-01`;
    return `c${i % (rows / 2)},${random.integer(300)},${random.integer(9)},${
      random.integer(500)
    },` +
      `${opens.toFixed(3)},0.1,${20 + random.integer(50)},F,North,${yes}${
        hasControl ? `,${treated}` : ""
      },${day}` +
      (hasSpend ? `,${yes * (10 + i % 20)}` : "");
  });
  const header = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label" +
    (hasControl ? ",treatment" : "") + ",date" + (hasSpend ? ",spend" : "");
  const bad = `bad,1,1,1,7,0.1,30,F,North,0${hasControl ? ",0" : ""},2024-01-01` +
    (hasSpend ? ",0" : "");
  return [header, ...lines, bad].join("\n");
}

async function withLake(
  text: string,
  work: (lake: string, run: (...args: string[]) => Promise<string>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/campaign.csv`, text);
    await work(`${folder}/lake`, async (...args) => {
      const terminal = recordedTerminal();
      const lake = ["--lake", `${folder}/lake`, "--quiet"];
      const code = await runCommand(
        pipelineCommand,
        [...lake, "--campaign", `${folder}/campaign.csv`, "--json", ...args],
        { terminal, clock: systemClock },
      );
      assertEquals([code, terminal.told.join("")], [0, ""]);
      return terminal.lines.join("\n");
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const factsOf = async (lake: string) =>
  (await readManifest(lakeAt(lake))).stages.conversion?.facts as ConversionFacts | undefined;

Deno.test("the conversion stage scores every customer by a model that is stored beside", () =>
  withLake(campaign(1200), async (lake, run) => {
    const { stages } = JSON.parse(await run()) as { stages: { name: string; line: string }[] };
    const lineOf = (stage: string) => stages.find(({ name }) => name === stage)!.line;
    assertMatch(lineOf("clean"), /^1,200 of 1,201 .*, 1 rejected, most often: open_rate .* \(1\)$/);
    assertMatch(
      lineOf("conversion"),
      /not clearly better than the base rate.*; 600 customers scored$/,
    );
    const facts = (await factsOf(lake))!;
    assertEquals([facts.rows + facts.controlRows, facts.customers], [1200, 600]);
    assertEquals(facts.split.testFrom, "2024-03-01");

    const rows = readTable(`${lake}/processed/conversion.parquet`);
    assertEquals(rows.height, 1200);
    const parts = rows.lazy().groupBy("part").agg(pl.len().alias("n")).collectSync().toRecords();
    const sizeOf = (part: string) => parts.find((row) => row.part === part)?.n;
    assertEquals([sizeOf("train"), sizeOf("test")], [facts.split.train, facts.split.test]);

    const scored = readTable(`${lake}/processed/conversion_predictions.parquet`);
    assertEquals(scored.getColumn("customer_id").nUnique(), 600);
    const low = scored.getColumn("probability_low").toArray() as number[];
    const high = scored.getColumn("probability_high").toArray() as number[];
    const probability = scored.getColumn("probability").toArray() as number[];
    probability.forEach((p, i) => assert(0 <= low[i]! && low[i]! <= p && p <= high[i]!));

    const model = await ResponseModel.load((name) =>
      Deno.readFile(`${lake}/${facts.folder}${name}`)
    );
    assertEquals(model.name, facts.model);
    const again = scoreCustomers(
      model,
      campaignRows(readTable(`${lake}/stage/campaign.parquet`)),
    );
    const found = new Map(again.customerId.map((id, i) => [id, again.probability[i]!]));
    scored.toRecords().forEach(({ customer_id, probability }) =>
      assertAlmostEquals(found.get(customer_id as string)!, probability as number, 1e-12)
    );
    model.dispose();

    for (
      const output of ["metrics_conversion.csv", "training_history.png", "training_history.svg"]
    ) {
      assert((await Deno.stat(`${lake}/outputs/${output}`)).size > 100);
    }
    for await (const { name } of Deno.readDir(`${lake}/models/conversion`)) {
      for (const file of ["model.json", "weights.bin", "preprocessing.json", "signature.json"]) {
        assert((await Deno.stat(`${lake}/models/conversion/${name}/${file}`)).isFile);
      }
    }
  }));

Deno.test("the conversion stage gives equal bytes for equal campaigns and seeds", () =>
  withLake(campaign(800), async (lake, run) => {
    const outputs = async () => (await readManifest(lakeAt(lake))).stages.conversion!.outputs;
    await run("--only", "ingest,clean,conversion");
    const first = await outputs();
    await run("--force");
    assertEquals(await outputs(), first);
  }));

for (const hasControl of [true, false]) {
  const of = hasControl ? "uplift" : "probabilities, where nobody was left out";
  Deno.test(`the send list is made anew for another cost, and nobody learns again: ${of}`, () =>
    withLake(campaign(1200, { hasSpend: true, hasControl }), async (lake, run) => {
      const statuses = (out: string) =>
        Object.fromEntries(
          (JSON.parse(out).stages as { name: string; status: string }[])
            .map(({ name, status }) => [name, status]),
        );
      const listed = async () => {
        const facts = (await readManifest(lakeAt(lake))).stages["send-list"]!.facts;
        const { height } = pl.readCSV(`${lake}/outputs/send_list.csv`);
        assertEquals((facts as SendListFacts).listed, height);
        assertEquals((facts as SendListFacts).isCausal, hasControl);
        return height;
      };
      assertStringIncludes(JSON.parse(await run()).summary, "if it is free (no --cost was given)");
      const all = await listed();
      assert(all > 10);
      const out = await run("--cost", "1", "--budget", "5");
      const atMost = hasControl ? "" : "at most ";
      assertMatch(
        JSON.parse(out).summary,
        new RegExp(
          `\\n5 of 600 customers are worth a message, if it costs 1, and [\\d,]+ more beyond the ` +
            `budget of 5: expected profit ${atMost}[\\d.]+, (not )?measured`,
        ),
      );
      const again = statuses(out);
      assertEquals([again.conversion, again["send-list"]], ["cached", "ran"]);
      assertEquals(await listed(), 5);
      assertEquals(statuses(await run("--cost", "1", "--budget", "5"))["send-list"], "cached");
    }));
}

Deno.test("there is no send list where nobody knows what a response is worth", () =>
  withLake(campaign(800), async (lake, run) => {
    assertStringIncludes(
      JSON.parse(await run()).summary,
      'send-list: skipped, nobody knows what a response is worth: the campaign has no column "spend"',
    );
    assertEquals((await readManifest(lakeAt(lake))).stages["send-list"], undefined);
  }));

Deno.test("whyNoResponseValue tells a missing column from one without any spend", () => {
  const frame = (spend: (number | null)[]) => pl.DataFrame({ label: [0, 1, 1], spend });
  assertStringIncludes(whyNoResponseValue(pl.DataFrame({ label: [1] }))!, 'no column "spend"');
  // Who did not respond does not say what a response is worth.
  assertStringIncludes(whyNoResponseValue(frame([5, 0, null]))!, 'no response has a "spend"');
  assertEquals(whyNoResponseValue(frame([0, 8, null])), undefined);
  assertEquals(spendingResponses(frame([5, 8, 0])), { responses: 2, spending: 1 });
  assertEquals(spendingResponses(frame([5, 8, null])), { responses: 1, spending: 1 });
});

Deno.test("the pipeline refuses a budget where nobody has said what a message costs", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const terminal = recordedTerminal();
    const args = ["--lake", `${folder}/lake`, "--budget", "500"];
    const code = await runCommand(pipelineCommand, args, { terminal, clock: systemClock });
    assertEquals(code, 2);
    assertStringIncludes(terminal.told.join(""), "Cannot keep to a budget of 500");
    assertStringIncludes(terminal.told.join(""), "say it with --cost COST");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the conversion stage is skipped where there is too little to learn from", () =>
  withLake(campaign(400, { share: 0.05 }), async (lake, run) => {
    const out = await run();
    assertStringIncludes(out, "with a response and 30 without one are needed");
    assertEquals(await factsOf(lake), undefined);
  }));
