import { assertEquals } from "@std/assert";
import { silent } from "perdura/core/mod.ts";

Deno.test("silent takes every report and answers nothing", () => {
  assertEquals(silent.update("reading", 1, 2, "rows"), undefined);
  assertEquals(silent.say("done"), undefined);
});
