/**
 * Pages from executed notebooks: one file each, which asks for nothing.
 *
 * @module
 */
export { indexPage } from "./index_page.ts";
export { type Neighbour, type Neighbours, reportPage } from "./report_page.ts";
