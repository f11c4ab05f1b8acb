import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { parametersOf, shareOverrides } from "perdura/report/run/mod.ts";
import { draft } from "../_notebooks.ts";

const tagged = (name: string, code: string) => draft(name, { code, tags: ["parameters"] });
const clv = tagged(
  "clv",
  'const p = params({ horizon: 52, /** Which. */ "unit": "week", low: -1.5, all: true });',
);
const plain = draft("plain", { code: "const a = 1;" });

Deno.test("parametersOf() reads names and defaults without running anything", () => {
  assertEquals(parametersOf(clv), { horizon: 52, unit: "week", low: -1.5, all: true });
  assertEquals(parametersOf(plain), {});
});

Deno.test("parametersOf() reads a cell with types in it", () => {
  const notebook = tagged(
    "n",
    "const p: { seed: number } = params({ seed: 1 } as const);\ntype A = 1;",
  );
  assertEquals(parametersOf(notebook), { seed: 1 });
});

for (
  const code of [
    "const p = 1;",
    "const p = params(defaults);",
    "const p = params({ a: b });",
    "const p = params({ ...a });",
    "const p = params({ [a]: 1 });",
    "const p = params({ a: 1 }), q = params({ b: 2 });",
    "const p = params({",
  ]
) {
  Deno.test(`parametersOf() refuses \`${code}\``, () => {
    assertThrows(() => parametersOf(tagged("n", code)), InputError, 'tagged "parameters"');
  });
}

Deno.test("parametersOf() refuses two tagged cells", () => {
  const cell = { code: "const p = params({ a: 1 });", tags: ["parameters"] };
  assertThrows(() => parametersOf(draft("n", cell, cell)), InputError, "it has to be one");
});

Deno.test("shareOverrides() gives each notebook what it knows, typed", () => {
  assertEquals(shareOverrides([clv, plain], { horizon: "26" }), [{ horizon: 26 }, {}]);
});

Deno.test("shareOverrides() refuses what no notebook knows, and lists what they do", () => {
  assertThrows(
    () => shareOverrides([clv, plain], { horizn: "26" }),
    InputError,
    'Cannot set the parameter "horizn": there is none of that name; clv has "horizon", "unit", "low", "all"; plain has none',
  );
  assertThrows(() => shareOverrides([clv], { horizon: "x" }), InputError, "a number like 52");
});
