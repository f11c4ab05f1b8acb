import { codeCells, type Notebook } from "./notebook.ts";
import { lineOf, nameOf, statementsOf, type Syntax, walk } from "./_syntax.ts";

/** Something in a notebook that has to be put right. */
export interface Problem {
  readonly notebook: string;
  /** Number of the code cell, from 1; absent where the notebook as a whole is meant. */
  readonly cell?: number;
  /** Line in that cell, from 1. */
  readonly line?: number;
  readonly message: string;
}

/** How many lines a code cell may have. */
export const longestCell = 25;

const banned: Readonly<Record<string, string>> = {
  "import.meta": "the kernel does not know it; take paths from the lake",
  "Deno.jupyter": 'it exists in the kernel only; use show, table and figure of "perdura/report"',
  "Deno.exit": "it ends the kernel",
  "process.exit": "it ends the kernel",
  "console": "results are shown with show, table, figure, answer, note or warn",
};

const shows = new Set(["show", "table", "figure", "answer", "note", "warn", "working"]);

/**
 * What a notebook does that does not work alike in the kernel and headless, or hides work that
 * belongs into the library.
 */
export function houseRuleProblems(notebook: Notebook): Problem[] {
  const { name } = notebook;
  const problems: Problem[] = [];
  const first = notebook.cells[0];
  if (first?.type !== "markdown" || !/^# \S/.test(first.source)) {
    problems.push({
      notebook: name,
      message: 'The first cell has to be Markdown with a "# " title',
    });
  }
  codeCells(notebook).forEach(({ source }, at) => {
    const cell = at + 1;
    const add = (line: number, message: string) =>
      problems.push({ notebook: name, cell, line, message });
    const count = source.split("\n").length;
    if (count > longestCell) {
      add(longestCell + 1, `Has ${count} lines: at most ${longestCell}; move work to the library`);
    }
    let statements: readonly Syntax[];
    try {
      statements = statementsOf(source);
    } catch (error) {
      add(1, `Cannot be understood: ${error instanceof Error ? error.message : error}`);
      return;
    }
    checkStatements(statements, add);
  });
  return problems;
}

function checkStatements(
  statements: readonly Syntax[],
  add: (line: number, message: string) => void,
): void {
  for (const statement of statements) {
    if (/^(Import|Export)/.test(statement.type)) {
      const from = (statement.source as { value?: unknown } | null)?.value;
      if (typeof from === "string" && /^(\.|\/|\w+:)/.test(from) && !from.startsWith("node:")) {
        add(lineOf(statement), `Imports "${from}": use the names of the import map in deno.json`);
      }
    }
    for (const [node, parent] of walk(statement)) checkNode(node, parent, add);
  }
  const last = statements.at(-1);
  const expression = last?.expression as Syntax | undefined;
  if (last?.type === "ExpressionStatement" && expression?.type !== "AwaitExpression") {
    add(lineOf(last), "Ends in a bare expression, which the kernel loses at times: await show(…)");
  }
}

function checkNode(
  node: Syntax,
  parent: Syntax | undefined,
  add: (line: number, message: string) => void,
): void {
  const name = nameOf(node);
  const isProperty = parent?.type === "MemberExpression" && parent.property === node ||
    parent?.type === "Property" && parent.key === node;
  if (name !== undefined && Object.hasOwn(banned, name) && !isProperty) {
    add(lineOf(node), `Uses ${name}: ${banned[name]}`);
  }
  if (node.type === "CallExpression" && parent?.type === "ExpressionStatement") {
    const called = nameOf(node.callee);
    if (called !== undefined && shows.has(called)) {
      add(lineOf(node), `Calls ${called} without await: its output may be lost`);
    }
  }
}
