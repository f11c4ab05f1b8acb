import { colourVariables, fontFamily } from "perdura/plots/theme.ts";
import { fragmentCss, scrollShadow } from "../_fragment_style.ts";

/** The style of all pages: light and dark, wide screens, telephones and paper. */
export const pageCss = `
:root{color-scheme:light dark;${
  colourVariables("light")
}--code-keyword:#0b5fa5;--code-string:#0a6645;--code-number:#8a4b00}
@media (prefers-color-scheme:dark){:root{${
  colourVariables("dark")
}--code-keyword:#7cc0f5;--code-string:#6fd3a8;--code-number:#f0b35e}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--pd-paper);color:var(--pd-ink);font:1rem/1.6 ${fontFamily.page}}
a{color:var(--pd-accent);text-underline-offset:.15em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--pd-accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99em}
.skip:focus{left:1rem;top:.5rem;background:var(--pd-paper);padding:.3em .6em;z-index:2}
.top,.foot{display:flex;flex-wrap:wrap;gap:.4rem 1.5rem;align-items:baseline;max-width:1084px;margin:0 auto;padding:.9rem 1.25rem;font-size:.875rem}
.top .home{font-weight:650;color:var(--pd-ink);text-decoration:none;margin-right:auto}
.foot{border-top:1px solid var(--pd-line);margin-top:3rem;padding-block:1.25rem 3rem;justify-content:space-between;color:var(--pd-muted)}
.layout{max-width:1084px;margin:0 auto;padding:0 1.25rem}
article,.lead{max-width:760px;min-width:0}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;font-weight:680}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.2rem);letter-spacing:-.01em;margin:1rem 0 .25rem}
h2{font-size:1.375rem;margin:2.75rem 0 .75rem}
h3{font-size:1.125rem;margin:2rem 0 .5rem}
p,ul,ol,dl{margin:0 0 1em;max-width:70ch}
li+li{margin-top:.25em}
.meta{color:var(--pd-muted);font-size:.875rem;margin:0 0 1.5rem}
.answer{border-left:4px solid var(--pd-accent);background:var(--pd-panel);padding:1rem 1.25rem;margin:0 0 1.25rem;font-size:1.125rem;line-height:1.55;border-radius:0 6px 6px 0}
.answer>:last-child,.callout>:last-child{margin-bottom:0}
.callout{border-left:4px solid var(--pd-context);background:var(--pd-panel);padding:.75rem 1rem;margin:1.25rem 0;border-radius:0 6px 6px 0;font-size:.9375rem}
.callout .word{font-weight:650;display:block;font-size:.8125rem;color:var(--pd-muted)}
.callout.warning{border-color:var(--pd-warning)}
.callout.warning .word{color:var(--pd-warning)}
blockquote{margin:1em 0;padding-left:1em;border-left:3px solid var(--pd-line);color:var(--pd-muted)}
summary{cursor:pointer;color:var(--pd-muted);font-size:.8125rem;width:fit-content;padding:.15rem 0}
summary:hover{color:var(--pd-ink)}
code,pre{font-family:${fontFamily.code};font-size:.8125rem}
:not(pre)>code{background:var(--pd-panel);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
pre{background:var(--pd-panel);border-radius:6px;padding:.8rem 1rem;margin:.4rem 0 1rem;overflow-x:auto;line-height:1.5;tab-size:2}
details.code{margin:.75rem 0}
details.code summary{font-size:.75rem}
details.code+.pd{margin-top:1rem}
details.code .box{position:relative}
.copy{position:absolute;top:.4rem;right:.4rem}
button{font:inherit;font-size:.8125rem;color:var(--pd-ink);background:var(--pd-paper);border:1px solid var(--pd-context);border-radius:5px;padding:.2rem .6rem;cursor:pointer}
button:hover{border-color:var(--pd-ink)}
.hljs-keyword,.hljs-built_in,.hljs-literal{color:var(--code-keyword)}
.hljs-string,.hljs-regexp{color:var(--code-string)}
.hljs-number{color:var(--code-number)}
.hljs-comment{color:var(--pd-muted)}
.card{margin:0 0 1.5rem;border-block:1px solid var(--pd-line);padding:.3rem 0}
.card dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;font-size:.875rem;margin:.6rem 0 .8rem;max-width:none}
.card dt{color:var(--pd-muted)}
.card dd{margin:0;overflow-wrap:anywhere}
.card table{font-size:.8125rem}
.scroll{overflow-x:auto;max-width:100%;${scrollShadow}}
.scroll table,.card table{border-collapse:collapse;margin:0 0 1em;font-variant-numeric:tabular-nums}
.scroll :is(th,td){padding:.3em .9em .3em 0;text-align:left;border-bottom:1px solid var(--pd-line);vertical-align:baseline}
.scroll th{color:var(--pd-muted);font-weight:600}
.scroll .right{text-align:right}
.scroll .right+:not(.right){padding-left:.9em}
.formula{overflow-x:auto;overflow-y:hidden;padding:.2rem 0;margin:0 0 1em}
math{font-family:"STIX Two Math","Latin Modern Math","Cambria Math","Libertinus Math",math,serif;font-size:1.08em}
.toc{font-size:.875rem;margin:0 0 1.5rem}
.toc ul{list-style:none;padding:0;margin:.25rem 0 0}
.toc li{margin:0}
.toc a{display:block;padding:.2rem 0;color:var(--pd-muted);text-decoration:none;line-height:1.35}
.toc a:hover{color:var(--pd-ink)}
.toc .sub a{padding-left:1rem}
.reports{list-style:none;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));max-width:none;margin:2rem 0}
.reports li{border:1px solid var(--pd-line);border-radius:8px;padding:1.1rem 1.25rem;margin:0;display:flex;flex-direction:column}
.reports h2{font-size:1.0625rem;margin:0 0 .5rem}
.reports p{font-size:.9375rem;line-height:1.5}
.reports .meta{margin:auto 0 0;font-size:.8125rem}
.pd{margin:1.75rem 0}
${fragmentCss}
@media (min-width:1040px){
.layout{display:grid;grid-template-columns:220px minmax(0,760px);grid-template-rows:auto 1fr;gap:0 4rem}
.layout>.toc{grid-column:1;grid-row:1/span 2;position:sticky;top:1.25rem;align-self:start;max-height:calc(100vh - 2.5rem);overflow-y:auto;margin-top:1.6rem}
.layout>:is(.lead,article){grid-column:2}
.layout.wide{display:block}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{color-scheme:light;${colourVariables("light")}}
body{font-size:10.5pt}
.top,.toc,.skip,.copy,#code-toggle,details.code:not([open]){display:none!important}
.layout{display:block;padding:0}
article,.lead{max-width:none}
h2,h3{break-after:avoid}
a{color:inherit;text-decoration:none}
.answer,.callout,pre{background:none;border:1px solid var(--pd-line);border-left-width:4px}
pre{white-space:pre-wrap}
.scroll{overflow:visible;background:none}
details.card::details-content{content-visibility:visible;block-size:auto}
}
`.trim();

/** All code at once, and a copy for each: the page works without. */
export const pageScript = `
const all=document.querySelectorAll("details.code"),button=document.getElementById("code-toggle");
if(button&&all.length){button.hidden=false;button.addEventListener("click",()=>{const show=button.getAttribute("aria-pressed")!=="true";for(const one of all)one.open=show;button.setAttribute("aria-pressed",String(show));button.textContent=show?"Hide all code":"Show all code"})}
if(navigator.clipboard)for(const copy of document.querySelectorAll(".copy")){copy.hidden=false;copy.addEventListener("click",async()=>{await navigator.clipboard.writeText(copy.parentElement.querySelector("code").textContent);copy.textContent="Copied";setTimeout(()=>{copy.textContent="Copy"},1500)})}
`.trim();
