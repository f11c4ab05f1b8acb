import { assertEquals, assertStringIncludes } from "@std/assert";

const root = new URL("../../", import.meta.url);

/** A program that runs beside the test: only it may use the network. */
function run(...args: string[]): Deno.Command {
  return new Deno.Command("deno", {
    args: ["run", "--allow-net=127.0.0.1", "--allow-read", "--allow-write", ...args],
    cwd: root,
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  });
}

async function fetchTask(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await run("tasks/fetch.ts", ...args, "--quiet").output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

Deno.test("deno task fetch downloads over a real connection, breaks off, continues", async () => {
  const lake = await Deno.makeTempDir();
  const server = run("tests/sources/_file_server.ts").spawn();
  try {
    const reader = server.stdout.getReader();
    const port = new TextDecoder().decode((await reader.read()).value).trim();
    reader.releaseLock();
    const address = `http://127.0.0.1:${port}/sales.csv`;
    const control = `
      await fetch("http://127.0.0.1:${port}/cut-next?after=100000").then((r) => r.body?.cancel());`;
    await Deno.writeTextFile(`${lake}/control.ts`, control);
    assertEquals((await run(`${lake}/control.ts`).output()).code, 0);

    const broken = await fetchTask(address, "--lake", lake);
    assertEquals(broken.code, 5, broken.err);
    assertStringIncludes(broken.err, "it continues where it stopped");

    const { code, out, err } = await fetchTask(address, "--lake", lake, "--json");
    assertEquals(code, 0, err);
    const file = JSON.parse(out);
    assertEquals(file.bytes, 220_009);
    assertEquals((await Deno.stat(`${lake}/raw/sales.csv`)).size, 220_009);
    const { transactions } = JSON.parse(await Deno.readTextFile(`${lake}/raw/manifest.json`));
    assertEquals(transactions.origin, address);
    assertEquals(transactions.files[0].path, "raw/sales.csv");
    assertEquals(transactions.files[0].sha256, file.sha256);

    const wrong = await fetchTask(`${address}#sha256=${"0".repeat(64)}`, "--lake", `${lake}/other`);
    assertEquals(wrong.code, 3, wrong.err);
    assertEquals((await fetchTask(`${address}.gone`, "--lake", lake)).code, 2);
  } finally {
    server.kill();
    await server.output();
    await Deno.remove(lake, { recursive: true });
  }
  const closed = await fetchTask("http://127.0.0.1:9/sales.csv", "--lake", lake);
  assertEquals(closed.code, 5, closed.err);
  assertStringIncludes(closed.err, "Cannot reach 127.0.0.1:9");
  await Deno.remove(lake, { recursive: true }).catch(() => {});
});

Deno.test("deno task fetch says what it needs", async () => {
  const { code, err } = await fetchTask();
  assertEquals(code, 2);
  assertStringIncludes(err, "name one data set or address");
});
