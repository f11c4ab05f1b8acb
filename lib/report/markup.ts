/** A piece of HTML that is safe to put into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in an {@linkcode markup} template; `false` and `undefined` leave nothing. */
export type MarkupPart = Markup | string | number | false | undefined | readonly MarkupPart[];

/** The text with everything escaped that has a meaning in HTML, in content and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * HTML from a template: every value is escaped unless it is {@linkcode Markup} itself.
 *
 * @example
 * ```ts
 * import { markup } from "perdura/report/markup.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const name = "<Café & Co>";
 * assertEquals(markup`<b>${name}</b>`.text, "<b>&lt;Café &amp; Co&gt;</b>");
 * const items = [1, 2].map((n) => markup`<li>${n}</li>`);
 * assertEquals(markup`<ul>${items}</ul>`.text, "<ul><li>1</li><li>2</li></ul>");
 * ```
 */
export function markup(strings: TemplateStringsArray, ...values: MarkupPart[]): Markup {
  let text = strings[0] ?? "";
  values.forEach((value, at) => {
    text += textOf(value) + (strings[at + 1] ?? "");
  });
  return new Markup(text);
}

function textOf(value: MarkupPart): string {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(textOf).join("");
  if (value === false || value === undefined) return "";
  return escapeHtml(String(value));
}
