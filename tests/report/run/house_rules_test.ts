import { assertEquals } from "@std/assert";
import { houseRuleProblems, longestCell } from "perdura/report/run/mod.ts";
import { draft } from "../_notebooks.ts";

const problems = (...sources: string[]) =>
  houseRuleProblems(draft("n", { md: "# Title" }, ...sources.map((code) => ({ code }))))
    .map(({ cell, line, message }) => `${cell}:${line} ${message.split(":")[0]}`);

Deno.test("houseRuleProblems() accepts a notebook as it should be", () => {
  assertEquals(
    problems(
      'import pl from "nodejs-polars";\nimport { show } from "perdura/report/mod.ts";',
      "interface A { n: number }\nconst a: A = { n: 1 };\nfor (const x of [a]) await show(x.n);",
      "const b = a as A satisfies A;\nawait show(b.n);",
      "",
      "const { console } = { console: 1 }, c = { exit: a.n };",
    ),
    ["5:1 Uses console"],
  );
});

for (
  const [code, expected] of [
    ["const a = 1;\na;", "1:2 Ends in a bare expression, which the kernel loses at times"],
    ["let a = 1;\na = 2;", "1:2 Ends in a bare expression, which the kernel loses at times"],
    ['show("x");\nconst a = 1;', "1:1 Calls show without await"],
    ["console.log(1);\nconst a = 1;", "1:1 Uses console"],
    ["const a = import.meta.url;", "1:1 Uses import.meta"],
    ["const a = 1;\nDeno.exit(1);\nconst b = 1;", "1:2 Uses Deno.exit"],
    ["const a = Deno.jupyter;", "1:1 Uses Deno.jupyter"],
    ['import { a } from "../lib/a.ts";', '1:1 Imports "../lib/a.ts"'],
    ['import { a } from "npm:marked";', '1:1 Imports "npm'],
    ["const a = ;", "1:1 Cannot be understood"],
    [
      "await 1;\n".repeat(longestCell),
      `1:${longestCell + 1} Has ${longestCell + 1} lines`,
    ],
  ] as const
) {
  Deno.test(`houseRuleProblems() refuses ${JSON.stringify(code.slice(0, 40))}`, () => {
    assertEquals(problems(code), [expected]);
  });
}

Deno.test("houseRuleProblems() wants a title in the first cell", () => {
  const [problem] = houseRuleProblems(draft("n", { md: "Title" }));
  assertEquals(problem?.message.startsWith("The first cell has to be Markdown"), true);
});
