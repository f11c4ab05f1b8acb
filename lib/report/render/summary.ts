import { formatNumber } from "perdura/core/mod.ts";
import type { ExecutedNotebook } from "../run/executed.ts";
import type { OutputFacts } from "../output.ts";

/** What a report says about itself on other pages and at its head. */
export interface Summary {
  readonly title: string;
  /** The answer in plain words; empty where the notebook gives none. */
  readonly answer: string;
  /** Warnings in Markdown, each once. */
  readonly warnings: readonly string[];
  /** Date and contents in a line. */
  readonly meta: string;
}

/** The summary of an executed notebook. */
export function summaryOf({ notebook, outputs, card }: ExecutedNotebook): Summary {
  const facts = outputs.flat().flatMap((output): OutputFacts[] =>
    "facts" in output ? [output.facts] : []
  );
  const words = (kind: OutputFacts["kind"]) =>
    facts.filter((fact) => fact.kind === kind).map(({ markdown }) => markdown ?? "");
  const heading = /^# (.+)$/m.exec(notebook.cells[0]?.source ?? "")?.[1];
  const count = (kind: "figure" | "table") => {
    const number = facts.filter((fact) => fact.kind === kind).length;
    return number === 0 ? [] : [`${formatNumber(number)} ${kind}${number === 1 ? "" : "s"}`];
  };
  return {
    title: heading ?? notebook.name,
    answer: plain(words("answer").join(" ")),
    warnings: [...new Set(words("warning"))],
    meta: [card.started.slice(0, 10), ...count("figure"), ...count("table")].join(" · "),
  };
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`$]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
