import { Marked, type Tokens } from "marked";
import { InputError } from "perdura/core/mod.ts";
import { escapeHtml, Markup } from "../markup.ts";
import { codeBlock } from "./code.ts";
import { formula } from "./math.ts";

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  /** Its words, without marks. */
  readonly text: string;
}

/**
 * Renders the Markdown of one page, piece by piece.
 *
 * HTML in it is shown as text, since part of it comes from data. Links to notebooks go to their
 * reports. Formulas stand between `$` or `$$`.
 */
export class MarkdownPage {
  /** The headings so far, in reading order. */
  readonly headings: Heading[] = [];
  readonly #ids = new Set<string>();
  readonly #marked: Marked;

  constructor() {
    this.#marked = new Marked({
      gfm: true,
      extensions: [blockMath, inlineMath],
      renderer: {
        html: ({ text }) => escapeHtml(text),
        code: ({ text, lang }) => codeBlock(text, lang ?? "text").text + "\n",
        image({ href }) {
          throw new InputError(
            `Cannot put the picture "${href}" into a report: a report is one file; draw it with figure`,
          );
        },
        link({ href, tokens }) {
          const words = this.parser.parseInline(tokens);
          return isSafe(href) ? `<a href="${escapeHtml(inReports(href))}">${words}</a>` : words;
        },
      },
    });
    const headingOf = (token: Tokens.Heading, words: string) => this.#heading(token, words);
    this.#marked.use({
      renderer: {
        heading(token) {
          return headingOf(token, this.parser.parseInline(token.tokens));
        },
        table(token) {
          const row = (cells: Tokens.TableCell[], tag: "th" | "td") =>
            cells.map(({ tokens, align }) => {
              const side = align === "right" ? ' class="right"' : "";
              return `<${tag}${side}>${this.parser.parseInline(tokens)}</${tag}>`;
            }).join("");
          const body = token.rows.map((cells) => `<tr>${row(cells, "td")}</tr>`).join("\n");
          return '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>\n' +
            `<thead><tr>${row(token.header, "th")}</tr></thead>\n<tbody>${body}</tbody>\n` +
            "</table></div>\n";
        },
      },
    });
  }

  /** Renders a piece of Markdown. */
  render(source: string): Markup {
    return new Markup(this.#marked.parse(source, { async: false }));
  }

  #heading({ depth, text }: Tokens.Heading, words: string): string {
    const plain = text.replace(/[*_`$]/g, "");
    const base =
      plain.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "") || "part";
    let id = base;
    for (let copy = 2; this.#ids.has(id); copy++) id = `${base}-${copy}`;
    this.#ids.add(id);
    this.headings.push({ level: depth, id, text: plain });
    return `<h${depth} id="${id}">${words}</h${depth}>\n`;
  }
}

function isSafe(href: string): boolean {
  return !/^\s*[a-z][a-z0-9+.-]*:/i.test(href) || /^(https?|mailto):/i.test(href);
}

/** A link between notebooks becomes one between their reports. */
function inReports(href: string): string {
  return href.replace(/^([\w-]+)\.ipynb(?=#|$)/, "$1.html");
}

interface MathToken extends Tokens.Generic {
  readonly tex: string;
}

const blockMath = {
  name: "blockMath",
  level: "block" as const,
  start: (source: string) => source.match(/^\$\$/m)?.index,
  tokenizer(source: string): MathToken | undefined {
    const match = /^\$\$([\s\S]+?)\$\$[^\S\n]*(?:\n|$)/.exec(source);
    if (match === null) return undefined;
    return { type: "blockMath", raw: match[0], tex: match[1]!.trim() };
  },
  renderer: (token: Tokens.Generic) =>
    `<div class="formula" tabindex="0">${formula((token as MathToken).tex, true)}</div>\n`,
};

const inlineMath = {
  name: "inlineMath",
  level: "inline" as const,
  start: (source: string) => source.match(/\$(?=\S)/)?.index,
  tokenizer(source: string): MathToken | undefined {
    // As in Pandoc, so that amounts in dollars are left alone.
    const match = /^\$(?=\S)((?:\\.|[^$\\\n])*?\S)\$(?!\d)/.exec(source);
    if (match === null) return undefined;
    return { type: "inlineMath", raw: match[0], tex: match[1]! };
  },
  renderer: (token: Tokens.Generic) => formula((token as MathToken).tex, false).text,
};
