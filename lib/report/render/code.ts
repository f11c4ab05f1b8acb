import hljs from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";
import { Markup, markup } from "../markup.ts";

hljs.registerLanguage("typescript", typescript);

/** TypeScript with its parts marked for colouring (classes `hljs-…`). */
export function highlighted(source: string): Markup {
  return new Markup(hljs.highlight(source, { language: "typescript" }).value);
}

/** A block of code; only TypeScript is coloured. */
export function codeBlock(source: string, language = "typescript"): Markup {
  const isTypeScript = /^(ts|typescript)$/.test(language);
  return markup`<pre tabindex="0"><code>${
    isTypeScript ? highlighted(source) : source
  }</code></pre>`;
}
