import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { gzipSync } from "node:zlib";
import { filesIn, inFolder } from "../lake/_folder.ts";
import { contents, type Finished, pipeline, runPipelineTask, statuses } from "./_pipeline.ts";
import { csv, sales } from "./_shop.ts";

const good = csv(sales());
const encode = (text: string) => new TextEncoder().encode(text);

/** A command line that cannot work. */
interface BadInput {
  /** After "pipeline refuses". */
  readonly name: string;
  /** Files beside the lake, by name; `file` is what `--transactions` names unless said otherwise. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What follows the lake; `IN` stands for the folder of the files. */
  readonly args?: readonly string[];
  /** What the message has to say. */
  readonly says: readonly string[];
}

const badInputs: readonly BadInput[] = [
  {
    name: "a file that is not there, and says which is",
    files: { "sales.csv": good },
    args: ["--transactions", "IN/sale.csv"],
    says: ['IN/sale.csv"', "there is no such file", 'did you mean "IN/sales.csv"?'],
  },
  {
    name: "a folder without files",
    args: ["--transactions", "IN"],
    says: ['Cannot read the folder "IN"', "there are no files in it"],
  },
  {
    name: "columns that it does not know",
    files: { file: csv(sales(), "who,when,how much") },
    says: [
      "no column is known for customer_id, timestamp, sales",
      'found: "who", "when", "how much"',
      "--map",
    ],
  },
  {
    name: "a missing column, with a map that has the others",
    files: { file: csv(sales(), "customer_id,date,how much") },
    says: [
      "no column is known for sales",
      "--map customer_id=customer_id,timestamp=date,sales=COLUMN",
    ],
  },
  {
    name: "two columns of the same name",
    files: { file: csv(sales(), "customer_id,date,date") },
    says: ['columns 2 and 3 are both called "date"', "rename one"],
  },
  {
    name: "a map to a column that is not there",
    files: { file: good },
    args: ["--transactions", "IN/file", "--map", "customer_id=custmer,timestamp=date,sales=amount"],
    says: ['there is no column "custmer"', 'found: "customer_id", "date", "amount"'],
  },
  {
    name: "a map of a column that Perdura does not have",
    files: { file: good },
    args: ["--transactions", "IN/file", "--map", "client=customer_id"],
    says: ['no canonical column "client"', "customer_id"],
  },
  { name: "an empty file", files: { file: "" }, says: ['"file"', "empty"] },
  {
    name: "a header without records",
    files: { file: "customer_id,date,amount\n" },
    says: ['"file"', "header but no records"],
  },
  {
    name: "a gzip file that was cut",
    files: { "sales.csv.gz": gzipSync(encode(good)).subarray(0, -200) },
    args: ["--transactions", "IN/sales.csv.gz"],
    says: ['"sales.csv.gz"', "cut off"],
  },
  {
    name: "a text file that is called a workbook",
    files: { "sales.xlsx": good },
    args: ["--transactions", "IN/sales.xlsx"],
    says: ['"sales.xlsx"', "text"],
  },
  {
    name: "dates that are none",
    files: { file: good.replaceAll(/,2020-\d\d-\d\d \d\d:\d\d:\d\d,/g, ",soon,") },
    says: ['column "date" of "file"', "as dates", '"soon"', "accepted are"],
  },
  {
    name: "dates whose day and month cannot be told apart",
    files: { file: "customer_id,date,amount\na,01/02/2020,5\na,03/04/2020,5\nb,05/06/2020,7\n" },
    says: ['column "date" of "file"', "--date-format"],
  },
  {
    name: "dates of another format than the one it was told",
    files: { file: good },
    args: ["--transactions", "IN/file", "--date-format", "%d/%m/%Y"],
    says: ['column "date" of "file"', "--date-format %d/%m/%Y does not fit"],
  },
  {
    name: "files of different kinds in one folder",
    files: {
      "a.csv": good,
      "b.csv": "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n" +
        "1,22423,CAKESTAND,1,2010-01-04 10:00:00,2.5,12345.0,France\n",
    },
    args: ["--transactions", "IN"],
    says: ['"a.csv" is of the kind "generic"', '"b.csv" of the kind "online-retail"'],
  },
  {
    name: "a file without a single line that can be read",
    files: { file: "customer_id,date,amount\na\nb\nc\n" },
    says: ['"file"', "none of its 3 records could be read"],
  },
  {
    name: "a file whose lines are all rejected",
    files: { file: "customer_id,date,amount\n,2020-01-01,5\n,2020-01-02,6\n" },
    says: ["none of 2 rows is a valid sale", "missing_customer"],
  },
  {
    name: "a rule that does not exist, before it reads anything",
    args: ["--transactions", "IN/nowhere.csv", "--rules", "plian"],
    says: ['"plian"', '"missing_customer"'],
  },
  {
    name: "a source that does not exist, before it reads anything",
    args: ["--transactions", "IN/nowhere.csv", "--source", "shopify"],
    says: ["--source shopify", "online-retail, cdnow, demo, generic"],
  },
  {
    name: "a source that the file is not of",
    files: { file: good },
    args: ["--transactions", "IN/file", "--source", "online-retail"],
    says: ['Cannot read "file" as', "StockCode"],
  },
  {
    name: "a stage that does not exist",
    args: ["--from", "claen"],
    says: ['"claen"', "ingest, clean, features, clv"],
  },
  { name: "a flag that does not exist", args: ["--lakes", "x"], says: ['did you mean "--lake"?'] },
  {
    name: "a rate without a currency",
    args: ["--rate", "1.17"],
    says: ["--rate", "--currency"],
  },
  {
    name: "a rate of nothing",
    args: ["--currency", "EUR", "--rate", "0"],
    says: ['"rate"', ">0"],
  },
  {
    name: "another currency without a rate",
    args: ["--transactions", "demo", "--demo-customers", "100", "--currency", "EUR"],
    says: ["Cannot convert GBP to EUR", "--rate"],
  },
  {
    name: "an as-of date that no calendar has",
    args: ["--as-of", "2020-02-30"],
    says: ['--as-of "2020-02-30"', "day of the calendar"],
  },
  {
    name: "an as-of date before all transactions",
    files: { file: good },
    args: ["--transactions", "IN/file", "--as-of", "1990-01-01"],
    says: ["as of 1990-01-01", "first transaction is of 2020-01-08", "--as-of"],
  },
];

