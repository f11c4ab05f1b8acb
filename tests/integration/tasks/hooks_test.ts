/** The git hook, in repositories made for the occasion. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const root = decodeURIComponent(new URL("../../../", import.meta.url).pathname);
const wellFormed = "export const answer: number = 42;\n";

/** Runs a program in a folder. */
async function run(folder: string, program: string, ...args: string[]) {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd: folder,
    env: { GIT_CONFIG_GLOBAL: "/dev/null", NO_COLOR: "1" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, text: decode(stdout) + decode(stderr) };
}

/** A repository with the hook switched on by `deno task hooks`. */
async function withRepository(
  check: (
    write: (name: string, content: string) => Promise<void>,
    git: (...args: string[]) => ReturnType<typeof run>,
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const git = (...args: string[]) => run(folder, "git", ...args);
    const write = (name: string, content: string) =>
      Deno.writeTextFile(`${folder}/${name}`, content);
    await git("init", "--quiet");
    await git("config", "user.name", "Somebody");
    await git("config", "user.email", "somebody@example.org");
    await Deno.mkdir(`${folder}/.githooks`);
    await Deno.copyFile(`${root}.githooks/pre-commit`, `${folder}/.githooks/pre-commit`);
    await write("deno.json", "{}\n");
    const { success, text } = await run(
      folder,
      "deno",
      ...["run", "--quiet", "--allow-run=git", `--config=${root}deno.json`],
      `${root}tasks/hooks.ts`,
    );
    assert(success, text);
    await check(write, git);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the git hook lets a good change pass and leaves nothing behind", () =>
  withRepository(async (write, git) => {
    await write("answer.ts", wellFormed);
    await git("add", ".");
    const { success, text } = await git("commit", "-m", "good");
    assert(success, text);
    assertEquals((await git("status", "--porcelain", "--ignored")).text, "");
  }));

const faults = {
  "a file that is not formatted": ["export const  answer = 42;\n", "are not formatted"],
  "what lint refuses": ["export const answer: any = 42;\n", "lint found something"],
  "types that do not fit": ['export const answer: number = "42";\n', "types do not fit"],
};
for (const [fault, [content, message]] of Object.entries(faults)) {
  Deno.test(`the git hook refuses ${fault}`, () =>
    withRepository(async (write, git) => {
      await write("answer.ts", content!);
      await git("add", ".");
      const { success, text } = await git("commit", "-m", "bad");
      assert(!success);
      assertStringIncludes(text, message!);
    }));
}

Deno.test("the git hook looks at what is staged, not at work in progress beside it", () =>
  withRepository(async (write, git) => {
    await write("answer.ts", wellFormed);
    await git("add", ".");
    await write("answer.ts", "unfinished (");
    await write("other.ts", "unfinished (");
    const { success, text } = await git("commit", "-m", "good");
    assert(success, text);
    await git("add", "answer.ts");
    assert(!(await git("commit", "-m", "bad")).success);
  }));
