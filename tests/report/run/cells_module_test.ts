import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { moduleToCheck, moduleToRun, sayPlaces } from "perdura/report/run/mod.ts";
import { draft } from "../_notebooks.ts";

Deno.test("cells modules know which cell and line each of their lines comes from", () => {
  const sources = fc.array(
    fc.array(fc.stringMatching(/^[a-z ]*$/)).map((lines) => lines.join("\n")),
    {
      maxLength: 6,
    },
  );
  fc.assert(fc.property(sources, (sources) => {
    const notebook = draft("n", ...sources.map((code) => ({ code })));
    for (const module of [moduleToCheck(notebook), moduleToRun(notebook)]) {
      const lines = module.source.split("\n");
      const places = lines.map((_, at) => module.placeOf(at + 1));
      assertEquals(places[0], undefined);
      assertEquals(places.some((place) => place?.line === 0), false);
      sources.forEach((source, at) =>
        source.split("\n").forEach((text, line) => {
          const found = places.findIndex((place) =>
            place?.cell === at + 1 && place.line === line + 1
          );
          assertEquals(lines[found], text);
        })
      );
    }
  }));
});

Deno.test("moduleToRun() ends a statement that a cell leaves open", () => {
  const { source } = moduleToRun(draft("n", { code: "const a = 1" }, { code: "(2);" }));
  assertEquals(source.split("\n").slice(1, 6), [
    ";perduraEnterCell(1);",
    "const a = 1",
    ";perduraEnterCell(2);",
    "(2);",
    ";export {};",
  ]);
});

Deno.test("sayPlaces() puts notebook, cell and line in the place of positions", () => {
  const module = moduleToCheck(draft("04_clv", { code: "a\nb" }, { code: "c" }));
  assertEquals(
    sayPlaces("at /tmp/x.ts:4:7 and /tmp/x.ts:6:1, see /tmp/x.ts", "/tmp/x.ts", "04_clv", module),
    "at 04_clv, code cell 1, line 2 and 04_clv, code cell 2, line 1, see 04_clv",
  );
});
