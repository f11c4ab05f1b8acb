import { assertEquals, assertStringIncludes } from "@std/assert";
import { weeklyTracking } from "perdura/plots/mod.ts";
import { tracking } from "./_examples.ts";

Deno.test("weeklyTracking() sets model and baseline beside what happened", () => {
  assertEquals(
    weeklyTracking(tracking).title,
    "In the holdout customers bought 42.8 times a week; Pareto/NBD expected 41.5, " +
      "the rule “same rate” 54",
  );
  const { alt } = weeklyTracking(tracking);
  assertStringIncludes(alt, "between 35 and 52");
  assertStringIncludes(alt, "BG/NBD expected");
});

Deno.test("weeklyTracking() has the baseline in the holdout only, and follows the unit", () => {
  const { data, title } = weeklyTracking({ ...tracking, periodName: "month" });
  const rows = data as Record<string, unknown>[];
  assertEquals(rows.map((row) => row["same rate"]).slice(4, 8), [null, null, 54, 54]);
  assertStringIncludes(title, "times a month");
});
