import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { frequencyCalibration } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

const bin = (from: number, customers: number, actual: number, model: number, same: number) => ({
  from,
  to: from,
  customers,
  actual,
  expected: { "bg-nbd": model, "same rate": same },
});
const input = { ...scope, models: ["bg-nbd"], baselines: ["same rate"], horizon: "39 weeks" };

Deno.test("frequencyCalibration() counts the groups in which the model is the closer one", () => {
  const bins = [
    bin(0, 10, 1, 1.1, 2),
    bin(1, 5, 2, 5, 2.5),
    bin(2, 4, 3, 3, 2.5),
    bin(3, 0, NaN, NaN, NaN),
  ];
  assertEquals(
    frequencyCalibration({ ...input, bins }).title,
    "BG/NBD is closer to what happened than the rule “same rate” in 2 of 3 groups of customers",
  );
});

Deno.test("frequencyCalibration() weights the distance of groups by their customers", () => {
  const bins = [bin(0, 30, 1, 1.1, 2), bin(1, 10, 2, 5, 2.5)];
  // (30 · 0.1 + 10 · 3) / 40 and (30 · 1 + 10 · 0.5) / 40.
  const { alt } = frequencyCalibration({ ...input, bins });
  assertStringIncludes(alt, "BG/NBD 0.83, same rate 0.88 (40 customers)");
});

Deno.test("frequencyCalibration() refuses a forecast that is not there", () => {
  assertThrows(
    () => frequencyCalibration({ ...input, bins: [bin(0, 1, 1, 1, 1)], models: ["x"] }),
    InputError,
    'there is no forecast "x", only "bg-nbd", "same rate"',
  );
});
