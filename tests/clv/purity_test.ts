import { assert, assertEquals } from "@std/assert";

const root = decodeURIComponent(new URL("../..", import.meta.url).pathname);

Deno.test("perdura/clv needs nothing but perdura/core and perdura/stats, and no runtime of its own", async () => {
  const { stdout, success } = await new Deno.Command("deno", {
    args: ["info", "--json", "lib/clv/mod.ts"],
    cwd: root,
    stderr: "null",
  }).output();
  assert(success);
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    modules: { specifier: string }[];
  };
  const library = new URL("../../lib/", import.meta.url).href;
  assert(modules.length > 30);
  for (const { specifier } of modules) {
    const file = specifier.replace(library, "");
    assert(/^(core|stats|clv)\//.test(file), `${specifier} is imported`);
    const source = Deno.readTextFileSync(new URL(specifier));
    const code = source.replaceAll(/\/\*\*?[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const found = /\b(Deno|process|window|document|fetch|require)\b\s*[.([]/.exec(code);
    assertEquals(found, null, `${file} uses ${found?.[0]}`);
  }
});
