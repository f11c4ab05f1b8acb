import { assertEquals } from "@std/assert";
import { answer, capture, note, warn } from "perdura/report/mod.ts";

Deno.test("answer(), note() and warn() say what they are, in Markdown and plainly", async () => {
  const { outputs } = await capture(async () => {
    await answer("Half of them\nstay.");
    await note("A *note*.");
    await warn("Few data.");
  });
  assertEquals(outputs.map(({ facts }) => facts), [
    { kind: "answer", markdown: "Half of them\nstay." },
    { kind: "note", markdown: "A *note*." },
    { kind: "warning", markdown: "Few data." },
  ]);
  assertEquals(outputs[0]!.data, {
    "text/markdown": "> **Answer.** Half of them\n> stay.",
    "text/plain": "Answer. Half of them\nstay.",
  });
});
