/// <reference lib="deno.unstable" />

import { assertEquals, assertStringIncludes } from "@std/assert";
import plugin from "../../tasks/lint_plugin.ts";

function violations(source: string, file = "lib/clv/fit.ts"): string[] {
  return Deno.lint.runPlugin(plugin, file, source).map(({ id }) => id);
}

const forbidden: [source: string, rule: string][] = [
  ["const t = Date.now();", "perdura/no-date-now"],
  [`const t = Date["now"]();`, "perdura/no-date-now"],
  ["const t = new Date();", "perdura/no-new-date"],
  ["const t = Date();", "perdura/no-new-date"],
  ["const u = Math.random();", "perdura/no-math-random"],
  ["const draw = Math.random;", "perdura/no-math-random"],
  ["console.log(1);", "perdura/no-console"],
  ["console.warn(1);", "perdura/no-console"],
  ["const t = performance.now();", "perdura/no-performance-now"],
  [`const v = Deno.env.get("HOME");`, "perdura/no-environment"],
];

for (const [source, rule] of forbidden) {
  Deno.test(`lint plugin refuses ${source} in the library`, () => {
    assertEquals(violations(source), [rule]);
  });
}

const allowed = [
  "const t = new Date(0);",
  "const t = Date.UTC(2011, 11, 9);",
  "const u = Math.max(1, 2);",
  "const t = clock.now();",
  "const p = Deno.cwd();",
];

for (const source of allowed) {
  Deno.test(`lint plugin lets ${source} pass`, () => {
    assertEquals(violations(source), []);
  });
}

Deno.test("lint plugin leaves tasks, tests and the stand-ins of JSR alone", () => {
  for (const file of ["tasks/pipeline.ts", "tests/clv/fit_test.ts", "lib/jsr/assert/equal.ts"]) {
    assertEquals(violations("console.log(Date.now(), Math.random());", file), []);
  }
});

Deno.test("lint plugin holds for absolute paths, as deno lint gives them", () => {
  assertEquals(violations("Math.random();", "/home/me/perdura/lib/clv/fit.ts").length, 1);
  assertEquals(violations("Math.random();", "C:\\perdura\\lib\\clv\\fit.ts").length, 1);
});

Deno.test("lint plugin says what to do instead", () => {
  const [violation] = Deno.lint.runPlugin(plugin, "lib/clv/fit.ts", "Math.random();");
  assertStringIncludes(violation!.hint!, "Take a Random");
});
