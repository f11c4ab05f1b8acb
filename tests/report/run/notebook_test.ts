import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import {
  bareFile,
  codeCells,
  notebookOf,
  parseNotebookFile,
  readNotebook,
  strayContentProblems,
} from "perdura/report/run/mod.ts";
import { draft } from "../_notebooks.ts";

const notebook = draft(
  "04_clv",
  { md: "# Title\n\nText" },
  { code: "const a = 1;\nconst b = a;" },
  {
    code: "",
    tags: ["setup"],
  },
);

Deno.test("parseNotebookFile() reads back what bareFile() writes, lines and tags included", () => {
  const file = parseNotebookFile(bareFile(notebook), "folder/04_clv.ipynb");
  assertEquals(notebookOf(file, "folder/04_clv.ipynb"), {
    ...notebook,
    path: "folder/04_clv.ipynb",
  });
  assertEquals(codeCells(notebook).length, 2);
});

Deno.test("parseNotebookFile() refuses what is no notebook of format 4.5", () => {
  const path = "a.ipynb";
  assertThrows(() => parseNotebookFile("{", path), InputError, "not valid JSON");
  const old = bareFile(notebook).replace('"nbformat_minor": 5', '"nbformat_minor": 4');
  assertThrows(() => parseNotebookFile(old, path), InputError, "nbformat_minor");
  const nameless = bareFile(notebook).replace('"id": "cell-2",', "");
  assertThrows(() => parseNotebookFile(nameless, path), InputError, "cells.1.id");
});

Deno.test("readNotebook() names the file that is missing", async () => {
  await assertRejects(() => readNotebook("/nowhere/x.ipynb"), InputError, "/nowhere/x.ipynb");
});

Deno.test("strayContentProblems() finds nothing in what bareFile() writes", () => {
  const file = parseNotebookFile(bareFile(notebook), "a.ipynb");
  assertEquals(strayContentProblems(file, "a.ipynb"), []);
});

Deno.test("strayContentProblems() finds outputs, counts, metadata and repeated ids", () => {
  const file = JSON.parse(bareFile(notebook));
  file.cells[1].outputs = [{ output_type: "stream", name: "stdout", text: "x" }];
  file.cells[1].execution_count = 3;
  file.cells[1].metadata = { collapsed: true };
  file.cells[2].id = "cell-2";
  file.metadata.language_info.version = "6.0";
  const problems = strayContentProblems(parseNotebookFile(JSON.stringify(file), "a"), "a.ipynb");
  assertEquals(problems.map(({ cell, message }) => `${cell} ${message.split(":")[0]}`), [
    "1 Holds outputs",
    "1 Holds an execution count",
    '1 Holds stray metadata "collapsed"',
    '2 Has the id "cell-2" of another cell',
    "undefined Holds stray metadata",
  ]);
});
