import { InputError } from "perdura/core/mod.ts";
import type { ParameterValue } from "../output.ts";
import { withOverrides } from "../params.ts";
import type { Notebook } from "./notebook.ts";
import { isSyntax, nameOf, statementsOf, type Syntax, walk } from "./_syntax.ts";

/** The tag of the cell that holds a notebook's parameters. */
export const parametersTag = "parameters";

/**
 * The parameters of a notebook with their defaults, read without running it.
 *
 * @throws {InputError} where the tagged cell has no `params({ name: value })` of plain values
 */
export function parametersOf(notebook: Notebook): Record<string, ParameterValue> {
  const tagged = notebook.cells.filter(({ type, tags }) =>
    type === "code" && tags.includes(parametersTag)
  );
  const [cell] = tagged;
  if (cell === undefined) return {};
  if (tagged.length > 1) {
    throw new InputError(
      `Cannot read the parameters of the notebook "${notebook.name}": ${tagged.length} cells are ` +
        `tagged "${parametersTag}", it has to be one`,
    );
  }
  try {
    const calls = statementsOf(cell.source).flatMap((statement) =>
      [...walk(statement)].filter(([node]) =>
        node.type === "CallExpression" && nameOf(node.callee) === "params"
      )
    );
    const [defaults] = (calls[0]?.[0].arguments ?? []) as Syntax[];
    if (calls.length === 1 && defaults !== undefined) return valuesIn(defaults);
    throw new SyntaxError("it calls no params");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError(
      `Cannot read the parameters of the notebook "${notebook.name}": the cell tagged ` +
        `"${parametersTag}" has to call params once, with an object of plain texts, numbers, true ` +
        `and false (${error.message})`,
    );
  }
}

function valuesIn(node: Syntax): Record<string, ParameterValue> {
  if (node.type !== "ObjectExpression") throw new SyntaxError("its argument is no object");
  const values: Record<string, ParameterValue> = {};
  for (const property of node.properties as Syntax[]) {
    const key = property.key;
    if (property.type !== "Property" || property.computed === true || !isSyntax(key)) {
      throw new SyntaxError("not all names are plain");
    }
    const name = key.type === "Identifier" ? String(key.name) : String(key.value);
    values[name] = valueOf(property.value as Syntax, name);
  }
  return values;
}

function valueOf(node: Syntax, name: string): ParameterValue {
  if (node.type === "UnaryExpression" && node.operator === "-") {
    const value = valueOf(node.argument as Syntax, name);
    if (typeof value === "number") return -value;
  }
  const { value } = node;
  const isPlain = node.type === "Literal" &&
    (typeof value === "string" || typeof value === "number" || typeof value === "boolean");
  if (!isPlain) throw new SyntaxError(`the value of "${name}" is not plain`);
  return value;
}

/**
 * Gives each notebook its share of the values that somebody has set.
 *
 * @param wanted values by name, as texts
 * @returns overrides for each of the notebooks, in their order
 * @throws {InputError} where no notebook has a parameter of that name, or one has it with another
 * type
 */
export function shareOverrides(
  notebooks: readonly Notebook[],
  wanted: Readonly<Record<string, string>>,
): Record<string, ParameterValue>[] {
  const defaults = notebooks.map(parametersOf);
  const unknown = Object.keys(wanted).find((name) =>
    !defaults.some((known) => Object.hasOwn(known, name))
  );
  if (unknown !== undefined) {
    const known = notebooks.map(({ name }, at) => {
      const names = Object.keys(defaults[at]!);
      return `${name} has ${names.length === 0 ? "none" : `"${names.join('", "')}"`}`;
    });
    throw new InputError(
      `Cannot set the parameter "${unknown}": there is none of that name; ${known.join("; ")}`,
    );
  }
  return defaults.map((known) => {
    const own = Object.fromEntries(
      Object.entries(wanted).filter(([name]) => Object.hasOwn(known, name)),
    );
    const values = withOverrides(known, own);
    return Object.fromEntries(Object.keys(own).map((name) => [name, values[name]!]));
  });
}
