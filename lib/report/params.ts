import { InputError } from "perdura/core/mod.ts";
import type { ParameterValue } from "./output.ts";
import { currentSink } from "./_sink.ts";

/** The parameters as the notebook uses them: a default of 42 makes a number. */
export type Parameters<Defaults> = {
  readonly [Name in keyof Defaults]: Defaults[Name] extends number ? number
    : Defaults[Name] extends boolean ? boolean
    : string;
};

/**
 * The notebook's parameters: its defaults, with what was set from outside in their place.
 *
 * It is called once, with a literal object, in the cell tagged `parameters`.
 *
 * @param defaults by name; their types are those of the parameters
 * @throws {InputError} where a name is unknown or a value has the wrong type
 *
 * @example
 * ```ts
 * import { capture, params } from "perdura/report/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * await capture(() => {
 *   const p = params({ horizon: 52, currency: "GBP" });
 *   assertEquals(p, { horizon: 26, currency: "GBP" });
 * }, { horizon: "26" });
 * ```
 */
export function params<const Defaults extends Readonly<Record<string, ParameterValue>>>(
  defaults: Defaults,
): Parameters<Defaults> {
  const sink = currentSink();
  const values = withOverrides(defaults, sink.overrides);
  sink.parameters({ values, overridden: Object.keys(sink.overrides) });
  return values as Parameters<Defaults>;
}

/**
 * Defaults with other values in their place.
 *
 * @param overrides texts are read as the type of the default
 * @throws {InputError} where a name is unknown or a value has the wrong type
 */
export function withOverrides(
  defaults: Readonly<Record<string, ParameterValue>>,
  overrides: Readonly<Record<string, ParameterValue>>,
): Record<string, ParameterValue> {
  const values = { ...defaults };
  for (const [name, value] of Object.entries(overrides)) {
    const standard = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    if (standard === undefined) {
      throw new InputError(
        `Cannot set the parameter "${name}": there is none of that name; known are "${
          Object.keys(defaults).join('", "')
        }"`,
      );
    }
    values[name] = typeof value === typeof standard ? value : readAs(name, standard, String(value));
  }
  return values;
}

function readAs(name: string, standard: ParameterValue, text: string): ParameterValue {
  const refuse = (wanted: string) =>
    new InputError(`Cannot set the parameter "${name}" to "${text}": it has to be ${wanted}`);
  if (typeof standard === "string") return text;
  if (typeof standard === "boolean") {
    if (text === "true" || text === "false") return text === "true";
    throw refuse('"true" or "false"');
  }
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw refuse(`a number like ${standard}`);
  return value;
}
