import { createHash } from "node:crypto";
import { Markup, markup, type MarkupPart } from "../markup.ts";
import { pageCss, pageScript } from "./_page_css.ts";

/** What the frame of a page holds. */
export interface PageParts {
  readonly title: string;
  /** One sentence for search engines and link previews. */
  readonly description: string;
  /** What stands in the bar at the top, beside the name of the project. */
  readonly top?: MarkupPart;
  readonly body: Markup;
  readonly foot?: MarkupPart;
}

const scriptHash = createHash("sha256").update(pageScript).digest("base64");

// Nothing may be loaded, and no script may run but the one that belongs here.
const policy =
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; ` +
  "img-src data:; base-uri 'none'; form-action 'none'";

/** A whole page in one file: it asks for nothing, and works without its script. */
export function page({ title, description, top, body, foot }: PageParts): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="description" content="${description}">
<meta name="generator" content="Perdura">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
${new Markup(pageCss)}
</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top"><a class="home" href="index.html">Perdura</a>${top}</header>
${body}
${foot !== undefined && markup`<footer class="foot">${foot}</footer>`}
<script>${new Markup(pageScript)}</script>
</body>
</html>
`.text;
}
