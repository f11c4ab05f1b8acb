import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { type ExecutedNotebook, fromIpynb, toIpynb } from "perdura/report/run/mod.ts";
import { draft } from "../_notebooks.ts";

/** An executed notebook with one output of each kind. */
const executed: ExecutedNotebook = {
  notebook: draft("n", { md: "# T\n\nText" }, { code: "a\n", tags: ["setup"] }, { code: "" }),
  outputs: [[], [
    { stream: "stdout", text: "x\n" },
    { data: { "text/plain": "1", "text/html": "<b>1</b>" }, facts: { kind: "text" } },
  ], []],
  card: {
    started: "2026-01-02T03:04:05.000Z",
    seconds: 1.2,
    parameters: [{ name: "seed", value: 42, isOverridden: false }],
    inputs: [{ name: "a.parquet", rows: 3, bytes: 10, sha256: "ab" }],
    perdura: "0.1.0",
    deno: "2.9.6",
    packages: {},
    code: "cd",
  },
  key: "ef",
};

Deno.test("fromIpynb() reads back what toIpynb() writes", () => {
  assertEquals(fromIpynb(toIpynb(executed), "n"), executed);
});

Deno.test("toIpynb() counts executions, and gives Markdown cells neither count nor outputs", () => {
  const { cells } = JSON.parse(toIpynb(executed));
  assertEquals(cells.map((cell: Record<string, unknown>) => cell.execution_count), [
    undefined,
    1,
    2,
  ]);
  assertEquals("outputs" in cells[0], false);
});

Deno.test("fromIpynb() refuses what it has not written", () => {
  assertThrows(() => fromIpynb("{}", "n"), InputError, "not made by a report");
  assertThrows(() => fromIpynb("", "n"), InputError, "not made by a report");
});
