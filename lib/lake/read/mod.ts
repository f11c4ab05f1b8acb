/**
 * Readers: a file of any format becomes one table of text, and no record of it is lost.
 *
 * A reader finds out what a file is by its content, divides it into records and keeps the position
 * of each. What the fields mean (numbers, dates, names) is left to `perdura/sources`, so that a
 * value which cannot be understood is still there to be shown. Nothing is held in memory: records
 * stream through a regular text file beside the output, which Polars turns into Parquet.
 *
 * @module
 */
export { listSourceFiles, type SourceFile } from "./source_files.ts";
export { readTextTable, type TextTableInfo, type TextTableOptions } from "./read_text_table.ts";
export { sourceColumns } from "./text_part.ts";
