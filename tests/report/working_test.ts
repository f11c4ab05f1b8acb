import { assertEquals, assertRejects } from "@std/assert";
import { useSink } from "perdura/report/_sink.ts";
import { capture, working } from "perdura/report/mod.ts";

Deno.test("working() returns what the work returns and ends with its last state", async () => {
  const { lines } = await capture(async () => {
    const result = await working(async (progress) => {
      for (let done = 1; done <= 1000; done++) progress.update("counting", done, 1000, "rows");
      await Promise.resolve();
      return 7;
    });
    assertEquals(result, 7);
  });
  assertEquals(lines.at(-1)?.text, "counting: 1,000 of 1,000 rows (100 %)");
  assertEquals(new Set(lines.map(({ id }) => id)).size, 1);
});

Deno.test("working() sends only the last of the states that come at once", async () => {
  const { lines } = await capture(() =>
    working((progress) => {
      for (let done = 1; done <= 1000; done++) progress.update("counting", done);
    })
  );
  assertEquals(lines.map(({ text }) => text), ["counting: 1", "counting: 1,000"]);
});

Deno.test("working() keeps what was said above the state", async () => {
  const { lines } = await capture(() =>
    working((progress) => {
      progress.say("read 3 files");
      progress.update("counting", 1);
    })
  );
  assertEquals(lines.at(-1)?.text, "read 3 files\ncounting: 1");
});

Deno.test("working() ends when its last state is shown, however slow the display is", async () => {
  const shown: string[] = [];
  useSink({
    show: () => Promise.resolve(),
    async line({ text }) {
      await new Promise((resume) => setTimeout(resume, 5));
      shown.push(text);
    },
    numberOf: () => 1,
    overrides: {},
    parameters: () => {},
    input: () => {},
  });
  try {
    await working((progress) => {
      progress.update("counting", 1);
      progress.update("counting", 2);
    });
    assertEquals(shown, ["counting: 1", "counting: 2"]);
  } finally {
    useSink(undefined);
  }
});

Deno.test("working() goes on after a state that was reported twice", async () => {
  const { lines } = await capture(() =>
    working(async (progress) => {
      progress.update("counting", 1);
      await Promise.resolve();
      progress.update("counting", 1);
      progress.update("counting", 1);
      await new Promise((resume) => setTimeout(resume, 1));
      progress.update("counting", 1);
      progress.update("counting", 2);
    })
  );
  assertEquals(lines.map(({ text }) => text), ["counting: 1", "counting: 2"]);
});

Deno.test("working() gives each piece of work a line of its own", async () => {
  const { lines } = await capture(async () => {
    await working((progress) => progress.say("one"));
    await working((progress) => progress.say("two"));
  });
  assertEquals(new Set(lines.map(({ id }) => id)).size, 2);
});

Deno.test("working() passes errors on", async () => {
  await assertRejects(
    () => capture(() => working(() => Promise.reject(new RangeError("too far")))),
    RangeError,
    "too far",
  );
});
