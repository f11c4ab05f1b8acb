import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { progressOn } from "../../tasks/_progress.ts";
import { handClock, recordedTerminal } from "./_terminal.ts";

// deno-lint-ignore no-control-regex
const plain = (text: string) => text.replace(/\r|\x1b\[K/g, "");

function watched(columns = 100) {
  const terminal = recordedTerminal({ isWatched: true, columns });
  const clock = handClock();
  return { told: terminal.told, clock, progress: progressOn(terminal, clock) };
}

function unwatched() {
  const terminal = recordedTerminal();
  const clock = handClock();
  return { told: terminal.told, clock, progress: progressOn(terminal, clock) };
}

Deno.test("progress on a terminal draws share, amount, rate and time left in one line", () => {
  const { told, clock, progress } = watched();
  progress.update("reading retail.csv", 0, 50e6, "bytes");
  clock.wait(2000);
  progress.update("reading retail.csv", 20e6, 50e6, "bytes");
  assertEquals(
    plain(told.at(-1)!),
    "reading retail.csv  ████████░░░░░░░░░░░░  40 %  20.0 of 50.0 MB  10.0 MB/s  3 s left",
  );
  assert(told.every((text) => text.startsWith("\r") && !text.includes("\n")));
});

Deno.test("progress on a terminal counts on where nobody knows the total", () => {
  const { told, clock, progress } = watched();
  progress.update("reading", 0, undefined, "rows");
  clock.wait(1000);
  progress.update("reading", 120_000, undefined, "rows");
  assertEquals(plain(told.at(-1)!), "reading  120,000 rows  120,000 rows/s");
});

Deno.test("progress on a terminal redraws ten times a second at most", () => {
  const { told, clock, progress } = watched();
  for (let done = 0; done < 100; done++) {
    progress.update("reading", done, 100, "rows");
    clock.wait(10);
  }
  assertEquals(told.length, 10);
});

Deno.test("progress on a terminal fits its width", () => {
  for (let columns = 16; columns <= 120; columns++) {
    const { told, clock, progress } = watched(columns);
    progress.update("reading online_retail_II.csv.gz", 0, 1e6, "rows");
    clock.wait(3000);
    progress.update("reading online_retail_II.csv.gz", 4e5, 1e6, "rows");
    const line = plain(told.at(-1)!);
    assert(line.length < columns, `${columns}: ${line}`);
    assert(line.startsWith("reading online"), line);
  }
});

Deno.test("progress on a terminal takes the bar away when the work is done", () => {
  const { told, clock, progress } = watched();
  progress.update("reading", 1, 2, "rows");
  clock.wait(10);
  progress.update("reading", 2, 2, "rows");
  assertEquals(told.at(-1), "\r\x1b[K");
});

Deno.test("progress on a terminal says lines on clean ground", () => {
  const { told, progress } = watched();
  progress.update("reading", 1, 2, "rows");
  progress.say("ingest: 10 rows");
  assertEquals(told.slice(1), ["\r\x1b[K", "ingest: 10 rows\n"]);
});

Deno.test("progress elsewhere says a line every five seconds", () => {
  const { told, clock, progress } = unwatched();
  for (let second = 0; second <= 12; second++) {
    progress.update("fitting", second, 20, "steps");
    clock.wait(1000);
  }
  assertEquals(told, [
    "fitting  25 %  5 of 20 steps  15 s left\n",
    "fitting  50 %  10 of 20 steps  10 s left\n",
  ]);
});

Deno.test("progress elsewhere is silent about short work and never moves the cursor", () => {
  const { told, clock, progress } = unwatched();
  for (const label of ["reading", "cleaning", "fitting"]) {
    progress.update(label, 0, 10);
    clock.wait(4000);
    progress.update(label, 10, 10);
  }
  progress.say("done");
  assertEquals(told, ["done\n"]);
});

Deno.test("progress has no rate where it is too low to read well", () => {
  const { told, clock, progress } = unwatched();
  progress.update("auditing", 0, 9, "ways to judge");
  clock.wait(6000);
  progress.update("auditing", 5, 9, "ways to judge");
  assertEquals(told, ["auditing  55 %  5 of 9 ways to judge  5 s left\n"]);
});

Deno.test("progress starts its rate anew with each piece of work", () => {
  const { told, clock, progress } = unwatched();
  progress.update("reading", 0, 1000, "rows");
  clock.wait(4000);
  progress.update("cleaning", 0, 1000, "rows");
  clock.wait(6000);
  progress.update("cleaning", 600, 1000, "rows");
  assertStringIncludes(told.join(""), "100 rows/s");
});
