/**
 * Notebooks that explore, run headless and become reports.
 *
 * This module is what a notebook imports. Everything visible goes through {@linkcode show},
 * {@linkcode table}, {@linkcode figure}, {@linkcode answer}, {@linkcode note} and {@linkcode warn},
 * each awaited; parameters come from {@linkcode params}, inputs from {@linkcode inputTable}. The
 * same cells then work in Jupyter and VS Code on the Deno kernel, in the headless runner (`run/`)
 * whose outputs become pages (`render/`), and in tests with {@linkcode capture}.
 *
 * @module
 */
export { answer, note, warn } from "./say.ts";
export { show, type Showable } from "./show.ts";
export { table, type TableOptions } from "./table.ts";
export type { ColumnFormat } from "./_table_parts.ts";
export { figure, type FigureOptions } from "./figure.ts";
export { type Parameters, params } from "./params.ts";
export { hasInput, inputFile, inputTable, projectLake } from "./input.ts";
export { type NotebookLake, notebookLake, type NotebookLakeOptions } from "./notebook_lake.ts";
export { type ClvResults, clvResults } from "./clv_results.ts";
export {
  type ForecastScores,
  type RepurchaseResults,
  repurchaseResults,
} from "./repurchase_results.ts";
export { type OrderResults, orderResults } from "./order_results.ts";
export { type CampaignResults, campaignResults, type MessageRows } from "./campaign_results.ts";
export {
  breakEvenCost,
  campaignAnswer,
  campaignSendList,
  costWords,
  type MessageStudy,
  messageWords,
  type NamedSendList,
  studyAssignments,
  studyMessages,
  type StudyTerms,
} from "./campaign_study.ts";
export { working } from "./working.ts";
export { toCsv } from "./csv.ts";
// For tests of notebooks and of code that shows things.
export { capture, type Captured } from "./capture.ts";
export type {
  FoundInput,
  InputRecord,
  Line,
  MediaBundle,
  MissingInput,
  Output,
  OutputFacts,
  ParameterRecord,
  ParameterValue,
} from "./output.ts";
