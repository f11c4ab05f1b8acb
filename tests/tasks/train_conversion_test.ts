import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fixedClock, seededRandom } from "perdura/core/mod.ts";
import { runCommand } from "../../tasks/_command.ts";
import { trainConversionCommand } from "../../tasks/train_conversion.ts";
import { recordedTerminal } from "./_terminal.ts";

const header = "customer_id,recency,frequency,monetary,open_rate,ctr,age,gender,region,label";

/** Lines of a campaign file: those who open messages respond. */
function campaign(rows: number, label = (opens: number) => opens > 0.6): string[] {
  const random = seededRandom(4);
  const lines = Array.from({ length: rows }, (_, i) => {
    const opens = random.next();
    const yes = label(0.7 * opens + 0.3 * random.next()) ? 1 : 0;
    const gender = ["F", "M", "Other"][random.integer(3)];
    return `${i},${random.integer(300)},${random.integer(9)},${random.integer(500)},` +
      `${opens.toFixed(3)},0.1,${20 + random.integer(50)},${gender},North,${yes}`;
  });
  return [header, ...lines];
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Trains on lines of a file, with all outputs in a folder. */
async function train(folder: string, lines: readonly string[], ...flags: string[]) {
  await Deno.writeTextFile(`${folder}/campaign.csv`, lines.join("\n"));
  return await run(
    "--data_path",
    `${folder}/campaign.csv`,
    ...outputsIn(folder),
    ...flags.includes("--epochs") ? [] : ["--epochs", "2"],
    "--quiet",
    ...flags,
  );
}

function outputsIn(folder: string): string[] {
  return [
    "--model_out",
    `${folder}/model`,
    `--metrics_out=${folder}/metrics_conversion.csv`,
    "--history-out",
    `${folder}/training_history.png`,
  ];
}

async function run(...args: string[]) {
  const terminal = recordedTerminal();
  const surroundings = { terminal, clock: fixedClock(new Date(0)) };
  const code = await runCommand(trainConversionCommand, args, surroundings);
  return { code, out: terminal.lines.join("\n"), err: terminal.told.join("") };
}

const filesOf = async (folder: string) => {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names.sort();
};

Deno.test("train-conversion writes the model, the report and the picture of the training", () =>
  withFolder(async (folder) => {
    const { code, out, err } = await train(folder, campaign(600));
    assertEquals([code, err], [0, ""]);
    assertEquals(await filesOf(folder), [
      "campaign.csv",
      "metrics_conversion.csv",
      "model",
      "training_history.png",
      "training_history.svg",
    ]);
    assertEquals(await filesOf(`${folder}/model`), [
      "model.json",
      "preprocessing.json",
      "weights.bin",
    ]);
    const metrics = await Deno.readTextFile(`${folder}/metrics_conversion.csv`);
    assertEquals(metrics.split("\n").map((line) => line.split(",")[0]), [
      "",
      "0",
      "1",
      "accuracy",
      "macro avg",
      "weighted avg",
      "ROC-AUC",
      "",
    ]);
    const png = await Deno.readFile(`${folder}/training_history.png`);
    assertEquals(new TextDecoder("latin1").decode(png.slice(1, 4)), "PNG");
    for (const model of ["base rate", "network", "boosted trees", "logistic regression"]) {
      assert(out.split("\n").some((line) => line.startsWith(model)), `${model} in ${out}`);
    }
  }));

Deno.test("train-conversion gives one JSON object with --json, and the same bytes for a seed", () =>
  withFolder(async (folder) => {
    const outputs: Uint8Array[][] = [];
    for (const seed of ["7", "7", "8"]) {
      const { code, out, err } = await train(folder, campaign(400), "--seed", seed, "--json");
      assertEquals([code, err], [0, ""]);
      const result = JSON.parse(out);
      assertEquals(result.quality.kept, 400);
      assertEquals(result.history.length, 2);
      assertEquals(result.outputs.model, `${folder}/model/model.json`);
      const names = ["model/weights.bin", "model/preprocessing.json", "training_history.png"];
      outputs.push(await Promise.all(names.map((name) => Deno.readFile(`${folder}/${name}`))));
    }
    assertEquals(outputs[0], outputs[1]);
    assert(outputs[0]![0]!.join() !== outputs[2]![0]!.join());
  }));

Deno.test("train-conversion writes Keras files and the events of TensorBoard", () =>
  withFolder(async (folder) => {
    const { code, err } = await train(folder, campaign(400), "--tensorboard", `${folder}/events`);
    assertEquals([code, err], [0, ""]);
    assertEquals(await filesOf(`${folder}/events`), ["train", "validation"]);

    await Deno.writeTextFile(`${folder}/campaign.csv`, campaign(400).join("\n"));
    const keras = await run(
      "--data-path",
      `${folder}/campaign.csv`,
      "--model-out",
      `${folder}/response.keras`,
      `--metrics-out=${folder}/m.csv`,
      `--history-out=${folder}/h.svg`,
      "--hidden=8,4,2",
      "--epochs=1",
      "--quiet",
    );
    assertEquals([keras.code, keras.err], [0, ""]);
    const files = await filesOf(folder);
    for (const name of ["response.keras", "response.preprocessing.json", "h.png", "h.svg"]) {
      assert(files.includes(name), `${name} in ${files}`);
    }
  }));

Deno.test("train-conversion tells each epoch", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/campaign.csv`, campaign(400).join("\n"));
    const { err } = await run(
      "--data_path",
      `${folder}/campaign.csv`,
      ...outputsIn(folder),
      "--epochs",
      "3",
    );
    for (const epoch of [1, 2, 3]) assertStringIncludes(err, `epoch ${epoch}/3  loss `);
  }));

const bad: [what: string, code: number, said: string, lines: string[], ...flags: string[]][] = [
  [
    "a file whose labels are all alike",
    2,
    "all 300 rows have the label 0",
    campaign(300, () => false),
  ],
  [
    "too few rows",
    2,
    "there are 12 responses in 30 rows",
    campaign(30, () => true).map((line, i) => i > 12 ? line.replace(/1$/, "0") : line),
  ],
  [
    "a missing column",
    3,
    "the column label is missing",
    campaign(300).map((line) => line.replace(/,[^,]*$/, "")),
  ],
  ["a file without a valid row", 3, "none of its 2 rows keeps the contract", [
    header,
    "1,1,1,1,9,9,9,F,x,1",
    "2,1,1,1,9,9,9,F,x,1",
  ]],
  ["an empty file", 2, "campaign.csv", [""]],
  [
    "an output that is a folder",
    2,
    "it is a folder; name a file",
    campaign(300),
    "--threshold=0.4",
  ],
  [
    "a share beyond its range",
    2,
    "expected a number of at least 0.05",
    campaign(300),
    "--test_size",
    "0",
  ],
  ["no epoch", 2, "expected a whole number of at least 1", campaign(300), "--epochs", "0"],
];
for (const [what, code, said, lines, ...flags] of bad) {
  Deno.test(`train-conversion refuses ${what} and leaves nothing behind`, () =>
    withFolder(async (folder) => {
      if (what === "an output that is a folder") {
        await Deno.mkdir(`${folder}/metrics_conversion.csv`);
      }
      const result = await train(folder, lines, ...flags);
      assertEquals(result.code, code, result.err);
      assertStringIncludes(result.err, said);
      assertEquals((await filesOf(folder)).filter((name) => !/^campaign|^metrics/.test(name)), []);
    }));
}

Deno.test("train-conversion refuses a file that is not there, and none at all", async () => {
  const missing = await run("--data_path", "/nowhere/campaign.csv", ...outputsIn("/tmp"));
  assertEquals(missing.code, 2);
  assertStringIncludes(missing.err, 'Cannot read "/nowhere/campaign.csv"');
  const none = await run();
  assertEquals(none.code, 2);
  assertStringIncludes(none.err, "name a campaign file with --data-path PATH");
  assertStringIncludes(
    none.err,
    '"deno task pipeline --lake ../demo --campaign demo --until ingest" simulates ' +
      '"../demo/raw/demo_campaign.csv"',
  );
});

Deno.test("train-conversion says which file to name in place of a lake", () =>
  withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/raw`);
    const tell = async (manifest: unknown) => {
      await Deno.writeTextFile(`${folder}/raw/manifest.json`, JSON.stringify(manifest));
      const { code, err } = await run("--data_path", folder, ...outputsIn(folder));
      assertEquals(code, 2);
      assertStringIncludes(err, `Cannot read "${folder}": it is a lake; `);
      return err;
    };
    assertStringIncludes(
      await tell({ version: 1, campaign: { origin: "x", files: [{ path: "raw/mails.csv" }] } }),
      `name its campaign file, "${folder}/raw/mails.csv"`,
    );
    assertStringIncludes(await tell({ version: 1 }), "name a campaign file, it has none");
    assertEquals(await filesOf(folder), ["raw"]);
  }));

Deno.test("train-conversion says where the file of a data set comes from, also where it is misspelt", async () => {
  for (const name of ["hillstrom", "hilstrom"]) {
    const { code, err } = await run("--data_path", name, ...outputsIn("/tmp"));
    assertEquals(code, 2);
    assertStringIncludes(err, `Cannot read "${name}": there is no such file`);
    assertStringIncludes(err, '"deno task fetch hillstrom" downloads "data/raw/hillstrom.csv"');
  }
  const demo = await run("--data_path", "demo", ...outputsIn("/tmp"));
  assertStringIncludes(demo.err, 'simulates "../demo/raw/demo_campaign.csv"');
  const other = await run("--data_path", "spring-mailing", ...outputsIn("/tmp"));
  assertStringIncludes(other.err, "there is no such file; check the path");
});

Deno.test("train-conversion refuses an output that cannot be written before it trains", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await Deno.writeTextFile(`${folder}/campaign.csv`, campaign(300).join("\n"));
    const refused = await run(
      "--data_path",
      `${folder}/campaign.csv`,
      "--model_out",
      `${folder}/file/model`,
      "--quiet",
    );
    assertEquals(refused.code, 2);
    assertStringIncludes(refused.err, "Cannot write");
  }));
