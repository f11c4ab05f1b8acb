import type { BgNbdParams } from "./beta_geometric_model.ts";

/** The parameters of a model of regular purchases, with k, the stages between two purchases. */
export type CnbdKParams = BgNbdParams & { readonly k: number };
