import temml from "temml";
import { InputError } from "perdura/core/mod.ts";
import { Markup } from "../markup.ts";

/**
 * A formula as MathML, which browsers draw themselves: nothing is loaded.
 *
 * @param tex the formula in LaTeX
 * @param isDisplayed whether it stands in a line of its own
 * @throws {InputError} where the formula cannot be understood
 *
 * @example
 * ```ts
 * import { formula } from "perdura/report/render/math.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(formula("t_x \\le T", false).text, "<msub>");
 * ```
 */
export function formula(tex: string, isDisplayed: boolean): Markup {
  try {
    return new Markup(
      temml.renderToString(tex, { displayMode: isDisplayed, throwOnError: true, annotate: true }),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`Cannot render the formula "${tex}": ${reason}`, { cause: error });
  }
}
