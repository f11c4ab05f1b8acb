import { assertEquals } from "@std/assert";
import {
  entries,
  filesBelow,
  folderOf,
  importsOf,
  notebookCode,
  read,
  withoutComments,
} from "./_tree.ts";

/** From the foundation up; a folder may import those in the rows before its own. */
const LAYERS = [
  ["core"],
  ["stats"],
  ["clv"],
  ["lake"],
  ["engine"],
  ["sources"],
  ["clean"],
  ["features"],
  ["learn"],
  ["plots"],
  ["track"],
  ["repurchase", "conversion", "churn", "segments", "recommend"], // not each other
  ["pipeline"],
  ["report"],
  ["agent"],
  ["serve"],
];
/** Folders that also run in a browser. */
const PURE = ["core", "stats", "clv"];
const STAND_INS = "jsr";

const levelOf = (folder: string) => LAYERS.findIndex((layer) => layer.includes(folder));
const mayImport = (from: string, to: string) => from === to || levelOf(to) < levelOf(from);

/** Every import of the library, with the folders where it starts and where it ends. */
const libraryImports = filesBelow("lib", ".ts")
  .filter((path) => !path.startsWith(`lib/${STAND_INS}/`))
  .flatMap((path) =>
    importsOf(read(path)).map((specifier) => ({
      path,
      specifier,
      from: path.split("/")[1]!,
      to: folderOf(specifier, path),
    }))
  );
const described = ({ path, specifier }: { path: string; specifier: string }) =>
  `${path} imports ${specifier}`;

Deno.test("importsOf finds imports of every form and passes over examples in comments", () => {
  const source = [
    'import one, { two as three } from "one";',
    "import {",
    "  type Four,",
    '} from "./four.ts";',
    'export { five } from "perdura/core/five.ts";',
    'export * from "six";',
    'import "seven";',
    'const eight = await import("eight");',
    "/**",
    ' * import { nine } from "nine";',
    " */",
    '// import "ten";',
    'export const text = "imported from";',
  ].join("\n");
  assertEquals(importsOf(source), [
    "one",
    "./four.ts",
    "perdura/core/five.ts",
    "six",
    "seven",
    "eight",
  ]);
});

Deno.test("folderOf resolves relative and mapped imports", () => {
  assertEquals(folderOf("perdura/core/mod.ts", "lib/clv/a.ts"), "core");
  assertEquals(folderOf("./_b.ts", "lib/clv/a.ts"), "clv");
  assertEquals(folderOf("../../lake/mod.ts", "lib/clv/sub/a.ts"), "lake");
  assertEquals(folderOf("perdura/clv/a.ts", "tests/clv/a_test.ts"), "clv");
  assertEquals(folderOf("zod", "lib/clv/a.ts"), undefined);
  assertEquals(folderOf("../_data.ts", "tests/clv/a_test.ts"), undefined);
});

Deno.test("every folder of the library has its place in the order of imports", () => {
  const unknown = entries("lib").map(({ name }) => name)
    .filter((name) => name !== STAND_INS && levelOf(name) < 0);
  assertEquals(unknown, []);
});

Deno.test("the library imports downwards only, and the questions not each other", () => {
  const upwards = libraryImports.filter(({ from, to }) => to !== undefined && !mayImport(from, to));
  assertEquals(upwards.map(described), []);
});

Deno.test("the library imports across folders by name, within a folder by relative path", () => {
  const wrong = libraryImports.filter(({ specifier, from, to }) =>
    to !== undefined && specifier.startsWith(".") !== (from === to)
  );
  assertEquals(wrong.map(described), []);
});

Deno.test("no folder of the library imports the helpers of another", () => {
  const wrong = libraryImports.filter(({ specifier, from, to }) =>
    to !== undefined && from !== to && /\/_[^/]+$/.test(specifier)
  );
  assertEquals(wrong.map(described), []);
});

Deno.test("tasks, tests and notebooks import the library by name", () => {
  const sources = [
    ...["tasks", "tests"].flatMap((folder) => filesBelow(folder, ".ts"))
      .map((path) => ({ path, source: read(path) })),
    ...filesBelow("notebooks", ".ipynb").map((path) => ({ path, source: notebookCode(path) })),
  ];
  const wrong = sources.flatMap(({ path, source }) =>
    importsOf(source)
      .filter((specifier) => specifier.startsWith(".") && folderOf(specifier, path) !== undefined)
      .map((specifier) => described({ path, specifier }))
  );
  assertEquals(wrong, []);
});

Deno.test("the pure folders use neither Deno nor Node nor native packages", () => {
  const native = /^(node:|nodejs-polars|@duckdb|@resvg)/;
  const imports = libraryImports
    .filter(({ from, specifier }) => PURE.includes(from) && native.test(specifier));
  const uses = PURE.flatMap((folder) => filesBelow(`lib/${folder}`, ".ts"))
    .filter((path) => /\bDeno\b/.test(withoutComments(read(path))));
  assertEquals([...imports.map(described), ...uses], []);
});
