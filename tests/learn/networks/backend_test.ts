import { assertEquals } from "@std/assert";

Deno.test("Network.load says that the engine did not start, and TensorFlow.js says nothing", async () => {
  const script = new URL("./_start_engine.ts", import.meta.url).pathname;
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--frozen", "--no-prompt", script],
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  assertEquals(
    new TextDecoder().decode(stdout),
    "UnreachableError 5: Start the networks' engine: the WebAssembly backend of TensorFlow.js did " +
      "not load; allow reading Deno's cache folder (--allow-read), where its .wasm files are",
  );
});
