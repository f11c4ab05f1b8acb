import { InputError } from "perdura/core/mod.ts";
import { type Rule, type RuleName, ruleNames } from "./rule.ts";
import * as rules from "./rules/mod.ts";

/** Every rule by its name. */
const byName: ReadonlyMap<string, Rule> = new Map(
  Object.values(rules).map((rule) => [rule.name, rule]),
);

/** Quantity > 0, price > 0, customer known: the textbook's cleaning, nothing else. */
const plain: readonly RuleName[] = [
  "negative_quantity",
  "non_positive_price",
  "missing_customer",
];

/** A line that is no record is rejected whatever the choice of rules. */
const always: readonly RuleName[] = ["malformed_line", "unparsable_value"];

/**
 * The rules with the given names, in the order in which they are asked.
 *
 * Lines that cannot be read are rejected always, whether their rules are named or not.
 *
 * @param names names of rules in any order, or "plain" for quantity > 0, price > 0, customer known
 * @throws {InputError} where a name is unknown
 *
 * @example
 * ```ts
 * import { chooseRules } from "perdura/clean/choose_rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseRules(["missing_customer", "cancellation"]).map((rule) => rule.name), [
 *   "malformed_line",
 *   "unparsable_value",
 *   "cancellation",
 *   "missing_customer",
 * ]);
 * ```
 */
export function chooseRules(names: readonly string[] | "plain"): Rule[] {
  const chosen = new Set<string>([
    ...always,
    ...(names === "plain" ? plain : names),
  ]);
  for (const name of chosen) {
    if (!byName.has(name)) {
      throw new InputError(
        `Choose cleaning rules by name: found "${name}", known are "plain" or a list of ` +
          ruleNames.map((known) => `"${known}"`).join(", "),
      );
    }
  }
  return ruleNames.filter((name) => chosen.has(name)).map((name) => byName.get(name)!);
}