/** A lake with the result of a good run, made once for all tests of this file. */
const earlier = await Deno.makeTempDir({ prefix: "perdura-test-" });
globalThis.addEventListener("unload", () => Deno.removeSync(earlier, { recursive: true }));
let earlierRun: Promise<Record<string, string>> | undefined;
function earlierContents(): Promise<Record<string, string>> {
  return earlierRun ??= (async () => {
    Deno.writeTextFileSync(`${earlier}/sales.csv`, good);
    const { code, err } = await pipeline(
      `${earlier}/lake`,
      "--transactions",
      `${earlier}/sales.csv`,
    );
    assertEquals(code, 0, err);
    return contents(`${earlier}/lake`);
  })();
}

for (const { name, files = {}, args = ["--transactions", "IN/file"], says } of badInputs) {
  Deno.test(`pipeline refuses ${name}, and leaves the lake as it was`, () =>
    inFolder(async (folder) => {
      const input = `${folder}/in`;
      writeFiles(input, files);
      const before = await earlierContents();
      const line = args.map((arg) => arg.replace("IN", input));
      const onNothing = await pipeline(`${folder}/new/lake`, ...line);
      const onGood = await pipeline(`${earlier}/lake`, ...line);
      for (const finished of [onNothing, onGood]) {
        refuses(finished, says.map((text) => text.replaceAll("IN", input)));
      }
      assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name), ["in"]);
      assertEquals(contents(`${earlier}/lake`), before);
    }));
}

