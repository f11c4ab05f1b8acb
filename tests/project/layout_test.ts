import { assertEquals, assertGreater } from "@std/assert";
import { entries, filesBelow, read } from "./_tree.ts";

const TOP_LEVEL = [
  "LICENSE",
  "README.md",
  "data",
  "deno.json",
  "deno.lock",
  "lib",
  "notebooks",
  "tasks",
  "tests",
];
/** What tools leave there, out of git. */
const LEFT_BY_TOOLS = ["coverage"];
const LONGEST = 400;

Deno.test("the top level holds what the layout names and nothing else", () => {
  const found = entries(".").map(({ name }) => name);
  assertEquals(
    found.filter((name) => !TOP_LEVEL.includes(name) && !LEFT_BY_TOOLS.includes(name)),
    [],
  );
});

Deno.test("every folder of the library tells its story in mod.ts", () => {
  const missing = entries("lib")
    .filter(({ name, isDirectory }) => isDirectory && name !== "jsr")
    .map(({ name }) => `lib/${name}`)
    .filter((folder) => filesBelow(folder, ".ts").length > 0)
    .filter((folder) => {
      const story = filesBelow(folder, ".ts").includes(`${folder}/mod.ts`)
        ? read(`${folder}/mod.ts`)
        : "";
      return !/^\/\*\*[\s\S]*?@module[\s\S]*?\*\//.test(story);
    });
  assertEquals(missing, []);
});

Deno.test(`no file of the library or its tasks is longer than ${LONGEST} lines`, () => {
  const long = [...filesBelow("lib", ".ts"), ...filesBelow("tasks", ".ts")]
    .map((path) => ({ path, lines: read(path).trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > LONGEST);
  assertEquals(long, []);
});

Deno.test("no task has every permission", () => {
  const { tasks } = JSON.parse(read("deno.json")) as {
    tasks: Record<string, string | { command: string }>;
  };
  const commands = Object.entries(tasks)
    .map(([name, task]) => [name, typeof task === "string" ? task : task.command]);
  const open = commands.filter(([name, command]) =>
    /(^|\s)(-[a-z]*A[a-z]*|--allow-all)(\s|$)/.test(command!) ||
    // Permissions to talk and to start programs are always scoped, except for the one task whose
    // work is to download from an address that the user names.
    /--allow-run(\s|$)/.test(command!) ||
    name !== "fetch" && /--allow-net(\s|$)/.test(command!)
  );
  assertEquals(open, []);
});

Deno.test("every place that names a version of Deno names the same", () => {
  const readme = entries(".").map(({ name }) => name).filter((name) => name === "README.md");
  const places = [".ci/run", ".githooks/pre-commit", ...readme];
  const versions = places.flatMap((path) =>
    [...read(path).matchAll(/(?:deno@|^version=)(\d+\.\d+\.\d+)/gm)].map(([, version]) => version)
  );
  assertEquals([...new Set(versions)], versions.slice(0, 1));
  assertGreater(versions.length, 1);
});
