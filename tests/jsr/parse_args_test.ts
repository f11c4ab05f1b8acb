/** Holds the stand-in for @std/cli/parse-args to the behaviour of the published package. */
import { assertEquals, assertThrows } from "@std/assert";
import { parseArgs, type ParseOptions } from "@std/cli/parse-args";

const words = (line: string) => line.split(" ").filter((word) => word !== "");

/** Command line, options, result. */
const cases: [line: string, options: ParseOptions, result: Record<string, unknown>][] = [
  // Values
  ["--a=1", {}, { a: 1, _: [] }],
  ["--a 1", {}, { a: 1, _: [] }],
  ["--a=1", { string: "a" }, { a: "1", _: [] }],
  ["--a 0x1f --b 1e3 --c=-2.5", {}, { a: 31, b: 1000, c: -2.5, _: [] }],
  ["--a=1.2.3 --b=12px", {}, { a: "1.2.3", b: "12px", _: [] }],
  ["--a=b=c", {}, { a: "b=c", _: [] }],
  ["--a --b", {}, { a: true, b: true, _: [] }],
  ["--a --b x", { string: ["a"] }, { a: "", b: "x", _: [] }],
  ["--a -5", {}, { a: true, 5: true, _: [] }],
  ["--a=x --a=y", {}, { a: "y", _: [] }],
  ["--a true --b false", {}, { a: "true", b: "false", _: [] }],
  ["--camelCase=1 --kebab-case x", {}, { camelCase: 1, "kebab-case": "x", _: [] }],
  // Arguments without a flag
  ["x 7 y", {}, { _: ["x", 7, "y"] }],
  ["x 7 y", { string: "_" }, { _: ["x", "7", "y"] }],
  ["-", {}, { _: ["-"] }],
  ["--a x -- --b 5", {}, { a: "x", _: ["--b", "5"] }],
  ["--a x -- --b 5", { "--": true }, { a: "x", _: [], "--": ["--b", "5"] }],
  ["x --a y --b", { stopEarly: true }, { _: ["x", "--a", "y", "--b"] }],
  // Flags without a value
  ["--a x", { boolean: "a" }, { a: true, _: ["x"] }],
  ["x", { boolean: ["a", "b"] }, { a: false, b: false, _: ["x"] }],
  ["--a=false --b=true --c=no", { boolean: ["a", "b", "c"] }, {
    a: false,
    b: true,
    c: true,
    _: [],
  }],
  ["--a false", { boolean: "a" }, { a: false, _: [] }],
  ["--a x --b=1", { boolean: true }, { a: true, b: 1, _: ["x"] }],
  ["--no-a", {}, { "no-a": true, _: [] }],
  ["--no-a", { negatable: "a" }, { a: false, _: [] }],
  ["--no-a x", { negatable: "a", boolean: "a" }, { a: false, _: ["x"] }],
  // Repeated flags
  ["--a x --a 2", { collect: "a" }, { a: ["x", 2], _: [] }],
  ["--a x", { collect: "a", string: "a" }, { a: ["x"], _: [] }],
  ["", { collect: "a", string: "a" }, { a: [], _: [] }],
  ["", { collect: "a" }, { _: [] }],
  ["--a --a", { collect: "a", boolean: "a" }, { a: [true, true], _: [] }],
  ["--a.b 1 --a x", { collect: "a" }, { a: [{ b: 1 }, "x"], _: [] }],
  // Short flags
  ["-a", {}, { a: true, _: [] }],
  ["-abc", {}, { a: true, b: true, c: true, _: [] }],
  ["-a x", {}, { a: "x", _: [] }],
  ["-a x", { boolean: "a" }, { a: true, _: ["x"] }],
  ["-n5 -m=7", {}, { n: 5, m: 7, _: [] }],
  ["-ab x", {}, { a: true, b: "x", _: [] }],
  ["-a-", {}, { a: "-", _: [] }],
  ["-f/tmp/x", {}, { f: "/tmp/x", _: [] }],
  ["-a -5", {}, { a: true, 5: true, _: [] }],
  // Defaults and other names
  ["--a=1", { default: { a: 2, b: "x" } }, { a: 1, b: "x", _: [] }],
  ["", { boolean: "a", default: { a: true } }, { a: true, _: [] }],
  ["-h", { boolean: "help", alias: { help: "h" } }, { help: true, h: true, _: [] }],
  ["--x 1", { alias: { a: ["x", "y"] } }, { a: 1, x: 1, y: 1, _: [] }],
  ["-s 1", { string: "size", alias: { size: "s" } }, { size: "1", s: "1", _: [] }],
  ["", { default: { a: 1 }, alias: { a: "b" } }, { a: 1, b: 1, _: [] }],
  // Names with dots
  ["--a.b 1 --a.c=x", {}, { a: { b: 1, c: "x" }, _: [] }],
  ["--a.b 1", { default: { "a.c": 2 } }, { a: { b: 1, c: 2 }, _: [] }],
];

for (const [line, options, result] of cases) {
  const settings = Object.keys(options).length > 0 ? ` with ${JSON.stringify(options)}` : "";
  Deno.test(`parseArgs reads "${line}"${settings}`, () => {
    assertEquals<unknown>(parseArgs(words(line), options), result);
  });
}

Deno.test("parseArgs asks about what no option names, and drops it on false", () => {
  const asked: unknown[][] = [];
  const result = parseArgs(["--a=1", "-b", "x", "--c", "y"], {
    boolean: ["b"],
    string: ["c"],
    unknown: (...question) => {
      asked.push(question);
      return question[0] !== "--a=1";
    },
  });
  assertEquals(asked, [["--a=1", "a", "1"], ["x"]]);
  assertEquals<unknown>(result, { b: true, c: "y", _: ["x"] });
});

Deno.test("parseArgs keeps line breaks in values", () => {
  assertEquals<unknown>(parseArgs(["--a=x\ny"]), { a: "x\ny", _: [] });
});

Deno.test("parseArgs refuses an alias without a name", () => {
  assertThrows(
    () => parseArgs([], { alias: { a: undefined as unknown as string } }),
    TypeError,
    "Alias value must be defined",
  );
});

Deno.test("parseArgs types flags by its options", () => {
  const args = parseArgs(["--lake", "x", "--only=a", "--seed", "3"], {
    string: ["lake", "only"],
    boolean: ["force"],
    collect: ["only"],
    default: { lake: "data" },
  });
  const lake: string = args.lake;
  const force: boolean = args.force;
  const only: string[] = args.only;
  const seed: unknown = args.seed;
  assertEquals([lake, force, only, seed], ["x", false, ["a"], 3]);
  // @ts-expect-error a flag without a declared type is unknown
  const untyped: number = args.seed;
  assertEquals(untyped, 3);
});
