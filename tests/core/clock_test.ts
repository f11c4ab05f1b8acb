import { assertEquals } from "@std/assert";
import { fixedClock } from "perdura/core/mod.ts";

Deno.test("fixedClock stands still", () => {
  const clock = fixedClock(new Date("2011-12-10T00:00:00Z"));
  assertEquals([clock.now(), clock.now()], [new Date("2011-12-10"), new Date("2011-12-10")]);
  assertEquals(clock.elapsed(), clock.elapsed());
});

Deno.test("fixedClock cannot be moved from outside", () => {
  const moment = new Date(0);
  const clock = fixedClock(moment);
  clock.now().setTime(1000);
  assertEquals(clock.now().getTime(), 0);
});
