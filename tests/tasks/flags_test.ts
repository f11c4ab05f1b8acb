import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import {
  choice,
  day,
  type Flag,
  flagName,
  number,
  numbers,
  pairs,
  readFlag,
  text,
  texts,
  toggle,
} from "../../tasks/_flags.ts";

function refusal(flag: Flag<unknown>, ...given: string[]): string {
  return assertThrows(() => readFlag("flag", flag, given), InputError).message;
}

Deno.test("flagName writes a name in code as it is typed", () => {
  assertEquals(["lake", "asOf", "missingCustomer"].map(flagName), [
    "lake",
    "as-of",
    "missing-customer",
  ]);
});

Deno.test("toggle is false unless it is given", () => {
  assertEquals(readFlag("force", toggle("…"), []), false);
  assertEquals(readFlag("force", toggle("…"), [""]), true);
});

Deno.test("text takes its default where it is not given", () => {
  assertEquals(readFlag("lake", text("…", { value: "DIR", default: "data" }), []), "data");
  assertEquals(readFlag("lake", text("…", { value: "DIR" }), []), undefined);
  assertEquals(readFlag("lake", text("…", { value: "DIR" }), ["x"]), "x");
});

Deno.test("a flag that needs a value refuses to be without one and says how to write it", () => {
  assertStringIncludes(refusal(text("…", { value: "DIR" }), ""), "write --flag DIR");
});

Deno.test("a flag that is not repeated refuses to be given twice", () => {
  assertEquals(
    refusal(text("…", { value: "DIR" }), "a", "b"),
    "Cannot read --flag: it is given 2 times",
  );
});

Deno.test("choice accepts its words only", () => {
  const returns = choice("…", ["net", "drop"], { default: "net" });
  assertEquals(readFlag("returns", returns, []), "net");
  assertEquals(readFlag("returns", returns, ["drop"]), "drop");
  assertEquals(refusal(returns, "keep"), 'Cannot read --flag "keep": expected net or drop');
});

Deno.test("number reads numbers within its range and nothing else", () => {
  const seed = number("…", { value: "N", isWhole: true, minimum: 0 });
  assertEquals(readFlag("seed", seed, ["7"]), 7);
  assertEquals(readFlag("rate", number("…", { value: "X" }), ["1.17"]), 1.17);
  assertEquals(
    refusal(seed, "1.5"),
    'Cannot read --flag "1.5": expected a whole number of at least 0',
  );
  for (const wrong of ["-1", "seven", " ", "Infinity", "NaN"]) {
    assertStringIncludes(refusal(seed, wrong), "expected a whole number");
  }
  assertStringIncludes(
    refusal(number("…", { value: "X", minimum: 0, maximum: 1 }), "2"),
    "expected a number of at least 0 and of at most 1",
  );
});

Deno.test("day accepts days of the calendar only", () => {
  assertEquals(readFlag("as-of", day("…"), ["2012-02-29"]), "2012-02-29");
  for (const wrong of ["2011-02-29", "09/12/2011", "2011-12-9", "yesterday"]) {
    assertStringIncludes(refusal(day("…"), wrong), "day of the calendar like 2011-12-10");
  }
});

Deno.test("texts takes values with commas and repeated flags", () => {
  const only = texts("…", { value: "STAGE" });
  assertEquals(readFlag("only", only, []), []);
  assertEquals(readFlag("only", only, ["clean, features", "clv"]), ["clean", "features", "clv"]);
});

Deno.test("numbers takes several numbers, each within its range", () => {
  const hidden = numbers("…", { value: "N,…", isWhole: true, minimum: 1, default: [64, 32] });
  assertEquals(readFlag("hidden", hidden, []), [64, 32]);
  assertEquals(readFlag("hidden", hidden, ["128, 64", "8"]), [128, 64, 8]);
  assertStringIncludes(refusal(hidden, "64,0"), "expected a whole number of at least 1");
  assertStringIncludes(refusal(hidden, "64,"), "expected a whole number");
});

Deno.test("pairs reads names with values, which may have commas and equals signs", () => {
  const map = pairs("…", { value: "COLUMN=NAME" });
  assertEquals(readFlag("map", map, []), {});
  assertEquals(readFlag("map", map, ["customer_id=Client, timestamp=Day", "sales=a=b"]), {
    customer_id: "Client",
    timestamp: "Day",
    sales: "a=b",
  });
  assertEquals(readFlag("map", map, ["customer_id=Name, first,sales=Total"]), {
    customer_id: "Name, first",
    sales: "Total",
  });
});

Deno.test("pairs refuses a name without a value, and a name given twice", () => {
  const map = pairs("…", { value: "COLUMN=NAME" });
  assertStringIncludes(refusal(map, "customer_id"), 'expected NAME=VALUE, found "customer_id"');
  assertStringIncludes(refusal(map, "a=1,b="), 'expected NAME=VALUE, found "b="');
  assertStringIncludes(refusal(map, "a=1", "a=2"), '"a" is given twice');
});
