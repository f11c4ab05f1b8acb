import { codeCells, type Notebook } from "./notebook.ts";

/** A place in a notebook. */
export interface Place {
  /** Number of the code cell, from 1. */
  readonly cell: number;
  /** Line in that cell, from 1. */
  readonly line: number;
}

/** The code cells of a notebook as one module. */
export interface CellsModule {
  readonly source: string;
  /** Which place a line of the module, from 1, comes from. */
  placeOf(line: number): Place | undefined;
}

/**
 * Puts the code cells of a notebook into one module, each after a line of its own.
 *
 * Declarations are shared between cells as in the kernel. Two things differ: imports are made
 * before anything runs, and a name cannot be declared twice.
 *
 * @param first the first line of the module
 * @param before the line before each cell, given its number
 */
export function cellsModule(
  notebook: Notebook,
  first: string,
  before: (cell: number) => string,
): CellsModule {
  const lines = [first];
  const starts: number[] = [];
  codeCells(notebook).forEach(({ source }, at) => {
    lines.push(before(at + 1));
    starts.push(lines.length);
    lines.push(...source.split("\n"));
  });
  lines.push(";export {};", "");
  return {
    source: lines.join("\n"),
    placeOf(line) {
      const cell = starts.findLastIndex((start) => line > start) + 1;
      return cell === 0 ? undefined : { cell, line: line - starts[cell - 1]! };
    },
  };
}

/** The module that is type-checked and linted. */
export function moduleToCheck(notebook: Notebook): CellsModule {
  return cellsModule(notebook, `// ${notebook.name}`, (cell) => `// %% [${cell}]`);
}

/** The module that is run: it tells the runner where each cell begins. */
export function moduleToRun(notebook: Notebook): CellsModule {
  const marker = "perduraEnterCell";
  return cellsModule(
    notebook,
    `import { enterCell as ${marker} } from "perdura/report/run/_headless_sink.ts";`,
    (cell) => `;${marker}(${cell});`, // the semicolon ends a statement that the last cell left open
  );
}

/** Says notebook, cell and line in the place of positions in the module, which nobody ever sees. */
export function sayPlaces(
  text: string,
  address: string,
  name: string,
  module: CellsModule,
): string {
  return text.split(address).reduce((before, after) => {
    const match = /^:(\d+)(:\d+)?/.exec(after);
    const place = match === null ? undefined : module.placeOf(Number(match[1]));
    if (match === null || place === undefined) return `${before}${name}${after}`;
    const rest = after.slice(match[0].length);
    return `${before}${name}, code cell ${place.cell}, line ${place.line}${rest}`;
  });
}
