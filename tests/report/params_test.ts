import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { capture, params } from "perdura/report/mod.ts";
import { withOverrides } from "perdura/report/params.ts";

const defaults = { horizon: 52, margin: 0.25, currency: "GBP", detailed: false };

Deno.test("params() gives the defaults where nothing is set, and records them", async () => {
  const { parameters } = await capture(() => assertEquals(params(defaults), defaults));
  assertEquals(parameters, [{ values: defaults, overridden: [] }]);
});

Deno.test("params() has the types of the defaults, widened", async () => {
  await capture(() => {
    const p: { horizon: number; currency: string; detailed: boolean } = params(defaults);
    // @ts-expect-error a number is no text
    const wrong: string = p.horizon;
    assertEquals(typeof wrong, "number");
  });
});

Deno.test("params() reads texts as the type of the default", async () => {
  const overrides = { horizon: "26", margin: "1e-1", currency: "7", detailed: "true" };
  const { parameters } = await capture(() => params(defaults), overrides);
  assertEquals(parameters[0], {
    values: { horizon: 26, margin: 0.1, currency: "7", detailed: true },
    overridden: ["horizon", "margin", "currency", "detailed"],
  });
});

Deno.test("params() refuses unknown names with the known ones", async () => {
  await assertRejects(
    () => capture(() => params(defaults), { horizn: "1" }),
    InputError,
    'there is none of that name; known are "horizon", "margin", "currency", "detailed"',
  );
});

Deno.test("withOverrides() does not take what every object has for a parameter", () => {
  assertThrows(() => withOverrides(defaults, { toString: "x" }), InputError, "none of that name");
});

for (
  const [name, value] of [["horizon", "x"], ["horizon", ""], ["horizon", "Infinity"], [
    "detailed",
    "yes",
  ]] as const
) {
  Deno.test(`withOverrides() refuses "${value}" for "${name}"`, () => {
    assertThrows(() => withOverrides(defaults, { [name]: value }), InputError, "it has to be");
  });
}

Deno.test("withOverrides() leaves the defaults as they are", () => {
  withOverrides(defaults, { horizon: 1 });
  assertEquals(defaults.horizon, 52);
});
