/**
 * Campaigns: what a comparison of customers who got a message with others who did not can show.
 *
 * @module
 */
export { detectableEffect } from "./detectable_effect.ts";
