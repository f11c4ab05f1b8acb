import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { InputError } from "perdura/core/mod.ts";
import { MarkdownPage } from "perdura/report/render/markdown.ts";
import { formula } from "perdura/report/render/math.ts";

const render = (source: string) => new MarkdownPage().render(source).text;

Deno.test("MarkdownPage shows HTML as text", () => {
  assertEquals(render("a <b>b</b>\n").trim(), "<p>a &lt;b&gt;b&lt;/b&gt;</p>");
  assertStringIncludes(render("<script>alert(1)</script>"), "&lt;script&gt;");
});

Deno.test("MarkdownPage makes no element of any text but those of Markdown", () => {
  const known = new Set(
    ("p h1 h2 h3 h4 h5 h6 em strong del code pre a ul ol li blockquote hr br table thead tbody tr " +
      "th td div span input math").split(" "),
  );
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    if (text.includes("$")) return; // formulas have a test of their own
    const { document } = parseHTML(`<main>${render(text)}</main>`);
    for (const element of document.querySelectorAll("main *")) {
      assertEquals(known.has(element.tagName.toLowerCase()), true, element.tagName);
    }
  }));
});

Deno.test("MarkdownPage drops links that run code, keeps those that lead somewhere", () => {
  assertEquals(render("[x](javascript:alert(1))").trim(), "<p>x</p>");
  assertEquals(render("[x](data:text/html,1)").trim(), "<p>x</p>");
  assertStringIncludes(render('[x](https://example.org/?a="1"&b=2)'), 'href="https://example.org/');
});

Deno.test("MarkdownPage leads from notebooks to their reports", () => {
  assertStringIncludes(render("[x](04_clv.ipynb#fit)"), 'href="04_clv.html#fit"');
});

Deno.test("MarkdownPage refuses pictures, which would be requests", () => {
  assertThrows(() => render("![x](https://example.org/a.png)"), InputError, "draw it with figure");
});

Deno.test("MarkdownPage gives headings ids of their own and keeps them", () => {
  const page = new MarkdownPage();
  page.render("## What *is* P(alive)?\n\n## Año");
  page.render("### What is P(alive)?\n\n## …");
  assertEquals(page.headings, [
    { level: 2, id: "what-is-p-alive", text: "What is P(alive)?" },
    { level: 2, id: "ano", text: "Año" },
    { level: 3, id: "what-is-p-alive-2", text: "What is P(alive)?" },
    { level: 2, id: "part", text: "…" },
  ]);
});

Deno.test("MarkdownPage sets formulas, and leaves amounts in dollars alone", () => {
  const html = render("With $t_x \\le T$, between $5 and $6.\n\n$$\\frac{a}{b}$$\n");
  assertEquals(html.match(/<math/g)?.length, 2);
  assertStringIncludes(html, "between $5 and $6.");
  assertStringIncludes(render("\\$5 and \\$6$"), "<p>$5 and $6$</p>"); // as Jupyter wants them
  assertStringIncludes(html, '<math display="block"');
});

Deno.test("formula() gives MathML that loads nothing", () => {
  const { text } = formula("\\int_0^\\infty e^{-\\delta t}\\,\\mathrm{d}t", true);
  assertEquals(/https?:(?!\/\/www\.w3\.org\/1998)/.test(text), false);
  assertStringIncludes(text, "<msubsup>");
});

Deno.test("formula() names a formula that it cannot understand", () => {
  assertThrows(
    () => formula("\\frac{a", false),
    InputError,
    'Cannot render the formula "\\frac{a"',
  );
});

Deno.test("MarkdownPage colours TypeScript and no other language", () => {
  assertStringIncludes(
    render("```ts\nconst a = 1;\n```"),
    '<span class="hljs-keyword">const</span>',
  );
  assertEquals(render("```sh\nif <a>\n```").includes("hljs"), false);
});
