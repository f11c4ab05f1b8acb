import { InputError } from "perdura/core/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { responseFiles, sendListPath, upliftFiles } from "../conversion/files.ts";
import { whyNoResponseValue } from "../conversion/response_value.ts";
import type { SendListSettings } from "../conversion/write_send_list.ts";
import type { Stage } from "../stage.ts";

/**
 * Chooses whom it is worth writing to, of what the conversion stage has learnt: another cost, budget
 * or margin does not make anybody learn again.
 */
const sendListStage: Stage<SendListSettings> = {
  name: "send-list",
  does: "choosing whom it is worth writing to",
  after: ["conversion"],
  reads: [...Object.values(responseFiles), upliftFiles.rows, upliftFiles.customers],
  makes: [sendListPath],

  parameters: ({ settings: { margin, cost, budget } }) => ({
    margin,
    ...cost !== undefined && { cost },
    ...budget !== undefined && { budget },
  }),

  checkSettings({ budget, cost }) {
    if (budget === undefined || cost !== undefined) return;
    throw new InputError(
      `Cannot keep to a budget of ${budget}: nobody has said what a message costs; say it with ` +
        '--cost COST, or as "cost" in perdura.json, or leave the budget out',
    );
  },

  whyNot({ input }) {
    return whyNoResponseValue(readTable(input(responseFiles.rows)));
  },

  // Without a control group a model is needed, which is heavy.
  async run(context, terms) {
    const { writeSendList } = await import("../conversion/write_send_list.ts");
    return await writeSendList(context, terms);
  },
};

export default sendListStage;
