import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { ContractError, fixedClock, InputError, UnreachableError } from "perdura/core/mod.ts";
import { type CommandContext, defineCommand, runCommand } from "../../tasks/_command.ts";
import { choice, type Flags, number, text, texts, toggle } from "../../tasks/_flags.ts";
import { recordedTerminal } from "./_terminal.ts";

const flags = {
  lake: text("Folder of the lake", { value: "DIR", default: "data" }),
  asOf: text("First day of the future", {
    value: "DATE",
    otherwise: "the day after the last transaction",
  }),
  seed: number("Seed of all randomness", { value: "N", isWhole: true, default: 42 }),
  returns: choice("What becomes of returns", ["net", "drop"], { default: "net" }),
  only: texts("Runs only this stage", { value: "STAGE" }),
  force: toggle("Runs stages that are up to date, too"),
};

/** Runs a command with these arguments and gives back everything that came of it. */
async function run(
  args: string[],
  work: (context: CommandContext<typeof flags>) => Promise<unknown> = () => Promise.resolve(),
  options: { takesFiles?: boolean; columns?: number } = {},
) {
  const terminal = recordedTerminal(options);
  const command = defineCommand({
    name: "sample",
    summary: "Does something with a lake.",
    examples: ["deno task sample --lake ../lakes/retail"],
    flags,
    ...options.takesFiles ? { positional: { name: "FILE", meaning: "what to read" } } : {},
    run: work,
  });
  const surroundings = { terminal, clock: fixedClock(new Date(0)) };
  const code = await runCommand(command, args, surroundings);
  return { code, out: terminal.lines.join("\n"), err: terminal.told.join("") };
}

/** The values of the flags that a command sees. */
async function seen(...args: string[]): Promise<Record<string, unknown>> {
  let values: Record<string, unknown> = {};
  const { code, err } = await run(args, (context) => {
    values = context.flags;
    return Promise.resolve();
  });
  assertEquals([code, err], [0, ""]);
  return values;
}

Deno.test("runCommand gives flags their defaults", async () => {
  const { lake, asOf, seed, returns, only, force } = await seen();
  assertEquals([lake, asOf, seed, returns, only, force], [
    "data",
    undefined,
    42,
    "net",
    [],
    false,
  ]);
});

Deno.test("runCommand reads values after a blank and after an equals sign", async () => {
  const { lake, asOf, seed, only, force } = await seen(
    "--lake",
    "x y",
    "--as-of=2011-12-10",
    "--seed=7",
    "--only",
    "clean",
    "--only=clv",
    "--force",
  );
  assertEquals([lake, asOf, seed, only, force], [
    "x y",
    "2011-12-10",
    7,
    ["clean", "clv"],
    true,
  ]);
});

Deno.test("runCommand keeps texts that look like numbers as they are", async () => {
  assertEquals((await seen("--lake", "007")).lake, "007");
  const { out } = await run(["--json", "007"], ({ positional }) => Promise.resolve(positional), {
    takesFiles: true,
  });
  assertEquals(out, '["007"]');
});

Deno.test("runCommand lets a toggle stand before other arguments", async () => {
  const { code } = await run(["--force", "a.csv"], ({ flags, positional }) => {
    assertEquals([flags.force, positional], [true, ["a.csv"]]);
    return Promise.resolve();
  }, { takesFiles: true });
  assertEquals(code, 0);
});

Deno.test("runCommand accepts a -- before the flags, as npm wants it", async () => {
  assertEquals((await seen("--", "--seed", "7")).seed, 7);
});

Deno.test("runCommand refuses an unknown flag and names the nearest", async () => {
  const { code, err, out } = await run(["--sed=7"]);
  assertEquals(
    err,
    'Cannot use "--sed": `deno task sample` has no such flag; did you mean "--seed"?\n',
  );
  assertEquals([code, out], [2, ""]);
  assertStringIncludes((await run(["--as_of", "x"])).err, 'did you mean "--as-of"?');
  assertStringIncludes((await run(["--zzz"])).err, "see all with --help");
  assertStringIncludes((await run(["-x"])).err, 'Cannot use "-x"');
  assertStringIncludes((await run(["--seed", "-7"])).err, 'is written with "=", as in --name=-7');
  assertEquals((await run(["--no-force"])).code, 2);
});

Deno.test("runCommand refuses a flag without its value", async () => {
  for (const args of [["--lake"], ["--lake", "--force"], ["--lake="]]) {
    const { code, err } = await run(args);
    assertEquals(code, 2);
    assertStringIncludes(err, "Cannot read --lake: its value is missing");
  }
});

Deno.test("runCommand refuses arguments that the command does not take", async () => {
  const { code, err } = await run(["retail.csv"]);
  assertEquals(code, 2);
  assertStringIncludes(err, 'Cannot use "retail.csv"');
});

Deno.test("runCommand shows its help, whatever else is on the line, and runs nothing", async () => {
  for (const args of [["--help"], ["-h"], ["--help", "--seed", "seven"]]) {
    const { code, out } = await run(args, () => Promise.reject(new Error("must not run")));
    assertEquals(code, 0);
    assertMatch(out, /^Usage: deno task sample \[flags\]\n\nDoes something with a lake\.\n/);
    assertMatch(out, /Examples:\n {2}deno task sample --lake \.\.\/lakes\/retail$/);
  }
});

