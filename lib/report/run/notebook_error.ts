import { ExitCode, PerduraError } from "perdura/core/mod.ts";
import type { Failure } from "./_protocol.ts";
import { type CellsModule, type Place, sayPlaces } from "./cells_module.ts";
import type { Notebook } from "./notebook.ts";

/** A notebook that did not come to its end. */
export class NotebookError extends PerduraError {
  override name = "NotebookError";
  override readonly exitCode: number;
  /** Where in the notebook; without a line where the stack does not name one. */
  readonly place: { readonly cell: number; readonly line?: number };
  /** What went wrong, without the place. */
  readonly reason: string;
  /** Whether the lake does not have what the notebook is about. */
  readonly lacksData: boolean;

  /** @param where the module that was run, its address, and the cell that had begun last */
  constructor(
    notebook: Notebook,
    failure: Failure,
    where: { module: CellsModule; address: string; cell: number },
  ) {
    const say = (text: string) => sayPlaces(text, where.address, notebook.name, where.module);
    const place = placeIn(failure.stack, where.module, where.address);
    const inWords = place === undefined
      ? where.cell === 0 ? "its imports" : `code cell ${where.cell}`
      : `code cell ${place.cell}, line ${place.line}`;
    const said = failure.exitCode === undefined ? `${failure.name}: ` : "";
    const reason = said + say(failure.message);
    super(`Cannot run the notebook "${notebook.name}": ${inWords} failed: ${reason}`);
    this.reason = reason;
    this.lacksData = failure.lacksData ?? false;
    this.place = place ?? { cell: where.cell };
    this.exitCode = failure.exitCode ?? ExitCode.defect;
    this.stack = `${this.name}: ${this.message}\n${say(failure.stack)}`;
  }
}

/** The innermost place of a stack that lies in the notebook. */
function placeIn(stack: string, module: CellsModule, address: string): Place | undefined {
  for (const line of linesOf(stack, address)) {
    const place = module.placeOf(line);
    if (place !== undefined) return place;
  }
  return undefined;
}

function* linesOf(stack: string, address: string): Generator<number> {
  for (let at = stack.indexOf(address); at !== -1; at = stack.indexOf(address, at + 1)) {
    const line = /^:(\d+)/.exec(stack.slice(at + address.length))?.[1];
    if (line !== undefined) yield Number(line);
  }
}
