import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { bareFile, checkNotebooks } from "perdura/report/run/mod.ts";
import { workFolder } from "../../../tasks/_work_folder.ts";
import { type Draft, draft, writeNotebooks } from "../_notebooks.ts";

async function check(cells: Draft[], isFixing = false, change = (text: string) => text) {
  const folder = await Deno.makeTempDir();
  try {
    const notebook = draft("04_clv", { md: "# Title" }, ...cells);
    const [path = ""] = await writeNotebooks(folder, notebook);
    await Deno.writeTextFile(path, change(bareFile(notebook)));
    const found = await checkNotebooks([path], work, isFixing);
    return { ...found, after: await Deno.readTextFile(path), bare: bareFile(notebook) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The same each time, so that types that were checked are known. */
const work = join(await workFolder(), "check_notebooks_test");
await Deno.mkdir(work, { recursive: true });

const imports = { code: 'import { figure, show } from "perdura/report/mod.ts";' };

Deno.test("checkNotebooks() accepts a notebook as it should be", async () => {
  const { complaints } = await check([
    imports,
    { code: "const a: number[] = [1];\nawait show(a.length);\nawait figure as unknown;" },
  ]);
  assertEquals(complaints, []);
});

Deno.test("checkNotebooks() type-checks cells together and says where", async () => {
  const { complaints } = await check([
    { code: 'import { show } from "perdura/report/mod.ts";\nconst a = "x";' },
    { code: "const c = 1;\nconst b: number = a;\nawait show(b + c);" },
  ]);
  assertEquals(complaints.length, 1);
  assertStringIncludes(complaints[0]!, "Type 'string' is not assignable to type 'number'");
  assertStringIncludes(complaints[0]!, "04_clv, code cell 2, line 2");
});

Deno.test("checkNotebooks() finds a misspelt import and a name declared twice", async () => {
  const { complaints } = await check([
    { code: 'import { shw } from "perdura/report/mod.ts";\nconst a = 1;' },
    { code: "const a = 2;\nawait shw(a);" },
  ]);
  assertStringIncludes(complaints[0]!, "no exported member named 'shw'");
  assertStringIncludes(complaints[0]!, "Cannot redeclare block-scoped variable 'a'");
});

Deno.test("checkNotebooks() finds a figure without alternative text", async () => {
  const { complaints } = await check([
    imports,
    {
      code:
        'await figure({\n  title: "t",\n  subtitle: "s",\n  data: [],\n  draw: () => document.body,\n});\n' +
        "await show(1);",
    },
  ]);
  assertStringIncludes(complaints[0]!, "'alt' is missing");
  assertStringIncludes(complaints[0]!, "04_clv, code cell 2, line 1");
});

Deno.test("checkNotebooks() lints cells and says where", async () => {
  const { complaints } = await check([imports, {
    code: "const unused = 1;\nawait show(1);\nawait figure as unknown;",
  }]);
  assertEquals(complaints.length, 1);
  assertStringIncludes(complaints[0]!, "no-unused-vars");
  assertStringIncludes(complaints[0]!, "04_clv, code cell 2, line 1");
});

Deno.test("checkNotebooks() refuses outputs, and takes them out where told to", async () => {
  const withOutput = (text: string) =>
    text.replace('"outputs": []', '"outputs": [{ "output_type": "stream" }]');
  const cells = [{ code: "const a: number = 1;\nexport { a };" }];
  const refused = await check(cells, false, withOutput);
  assertEquals(refused.complaints, ["04_clv, code cell 1: Holds outputs"]);
  assertNotEquals(refused.after, refused.bare);
  const fixed = await check(cells, true, withOutput);
  assertEquals(fixed.complaints, []);
  assertEquals(fixed.fixed.length, 1);
  assertEquals(fixed.after, fixed.bare);
});

Deno.test("checkNotebooks() refuses cells that are not formatted, and formats them where told to", async () => {
  const cells = [{ code: "const a = 'x'\nexport {a}" }, { md: "*  item" }];
  const { complaints } = await check(cells);
  assertEquals(complaints, [
    "04_clv, code cell 1: Is not formatted",
    "04_clv, the text before code cell 2: Is not formatted",
  ]);
  const fixed = await check(cells, true);
  assertEquals(fixed.complaints, []);
  assertEquals(
    fixed.after,
    bareFile(draft("04_clv", { md: "# Title" }, {
      code: 'const a = "x";\nexport { a };',
    }, { md: "- item" })),
  );
});

Deno.test("checkNotebooks() refuses parameters that cannot be read", async () => {
  const { complaints } = await check([
    {
      code:
        'import { params } from "perdura/report/mod.ts";\nexport const p = params({ a: 1 + 1 });',
      tags: ["parameters"],
    },
  ]);
  assertStringIncludes(complaints[0]!, 'the value of "a" is not plain');
});