Deno.test("help aligns the flags, says their defaults and stays within the terminal", async () => {
  const { out } = await run(["--help"], undefined, { columns: 60 });
  const lines = out.split("\n");
  const start = lines.find((line) => line.startsWith("  --lake"))!.indexOf("Folder");
  assertEquals(lines.find((line) => line.startsWith("  --as-of"))!.indexOf("First"), start);
  assertStringIncludes(out, "Folder of the lake (default: data)");
  assertStringIncludes(out, "--returns net|drop");
  assertEquals(lines.filter((line) => line.length > 60), []);
  for (const flag of ["--json", "--quiet", "--verbose", "--help"]) {
    assertStringIncludes(out, `  ${flag} `);
  }
});

Deno.test("runCommand prints lines for people, and with --json the result alone", async () => {
  const work = ({ print }: { print(line: string): void }) => {
    print("2,357 customers");
    return Promise.resolve({ customers: 2357 });
  };
  assertEquals((await run([], work)).out, "2,357 customers");
  assertEquals((await run(["--json"], work)).out, '{"customers":2357}');
});

Deno.test("runCommand shows no progress with --quiet", async () => {
  const work = ({ progress }: CommandContext<typeof flags>) => {
    progress.say("reading");
    return Promise.resolve();
  };
  assertEquals((await run([], work)).err, "reading\n");
  assertEquals((await run(["--quiet"], work)).err, "");
});

Deno.test("runCommand turns errors for people into one message and their exit code", async () => {
  const errors: [Error, number][] = [
    [new InputError('Cannot read "a.csv": no such file'), 2],
    [new ContractError('Cannot use "a.csv": 3 columns are missing'), 3],
    [new UnreachableError('Cannot reach "localhost:5432"'), 5],
  ];
  for (const [error, exitCode] of errors) {
    const { code, err, out } = await run([], () => Promise.reject(error));
    assertEquals([code, err, out], [exitCode, `${error.message}\n`, ""]);
  }
});

Deno.test("runCommand explains a full disk and a read-only or forbidden folder", async () => {
  const failures: [code: string, found: string][] = [
    ["ENOSPC", "the disk is full"],
    ["EROFS", "read-only"],
    ["EACCES", "permission denied"],
  ];
  for (const [code, found] of failures) {
    const error = Object.assign(new Error("write '/lake/processed/rfm.parquet'"), { code });
    const result = await run([], () => Promise.reject(error));
    assertEquals(result.code, 2);
    assertStringIncludes(result.err, found);
    assertStringIncludes(result.err, "/lake/processed/rfm.parquet");
    assertEquals(result.err.trim().split("\n").length, 1);
  }
});

Deno.test("runCommand owns up to a defect without showing its stack", async () => {
  const { code, err } = await run([], () => Promise.reject(new TypeError("x is not a function")));
  assertEquals(code, 1);
  assertStringIncludes(err, "Cannot go on: x is not a function");
  assertStringIncludes(err, "--verbose shows where it arose");
  assertNotMatch(err, /\bat .+:\d+/);
});

Deno.test("runCommand shows the stack with --verbose", async () => {
  const { code, err } = await run(["--verbose"], () => Promise.reject(new InputError("bad file")));
  assertEquals(code, 2);
  assertMatch(err, /^InputError: bad file\n\s+at .+command_test\.ts:\d+/);
});

Deno.test("runCommand survives what is thrown without being an error", async () => {
  const { code, err } = await run([], () => Promise.reject("gone"));
  assertEquals(code, 1);
  assertStringIncludes(err, "Cannot go on: gone");
});

Deno.test("runCommand removes an unfinished bar before it prints an error", async () => {
  const terminal = recordedTerminal({ isWatched: true });
  const command = defineCommand<Flags>({
    name: "sample",
    summary: "Fails halfway.",
    examples: [],
    flags: {},
    run: ({ progress }) => {
      progress.update("reading", 1, 2);
      return Promise.reject(new InputError("no more rows"));
    },
  });
  await runCommand(command, [], { terminal, clock: fixedClock(new Date(0)) });
  assertEquals(terminal.told.slice(1), ["\r\x1b[K", "no more rows\n"]);
});

Deno.test("runCommand reads underscores in the names of flags where the command accepts them", async () => {
  const args = ["--as_of", "2011-12-10", "--lake=my_lake"];
  const given: Record<string, unknown>[] = [];
  const command = defineCommand({
    name: "sample",
    summary: "Does something with a lake.",
    examples: [],
    flags,
    acceptsUnderscores: true,
    run: (context) => Promise.resolve(given.push(context.flags)),
  });
  const surroundings = { terminal: recordedTerminal(), clock: fixedClock(new Date(0)) };
  assertEquals(await runCommand(command, args, surroundings), 0);
  assertEquals([given[0]!.asOf, given[0]!.lake], ["2011-12-10", "my_lake"]);
  assertEquals((await run(args)).code, 2);
});
