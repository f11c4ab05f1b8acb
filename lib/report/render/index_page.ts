import { markup } from "../markup.ts";
import type { ExecutedNotebook } from "../run/executed.ts";
import { page } from "./page.ts";
import { summaryOf } from "./summary.ts";

/** The page that leads to all reports, each with its answer. */
export function indexPage(executed: readonly ExecutedNotebook[]): string {
  const items = executed.map((one) => {
    const { title, answer, meta } = summaryOf(one);
    const { name } = one.notebook;
    return markup`<li><h2><a href="${name}.html">${title}</a></h2>
${answer !== "" && markup`<p>${answer}</p>`}
<p class="meta">${meta} · <a href="${name}.ipynb">notebook</a></p></li>
`;
  });
  return page({
    title: "Reports · Perdura",
    description: "What a shop's transactions and campaigns say about its customers.",
    body: markup`<main id="content" class="layout wide">
<h1>What the data say about the customers</h1>
<p class="meta">Each report begins with its answer and then shows how it is known.</p>
<ol class="reports">
${items}</ol>
</main>`,
  });
}
