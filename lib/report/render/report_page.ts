import { withoutStyle } from "../_fragment_style.ts";
import { Markup, markup } from "../markup.ts";
import type { ExecutedNotebook } from "../run/executed.ts";
import type { CellOutput } from "../run/run_notebook.ts";
import { codeBlock } from "./code.ts";
import { type Heading, MarkdownPage } from "./markdown.ts";
import { page } from "./page.ts";
import { runCardSection } from "./run_card_section.ts";
import { summaryOf } from "./summary.ts";

/** A report that stands before or after another. */
export interface Neighbour {
  readonly name: string;
  readonly title: string;
}

/** The reports beside this one; absent at both ends. */
export interface Neighbours {
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
}

/**
 * A notebook with its outputs as one page that needs nothing else: the answer first, then the
 * warnings and how it was made, then what the notebook says, its code folded.
 *
 * @throws {InputError} where a formula or picture in the text cannot be put into a page
 */
export function reportPage(executed: ExecutedNotebook, neighbours: Neighbours): string {
  const { notebook, outputs, card } = executed;
  const summary = summaryOf(executed);
  const markdown = new MarkdownPage();
  const pieces: Markup[] = [];
  const code: string[] = [];
  const flushCode = () => {
    if (code.length > 0) pieces.push(foldedCode(code.splice(0)));
  };
  notebook.cells.forEach((cell, at) => {
    if (cell.type === "code") {
      // Cells that show nothing are folded together with the next one that does.
      if (cell.source.trim() !== "") code.push(cell.source);
      const shown = (outputs[at] ?? []).flatMap((one) => outputMarkup(one, markdown) ?? []);
      if (shown.length === 0) return;
      flushCode();
      pieces.push(...shown);
    } else if (cell.type === "markdown") {
      flushCode();
      // The title stands at the head of the page.
      pieces.push(markdown.render(at === 0 ? cell.source.replace(/^# .*\n?/, "") : cell.source));
    }
  });
  flushCode();
  const answers = outputs.flat().flatMap((output) =>
    isKind(output, "answer") ? [markdown.render(output.facts.markdown ?? "")] : []
  );
  const links = neighbourLinks(neighbours);
  const body = markup`<main id="content" class="layout">
<div class="lead">
<h1>${summary.title}</h1>
<p class="meta">${summary.meta}</p>
${
    answers.length > 0 && markup`<section class="answer" aria-label="Answer">
${answers}</section>`
  }
${warningList(summary.warnings.map((text) => markdown.render(text)))}
${runCardSection(notebook.name, card)}
</div>
${contents(markdown.headings)}
<article>
${pieces}
</article>
</main>`;
  return page({
    title: `${summary.title} · Perdura`,
    description: summary.answer,
    top:
      markup`${links}<button type="button" id="code-toggle" aria-pressed="false" hidden>Show all code</button>`,
    body,
    foot: markup`<span>${notebook.name}</span>${links}`,
  });
}

function foldedCode(sources: readonly string[]): Markup {
  const blocks = sources.map((source) =>
    markup`<div class="box"><button type="button" class="copy" hidden>Copy</button>${
      codeBlock(source)
    }</div>\n`
  );
  return markup`<details class="code"><summary>Code</summary>
${blocks}</details>
`;
}

function outputMarkup(output: CellOutput, markdown: MarkdownPage): Markup | undefined {
  if ("stream" in output) {
    const text = markup`<pre tabindex="0">${output.text}</pre>\n`;
    if (output.stream === "stdout") return text;
    return markup`<details><summary>Messages</summary>${text}</details>\n`;
  }
  const { kind, markdown: source } = output.facts;
  if (kind === "answer") return undefined; // stands at the head of the page
  if (kind === "note" || kind === "warning") {
    return markup`<div class="callout ${kind}"><span class="word">${
      kind === "note" ? "Note" : "Warning"
    }</span>
${markdown.render(source ?? "")}</div>
`;
  }
  if (source !== undefined) return markdown.render(source);
  const fragment = output.data["text/html"];
  return fragment === undefined
    ? markup`<pre tabindex="0">${output.data["text/plain"]}</pre>\n`
    : markup`${new Markup(withoutStyle(fragment))}\n`;
}

function isKind(
  output: CellOutput,
  kind: "answer",
): output is Exclude<CellOutput, { stream: unknown }> {
  return "facts" in output && output.facts.kind === kind;
}

function warningList(warnings: readonly Markup[]): Markup | undefined {
  if (warnings.length === 0) return undefined;
  const word = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  return markup`<section class="callout warning" aria-label="Warnings"><span class="word">${word}</span>
${warnings}</section>`;
}

function contents(headings: readonly Heading[]): Markup | undefined {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return undefined;
  const items = shown.map(({ level, id, text }) =>
    markup`<li${level === 3 && new Markup(' class="sub"')}><a href="#${id}">${text}</a></li>\n`
  );
  return markup`<nav class="toc" aria-label="Contents"><details open><summary>Contents</summary>
<ul>
${items}</ul></details></nav>`;
}

function neighbourLinks({ previous, next }: Neighbours): Markup {
  return markup`${
    previous && markup`<a rel="prev" href="${previous.name}.html">← ${previous.title}</a> `
  }${next && markup`<a rel="next" href="${next.name}.html">${next.title} →</a>`}`;
}
