import { colourVariables, fontFamily } from "perdura/plots/theme.ts";
import type { Markup } from "./markup.ts";

/**
 * Shadows at the ends of a box that scrolls sideways, where there is more to see: covers that move
 * with the content hide shadows that do not (the technique is Lea Verou's and Roman Komarov's).
 */
export const scrollShadow = [
  "background:linear-gradient(90deg,var(--pd-paper) 40%,transparent) 0 0/3rem 100% no-repeat local",
  "linear-gradient(270deg,var(--pd-paper) 40%,transparent) 100% 0/3rem 100% no-repeat local",
  "linear-gradient(90deg,rgb(110 118 128/.3),transparent) 0 0/.75rem 100% no-repeat scroll",
  "linear-gradient(270deg,rgb(110 118 128/.3),transparent) 100% 0/.75rem 100% no-repeat scroll",
].join();

/** The look of figures and tables, in reports and in notebooks alike. */
export const fragmentCss = `
.pd{color:var(--pd-ink);font-family:${fontFamily.page};margin:1.5em 0;max-width:100%}
.pd figcaption{font-size:.9375rem;line-height:1.4;margin:0 0 .6em;text-align:left}
.pd figcaption p{margin:0}
.pd .pd-number{color:var(--pd-muted);font-weight:600;white-space:nowrap}
.pd .pd-title{font-weight:650;font-size:1.0625rem;text-wrap:balance}
.pd .pd-word{white-space:nowrap}
.pd .pd-subtitle{color:var(--pd-muted);font-size:.875rem;margin-top:.2em}
.pd svg{display:block;max-width:100%;height:auto;overflow:visible}
.pd svg text{font-family:${fontFamily.page}}
.pd .pd-narrow{display:none}
.pd .pd-foot{color:var(--pd-muted);font-size:.8125rem;line-height:1.5;margin:.5em 0 0}
.pd .pd-data{color:var(--pd-accent);white-space:nowrap;margin-left:.5em}
.pd .pd-scroll{overflow-x:auto;max-width:100%;${scrollShadow}}
.pd.pd-table table{border-collapse:collapse;font-size:.875rem;line-height:1.35;font-variant-numeric:tabular-nums;margin:0;border:0;color:inherit}
.pd.pd-table :is(th,td){padding:.35em .7em;text-align:left;border:0;border-bottom:1px solid var(--pd-line);background:none;vertical-align:baseline;max-width:28em;white-space:normal}
.pd.pd-table :is(th,td):first-child{padding-left:.1em}
.pd.pd-table :is(th,td):last-child{padding-right:.1em}
.pd.pd-table th{font-weight:600;color:var(--pd-muted);border-bottom:1.5px solid var(--pd-context);vertical-align:bottom}
.pd.pd-table .pd-n{text-align:right}
.pd.pd-table td:is(.pd-n,.pd-s){white-space:nowrap}
.pd.pd-table .pd-e>span{white-space:nowrap}
.pd.pd-table td.pd-l{min-width:10em}
.pd.pd-table .pd-null{color:var(--pd-muted)}
@media (max-width:560px){
.pd .pd-wide{display:none}.pd .pd-narrow{display:block}
.pd.pd-table table{font-size:.8125rem}
.pd.pd-table :is(th,td){padding-inline:.45em}
.pd.pd-table :is(th,td):first-child{position:sticky;left:0;background:var(--pd-paper);max-width:9em}
}
@media print{.pd{break-inside:avoid}.pd .pd-data{display:none}.pd .pd-scroll{overflow:visible;background:none}.pd.pd-table table{font-size:.6875rem}}
`.trim().replaceAll("\n", "");

/** Colours in the light and dark themes of JupyterLab and VS Code. */
const notebookColours = `.pd{${colourVariables("light")}}` +
  `[data-jp-theme-light=false] .pd,.vscode-dark .pd,.vscode-high-contrast .pd{${
    colourVariables("dark")
  }}`;

const opening = '<style data-perdura="">';
const closing = "</style>";

/** A figure or table with the style that it needs where it stands alone, in a notebook. */
export function withStyle(body: Markup): string {
  return `${opening}${notebookColours}${fragmentCss}${closing}${body}`;
}

/** The same without the style, for a page that has it. */
export function withoutStyle(fragment: string): string {
  if (!fragment.startsWith(opening)) return fragment;
  return fragment.slice(fragment.indexOf(closing) + closing.length);
}
