/**
 * Runs notebooks without Jupyter: cells become one module, which is type-checked and run in a
 * process of its own with the least permissions; outputs are collected by cell.
 *
 * @module
 */
export {
  type Cell,
  codeCells,
  type Notebook,
  type NotebookFile,
  notebookOf,
  parseNotebookFile,
  readNotebook,
} from "./notebook.ts";
export {
  type CellsModule,
  moduleToCheck,
  moduleToRun,
  type Place,
  sayPlaces,
} from "./cells_module.ts";
export { checkCells } from "./check_cells.ts";
export { checkNotebooks, type NotebookCheck } from "./check_notebooks.ts";
export { formatCells } from "./format_cells.ts";
export { houseRuleProblems, longestCell, type Problem } from "./house_rules.ts";
export { bareFile, bareMetadata, strayContentProblems } from "./stray_content.ts";
export { parametersOf, parametersTag, shareOverrides } from "./parameters.ts";
export {
  type CellOutput,
  type NotebookRun,
  type Printed,
  runNotebook,
  type RunOptions,
} from "./run_notebook.ts";
export { NotebookError } from "./notebook_error.ts";
export { type ExecutedNotebook, executedNotebook, fromIpynb, toIpynb } from "./executed.ts";
export { type Circumstances, type RunCard, runCard } from "./run_card.ts";
export { executedPath, isCurrent, readExecuted, runKey } from "./cache.ts";
export { projectRoot } from "../project_root.ts";
