import { assertEquals, assertThrows } from "@std/assert";
import { chooseRules, ruleNames } from "perdura/clean/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { transactionSources } from "perdura/sources/mod.ts";

Deno.test("chooseRules knows every rule by its name, and asks in the fixed order", () => {
  assertEquals(chooseRules(ruleNames.toReversed()).map(({ name }) => name), [...ruleNames]);
});

Deno.test("chooseRules adds nothing to plain rules but what makes a line a record", () => {
  assertEquals(chooseRules("plain").map(({ name }) => name), [
    "malformed_line",
    "unparsable_value",
    "negative_quantity",
    "non_positive_price",
    "missing_customer",
  ]);
});

Deno.test("chooseRules refuses a name it does not know", () => {
  assertThrows(() => chooseRules(["cancelation"]), InputError, 'found "cancelation"');
});

Deno.test("chooseRules knows the rules of every source", () => {
  for (const { rules } of transactionSources) assertEquals(chooseRules(rules).length, rules.length);
});
