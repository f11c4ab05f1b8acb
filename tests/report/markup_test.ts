import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { escapeHtml, Markup, markup } from "perdura/report/markup.ts";

Deno.test("markup escapes values in content and in attributes", () => {
  assertEquals(
    markup`<a title="${`"<'&>`}">${"</a><script>"}</a>`.text,
    '<a title="&quot;&lt;&#39;&amp;&gt;">&lt;/a&gt;&lt;script&gt;</a>',
  );
});

Deno.test("markup takes markup, numbers and lists as they are, and leaves nothing for false", () => {
  const items = [1, 2].map((item) => markup`<i>${item}</i>`);
  assertEquals(
    markup`${items}${false}${undefined}${new Markup("<b>")}`.text,
    "<i>1</i><i>2</i><b>",
  );
});

Deno.test("escapeHtml() of any text is read back as that text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const visible = text.replace(/[\0\r\ufffd]|[\ud800-\udfff]/gu, ""); // parsers replace these
    const { document } = parseHTML(`<p title="${escapeHtml(visible)}">${escapeHtml(visible)}</p>`);
    const paragraph = document.querySelector("p")!;
    assertEquals(paragraph.textContent, visible);
    assertEquals(paragraph.getAttribute("title"), visible);
    assertEquals(paragraph.children.length, 0);
  }));
});
