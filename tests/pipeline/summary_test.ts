import { assertEquals } from "@std/assert";
import { pipelineSummary, type StageOutcome } from "perdura/pipeline/mod.ts";

const stage = (name: string, status: StageOutcome["status"], line: string, milliseconds = 0) => (
  { name, status, line, milliseconds }
);

Deno.test("pipelineSummary says in a line each what was made, and what was left out", () => {
  const outcome = {
    lake: "/home/ana/shop",
    stages: [
      stage("clean", "ran", "10 of 12 rows kept", 1_200),
      stage("repurchase", "ran", "of 10 customers, 3 are expected to buy", 2_000),
      stage("conversion", "skipped", "skipped, there is no campaign"),
    ],
    milliseconds: 3_300,
    manifest: { version: 1, stages: {} },
  } as const;
  assertEquals(pipelineSummary(outcome, "/home/ana").split("\n"), [
    "Of 10 customers, 3 are expected to buy",
    "conversion: skipped, there is no campaign",
    "3.3 s (clean 1.2 s, repurchase 2.0 s) → shop/processed",
  ]);
  const again = { ...outcome, stages: [stage("repurchase", "cached", "")], milliseconds: 90 };
  assertEquals(
    pipelineSummary(again, "/home/ana"),
    "Nothing had to be done (0.1 s) → shop/processed",
  );
});
