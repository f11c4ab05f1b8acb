/**
 * The pipeline: stages that bring a lake from raw files to predictions, each run again only when
 * what it depends on has changed.
 *
 * A stage is a file in `stages/` that says which files of the lake it reads, which settings its
 * result depends on, and what it makes. Its files become visible all at once or not at all.
 *
 * @module
 */
export { type Past, pastOf } from "./as_of.ts";
export { bringUpTo, type BringUpToOptions } from "./bring_up_to.ts";
export { clvValidationTable } from "./clv_validation_table.ts";
export { type Canonical, canonicalOf, type CanonicalParameters } from "./canonical_of.ts";
export { discoverStages } from "./discover_stages.ts";
export { type ClvPredictions, type ClvTerms, predictClv, purchaseHorizons } from "./predict_clv.ts";
export { type PipelineOptions, runPipeline } from "./run_pipeline.ts";
export { type PipelineOutcome, type StageOutcome } from "./run_record.ts";
export { type Selection } from "./selection.ts";
export { type Stage, type StageContext, type StageResult } from "./stage.ts";
export { pipelineSummary } from "./summary.ts";
export { type ClvValidation, validateClv } from "./validate_clv.ts";
