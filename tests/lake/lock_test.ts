import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fixedClock, InputError } from "perdura/core/mod.ts";
import { lakeAt, withLock } from "perdura/lake/mod.ts";
import { filesIn, inFolder } from "./_folder.ts";

const clock = fixedClock(new Date("2026-01-01T12:00:00Z"));

Deno.test("withLock refuses a second writer and names the first", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    const later = fixedClock(new Date("2026-01-01T12:25:00Z"));
    await withLock(lake, clock, async () => {
      const error = await assertRejects(
        () => withLock(lake, later, () => Promise.resolve()),
        InputError,
      );
      assertStringIncludes(error.message, `process ${Deno.pid}`);
      assertStringIncludes(error.message, "25 minutes");
    });
  }));

Deno.test("withLock is free again after the work, done or failed, and leaves no file", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    await assertRejects(() => withLock(lake, clock, () => Promise.reject(new Error("broken"))));
    assertEquals(await withLock(lake, clock, () => Promise.resolve(7)), 7);
    assertEquals(filesIn(folder), []);
  }));

Deno.test("withLock takes over from a process that was killed", () =>
  inFolder(async (folder) => {
    const lake = lakeAt(folder);
    Deno.writeTextFileSync(
      lake.path(".lock"),
      '{"pid":1,"since":"2020-01-01T00:00:00Z"}',
    );
    assertEquals(
      await withLock(lake, clock, () => Promise.resolve("mine")),
      "mine",
    );
  }));

Deno.test("withLock removes a lake that it made and nobody has filled, and the folders above", () =>
  inFolder(async (folder) => {
    await assertRejects(() =>
      withLock(
        lakeAt(`${folder}/new/shops/lake`),
        clock,
        () => Promise.reject(new InputError("bad")),
      )
    );
    assertEquals([...Deno.readDirSync(folder)], []);
  }));
