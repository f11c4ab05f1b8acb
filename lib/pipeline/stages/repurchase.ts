import type { Settings } from "perdura/lake/mod.ts";
import {
  customerFiles,
  customerInputs,
  hasShop,
  orderFiles,
  orderInputs,
} from "../repurchase/files.ts";
import type { Stage } from "../stage.ts";
import type { FeaturesFacts } from "./features.ts";

export type { RepurchaseFacts } from "../repurchase/learn_repurchase.ts";

/** What the predictions depend on besides the tables. */
interface RepurchaseParameters {
  readonly seed: number;
  /** The first day that counts as the future, where there are transactions. */
  readonly asOf?: string;
  /** After which orders it is asked, where there is a shop. */
  readonly anchor?: Settings["anchor"];
}

/** Says of customers how likely a purchase is soon, and of orders how likely another one follows. */
const repurchase: Stage<RepurchaseParameters> = {
  name: "repurchase",
  does: "learning who buys again, testing that on the past, and predicting",
  after: ["ingest", "clean"],
  mayFollow: ["features"],
  reads: [...customerInputs, ...orderInputs],
  makes: [...customerFiles, ...Object.values(orderFiles), "outputs/metrics_repurchase.csv"],

  parameters(context) {
    const { manifest, settings: { anchor, seed } } = context;
    const features = manifest.stages.features?.facts as FeaturesFacts | undefined;
    return {
      seed,
      ...(features && { asOf: features.asOf }),
      ...(hasShop(context) && { anchor }),
    };
  },

  async whyNot(context) {
    if (hasShop(context)) return undefined;
    if (context.manifest.stages.features === undefined) return "there are no transactions";
    const { whyNotCustomers } = await import("../repurchase/customers.ts");
    return whyNotCustomers(context);
  },

  // What learns is heavy, and many runs have no use for it.
  async run(context, { asOf }) {
    const { learnRepurchase } = await import("../repurchase/learn_repurchase.ts");
    return await learnRepurchase(context, asOf);
  },
};

export default repurchase;
