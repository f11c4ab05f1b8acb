import { assertEquals } from "@std/assert";
import { type PairedDifference, pairedDifference } from "perdura/clv/mod.ts";

const differences: PairedDifference[] = [{
  name: "b",
  reference: "a",
  measure: "meanAbsoluteError",
  difference: 2,
  lower: -1,
  upper: 4,
}];

Deno.test("pairedDifference() turns a difference round where it is the other way", () => {
  const { difference, lower, upper } = pairedDifference(
    differences,
    "a",
    "b",
    "meanAbsoluteError",
  )!;
  assertEquals([difference, lower, upper], [-2, -4, 1]);
  assertEquals(pairedDifference(differences, "b", "a", "meanAbsoluteError"), differences[0]);
  assertEquals(pairedDifference(differences, "b", "a", "logLikelihood"), undefined);
});
