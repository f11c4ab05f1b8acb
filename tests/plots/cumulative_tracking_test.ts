import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { cumulativeTracking } from "perdura/plots/mod.ts";
import { tracking } from "./_examples.ts";

const withExpected = (perWeek: number) => {
  const incremental = tracking.tracking.end;
  const cumulative = Array.from(incremental, (week) => week * perWeek);
  const first = { incremental: Array.from(incremental, () => perWeek), cumulative };
  return {
    ...tracking,
    tracking: { ...tracking.tracking, expected: { "bg-nbd": first } },
  };
};

Deno.test("cumulativeTracking() judges the first model on the holdout alone, in both directions", () => {
  // 257 purchases happened in weeks 7 to 12.
  assertEquals(
    cumulativeTracking(withExpected(60)).title,
    "BG/NBD expected 360 repeat purchases in the holdout, 40\u00a0% more than happened",
  );
  assertEquals(
    cumulativeTracking(withExpected(30)).title,
    "BG/NBD expected 180 repeat purchases in the holdout, 30\u00a0% fewer than happened",
  );
  assertStringIncludes(cumulativeTracking(withExpected(257 / 6)).title, ", as many as happened");
});

Deno.test("cumulativeTracking() continues the baseline from what had happened by calibration", () => {
  const rows = cumulativeTracking(tracking).data as Record<string, unknown>[];
  assertEquals(rows.map((row) => row["same rate"]).slice(4, 8), [null, 326, 380, 434]);
  assertEquals(rows[5], {
    end_week: 6,
    part: "calibration",
    actual: 326,
    "Pareto/NBD": rows[5]!["Pareto/NBD"],
    "BG/NBD": rows[5]!["BG/NBD"],
    "same rate": 326,
  });
});

Deno.test("cumulativeTracking() refuses a calibration without holdout", () => {
  assertThrows(
    () => cumulativeTracking({ ...tracking, calibrationEnd: 12 }),
    InputError,
    "there are no periods after calibration",
  );
});
