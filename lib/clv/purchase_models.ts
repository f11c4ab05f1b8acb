import { InputError } from "perdura/core/mod.ts";
import { BgCnbdK } from "./bg_cnbd_k.ts";
import { BgNbd } from "./bg_nbd.ts";
import { fitBgNbd, fitMbgNbd } from "./fit_bg_nbd.ts";
import { fitBgCnbdK, fitMbgCnbdK } from "./fit_cnbd_k.ts";
import { fitParetoNbd } from "./fit_pareto_nbd.ts";
import { MbgCnbdK } from "./mbg_cnbd_k.ts";
import { MbgNbd } from "./mbg_nbd.ts";
import type { ParametricModel } from "./parametric_model.ts";
import { ParetoNbd } from "./pareto_nbd.ts";
import type { CustomerSummary, PurchaseModel, PurchaseSimulator } from "./types.ts";

/** A model of purchases with everything it can do. */
export type AnyPurchaseModel = ParametricModel & PurchaseModel & PurchaseSimulator;

/** How to get a model of purchases. */
interface PurchaseModelKind {
  fit(summary: CustomerSummary): AnyPurchaseModel;
  fromJSON(json: unknown): AnyPurchaseModel;
}

/** Every model of purchases by its name, the preferred one first. */
export const purchaseModels: Readonly<Record<string, PurchaseModelKind>> = {
  "pareto-nbd": { fit: fitParetoNbd, fromJSON: ParetoNbd.fromJSON },
  "bg-nbd": { fit: fitBgNbd, fromJSON: BgNbd.fromJSON },
  "mbg-nbd": { fit: fitMbgNbd, fromJSON: MbgNbd.fromJSON },
  "bg-cnbd-k": { fit: fitBgCnbdK, fromJSON: BgCnbdK.fromJSON },
  "mbg-cnbd-k": { fit: fitMbgCnbdK, fromJSON: MbgCnbdK.fromJSON },
};

/**
 * The model of purchases that `toJSON` wrote, whichever it is.
 *
 * @throws {InputError} where it is none
 */
export function purchaseModelFromJSON(json: unknown): AnyPurchaseModel {
  const name = (json as { model?: unknown } | null)?.model;
  const kind = typeof name === "string" ? purchaseModels[name] : undefined;
  if (kind === undefined) {
    throw new InputError(
      `Cannot read the model of purchases: "${name}" is none of ` +
        Object.keys(purchaseModels).join(", "),
    );
  }
  return kind.fromJSON(json);
}
