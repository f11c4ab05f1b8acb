import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { type CsvLayout, CsvScanner } from "perdura/lake/read/csv_scanner.ts";
import { RegularCsv } from "perdura/lake/read/regular_csv.ts";
import { inFolder } from "./_text_table.ts";

/** What a scanner makes of a text that arrives in chunks of a size. */
function scan(
  folder: string,
  text: string,
  chunkSize: number,
  layout: CsvLayout,
) {
  const path = join(folder, "regular.csv");
  const output = new RegularCsv(path, layout.delimiter);
  const scanner = new CsvScanner("test", layout, output, false);
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += chunkSize) {
    scanner.push(bytes.subarray(from, from + chunkSize));
  }
  scanner.finish();
  output.close();
  const { records, problems, hasEmptyQuotes } = scanner;
  return {
    records,
    problems,
    hasEmptyQuotes,
    regular: Deno.readTextFileSync(path),
  };
}

Deno.test("CsvScanner finds the same records however the bytes arrive", () =>
  inFolder(async (folder) => {
    const unit = fc.constantFrom(
      "a",
      "é",
      '"',
      '"',
      ",",
      ",",
      "\n",
      "\n",
      "\r",
      " ",
      "\0",
    );
    const layouts = fc.record({
      delimiter: fc.constant(","),
      newline: fc.constantFrom("\n" as const, "\r" as const),
      columns: fc.integer({ min: 1, max: 3 }),
      header: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit, maxLength: 60 }),
        layouts,
        fc.integer({ min: 1, max: 9 }),
        (text, layout, chunkSize) => {
          const whole = scan(folder, text, 1000, layout);
          assertEquals(scan(folder, text, chunkSize, layout), whole);
          return Promise.resolve();
        },
      ),
      { numRuns: 500 },
    );
  }));

Deno.test("CsvScanner copies regular records byte by byte and rewrites the others", () =>
  inFolder((folder) => {
    const layout = {
      delimiter: ";",
      newline: "\n",
      columns: 2,
      header: false,
    } as const;
    const result = scan(
      folder,
      '1;"a;b"\n\n2;x"y\r\nbroken\n3;c',
      1000,
      layout,
    );
    assertEquals(result.regular, '1;"a;b"\n2;"x""y"\n;\n3;c\n');
    assertEquals(result.problems, [
      {
        row: 3,
        problem: "malformed_line: expected 2 fields, found 1",
        text: "broken",
      },
    ]);
    return Promise.resolve();
  }));