Deno.test("pipeline finds a lake up to date after all that it has refused", async () => {
  await earlierContents();
  const finished = await pipeline(`${earlier}/lake`, "--json");
  assertEquals(statuses(finished), {
    ingest: "cached",
    clean: "cached",
    features: "cached",
    clv: "cached",
  });
});

for (
  const [name, text, says] of [
    ["is no JSON", "{ seed: 1 }", ["not valid JSON"]],
    ["has a setting that does not exist", '{ "sede": 1 }', ['no setting "sede"', "seed"]],
    ["has a setting of the wrong type", '{ "horizon": "long" }', ['"horizon"', "number"]],
    ["has a day that is none", '{ "asOf": "2020-02-30" }', ['"asOf": is no day of the calendar']],
    ["names a rule that does not exist", '{ "rules": ["plian"] }', ['"plian"']],
  ] as const
) {
  Deno.test(`pipeline refuses a perdura.json that ${name}`, () =>
    inFolder(async (lake) => {
      Deno.writeTextFileSync(`${lake}/perdura.json`, text);
      refuses(await pipeline(lake), says);
      assertEquals(filesIn(lake), ["perdura.json"]);
    }));
}

Deno.test("pipeline refuses a lake that is the path of a file", () =>
  inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/lake`, "a file");
    refuses(await pipeline(`${folder}/lake`), [`"${folder}/lake`, "in each other's place"]);
    assertEquals(Deno.readTextFileSync(`${folder}/lake`), "a file");
    refuses(await pipeline(`${folder}/lake/deeper`), [`"${folder}/lake`]);
  }));

Deno.test("pipeline refuses a lake that another process is writing to", () =>
  inFolder(async (folder) => {
    const holder = new Deno.Command("deno", {
      args: ["eval", holdLock, `${folder}/.lock`],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const said = holder.stdout.getReader();
    try {
      await said.read(); // it says so when it has the lock
      refuses(await pipeline(folder), [
        `Cannot write to the lake "${folder}"`,
        `process ${holder.pid} `,
      ]);
    } finally {
      await holder.stdin.close();
      await said.cancel();
      await holder.status;
    }
    assertEquals(filesIn(folder), [".lock"]);
  }));

const holdLock = `
  const file = Deno.openSync(Deno.args[0], { read: true, write: true, create: true });
  file.lockSync(true);
  file.writeSync(new TextEncoder().encode(
    JSON.stringify({ pid: Deno.pid, since: new Date().toISOString() }),
  ));
  console.log("locked");
  await Deno.stdin.read(new Uint8Array(1));
`;

Deno.test("deno task pipeline says what is wrong, once and without a stack, and leaves with 2", () =>
  inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/sales.csv`, csv(sales(), "who,when,how much"));
    const lake = `${folder}/lake`;
    refuses(await runPipelineTask(lake, "--transactions", `${folder}/sales.csv`), [
      "no column is known for customer_id, timestamp, sales",
    ]);
    refuses(await runPipelineTask(lake, "--transactions", `${folder}/none.csv`), ["no such file"]);
    assertEquals(filesIn(folder), ["sales.csv"]);
  }));

/** Makes sure that a run has failed as bad input has to: with one message that says all that. */
function refuses({ code, out, err }: Finished, says: readonly string[]): void {
  assertEquals([code, out], [2, ""], err);
  for (const text of says) assertStringIncludes(err, text);
  const message = err.trimEnd();
  assert(!message.includes("\n"), message);
  assertMatch(message, /^[A-Z][^:]+: /);
  assertNotMatch(message, /\bat .*\.ts:\d|Error:|defect|\.$/);
}

function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  Deno.mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? encode(content) : content;
    Deno.writeFileSync(`${folder}/${name}`, bytes);
  }
}
