import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const script = new URL("_sample_command.ts", import.meta.url).pathname;

/** Runs the sample command line in a process of its own, without a single permission. */
async function sample(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--quiet", script, ...args],
    stdin: "null",
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: decode(stdout), err: decode(stderr) };
}

Deno.test("a command line keeps its result and its progress apart", async () => {
  const { code, out, err } = await sample();
  assertEquals([code, out, err], [0, "2,357 customers\n", "working\n"]);
});

Deno.test("a command line leaves with the exit code of its error", async () => {
  const { code, out, err } = await sample("--fail", "input");
  assertEquals([code, out], [2, ""]);
  assertEquals(err, 'working\nCannot read "a.csv": no such file\n');
});

Deno.test("a command line prints one JSON object with --json", async () => {
  const { out } = await sample("--json", "--quiet");
  assertEquals(JSON.parse(out), { customers: 2357 });
});

Deno.test("a command line that lacks a permission says which", async () => {
  const { code, err } = await sample("--fail", "permission");
  assertEquals(code, 1);
  assertStringIncludes(err, "was not given a permission");
  assertMatch(err, /write access to "\/not-allowed"/);
});
